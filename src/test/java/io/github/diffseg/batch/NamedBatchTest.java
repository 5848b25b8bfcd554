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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.NamedModel;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Class images in a folder. */
class NamedBatchTest extends FolderFixture {

    private static final SettingsRequest NAMED =
            SettingsRequest.ALL_RECOMMENDED
                    .with(Setting.WORKING_SIZE, 64)
                    .with(Setting.THRESHOLD, 0.05)
                    .with(Setting.NAMES, NamedModel.WORDS);

    private static final Set<Export> EXPORTS = Set.of(Export.LABELS, Export.CLASSES, Export.TABLE);

    @Test
    void eachImageHasItsClassImage() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
        BatchSummary summary;
        try (DiffSeg named =
                DiffSeg.open(
                        ModelFolder.open(NamedModel.of("sd1", folder)),
                        ComputeDevice.CPU,
                        Progress.NONE)) {
            summary = Batch.run(request(NAMED, EXPORTS), named, "sd1", Progress.NONE);
            assertEquals(1, summary.done(), summary::text);
            assertEquals(
                    1,
                    Batch.run(request(NAMED, EXPORTS), named, "sd1", Progress.NONE).doneBefore());
        }
        ImagePlus labels = IJ.openImage(output.resolve("a-labels.tif").toString());
        ImagePlus classes = IJ.openImage(output.resolve("a-classes.tif").toString());
        ResultsTable table = ResultsTable.open(output.resolve("a-segments.csv").toString());
        List<String> words = Arrays.asList(NamedModel.WORDS.split(","));
        int[] expected = new int[labels.getWidth() * labels.getHeight()];
        for (int i = 0; i < expected.length; i++) {
            int label = labels.getProcessor().get(i);
            expected[i] = 1 + words.indexOf(table.getStringValue("Class", label - 1));
        }
        int[] found = new int[expected.length];
        Arrays.setAll(found, i -> classes.getProcessor().get(i));
        assertArrayEquals(expected, found);
        assertTrue(Arrays.stream(found).allMatch(c -> c >= 1));
    }

    @Test
    void classImagesNeedNames() {
        UserException refused =
                assertThrows(
                        UserException.class,
                        () -> request(SettingsRequest.ALL_RECOMMENDED, EXPORTS));
        assertEquals(
                "Class images are chosen, but names is empty and classes is 0; give names such as"
                        + " cell,background, say how many classes, or leave class images out",
                refused.getMessage());
    }

    /** Before any folder is made. */
    @Test
    void whatTheModelCannotReadEndsTheBatchAtOnce() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
        ModelException refused =
                assertThrows(
                        ModelException.class,
                        () ->
                                Batch.run(
                                        request(NAMED, EXPORTS),
                                        diffSeg,
                                        "embedded",
                                        Progress.NONE));
        assertTrue(refused.getMessage().contains("has no text encoder"), refused::getMessage);
        assertFalse(Files.exists(output));
    }

    private BatchRequest request(SettingsRequest settings, Set<Export> exports) {
        return new BatchRequest(input, NamePattern.IMAGES, false, output, exports, settings);
    }
}
