/*-
 * #%L
 * Zero-shot image segmentation from diffusion self-attention, for Fiji.
 * %%
 * Copyright (C) 2026 DiffSeg for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package io.github.diffseg.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.classify.StoredClassifier;
import io.github.diffseg.classify.TaughtClassifier;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.teach.TaughtFixture;
import io.github.diffseg.teach.TeachSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A folder by a classifier that was taught on one picture. */
class ClassifiedBatchTest extends FolderFixture {

    private static final Set<Export> EXPORTS = Set.of(Export.LABELS, Export.ROIS, Export.TABLE);

    private TaughtClassifier taught() {
        return TeachSession.train(
                TaughtFixture.lesson(
                        new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO),
                        Pictures.image("shapes", TaughtFixture.WIDTH, TaughtFixture.HEIGHT)),
                Progress.NONE);
    }

    private BatchSummary run(SettingsRequest settings) throws IOException {
        return Batch.run(
                new BatchRequest(input, "*", false, output, EXPORTS, settings),
                diffSeg,
                "embedded",
                Progress.NONE);
    }

    @Test
    void theFolderIsClassifiedAndDoneAgainOnlyByAnotherClassifier() throws IOException {
        Path file = folder.resolve("shapes.json");
        StoredClassifier.write(file, taught());
        SettingsRequest settings = SettingsRequest.ALL_RECOMMENDED.with(Setting.CLASSIFIER, file);
        for (int[] size : new int[][] {{96, 80}, {120, 90}}) {
            IJ.saveAsTiff(
                    Pictures.image("shapes", size[0], size[1]),
                    input.resolve("shapes" + size[0] + ".tif").toString());
        }
        BatchSummary summary = run(settings);
        assertEquals(List.of(), summary.failures(), summary::text);
        ImagePlus labels = IJ.openImage(output.resolve("shapes96-labels.tif").toString());
        assertArrayEquals(
                new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO)
                        .segment(Pictures.image("shapes96.tif", 96, 80), settings, Progress.NONE)
                        .labelImage()
                        .getProcessor()
                        .getIntArray(),
                labels.getProcessor().getIntArray());
        ImagePlus other = IJ.openImage(output.resolve("shapes120-labels.tif").toString());
        assertEquals(
                1, other.getProcessor().get(36, 45), "the disc of a picture that was not taught");
        assertEquals(3, other.getProcessor().get(110, 45), "and its bar");
        ResultsTable table = ResultsTable.open(output.resolve("shapes96-segments.csv").toString());
        assertEquals("class 1", table.getStringValue("Class", 0));

        assertEquals(2, run(settings).doneBefore());
        Path moved = Files.move(file, folder.resolve("moved.json"));
        SettingsRequest again = SettingsRequest.ALL_RECOMMENDED.with(Setting.CLASSIFIER, moved);
        assertEquals(2, run(again).doneBefore(), "the same classifier at another place");
        TaughtClassifier taught = taught();
        StoredClassifier.write(
                moved,
                new TaughtClassifier(
                        List.of("coin", "ground", "bar"),
                        taught.weights(),
                        taught.bias(),
                        taught.origin()));
        BatchSummary renamed = run(again);
        assertEquals(0, renamed.doneBefore());
        assertTrue(
                renamed.madeAgain().keySet().iterator().next().startsWith("classifier was "),
                renamed.madeAgain().toString());
    }

    @Test
    void aClassifierOfAnotherModelEndsTheBatchWithOneSentence() throws IOException {
        TaughtClassifier taught = taught();
        TaughtClassifier.Origin origin = taught.origin();
        Path file = folder.resolve("other.json");
        StoredClassifier.write(
                file,
                new TaughtClassifier(
                        taught.classes(),
                        taught.weights(),
                        taught.bias(),
                        new TaughtClassifier.Origin(
                                "SD 1.5",
                                "ffff",
                                origin.workingSize(),
                                origin.timestep(),
                                origin.aggregation())));
        IJ.saveAsTiff(Pictures.image("shapes", 96, 80), input.resolve("shapes.tif").toString());
        BatchSummary summary = run(SettingsRequest.ALL_RECOMMENDED.with(Setting.CLASSIFIER, file));
        assertEquals(1, summary.failures().size());
        assertTrue(
                summary.failures().get(0).reason().contains("taught with the model SD 1.5"),
                summary::text);
        UserException missing =
                assertThrows(
                        UserException.class,
                        () ->
                                run(
                                        SettingsRequest.of(
                                                Map.of(
                                                        "classifier",
                                                        folder.resolve("none.json")))));
        assertTrue(missing.getMessage().contains("none.json cannot be read"), missing.getMessage());
    }
}
