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

package io.github.diffseg.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.PixelSize;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.classify.StoredClassifier;
import io.github.diffseg.command.HeadlessMacro;
import io.github.diffseg.command.SegmentCommand;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.teach.TaughtFixture;
import io.github.diffseg.teach.TeachSession;
import io.github.diffseg.tile.LargePlane;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;

/** A taught classifier on the command line and in a macro without a display. */
class ClassifiedFileTest {

    @TempDir Path folder;

    private Path image;
    private Path classifier;
    private int[][] expected;

    @BeforeEach
    void teach() {
        image = folder.resolve("shapes.tif");
        classifier = folder.resolve("three shapes.json");
        ImagePlus picture = Pictures.image("shapes.tif", TaughtFixture.WIDTH, TaughtFixture.HEIGHT);
        IJ.saveAsTiff(picture, image.toString());
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            PlaneSegmenter segmenter = new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO);
            StoredClassifier stored =
                    StoredClassifier.write(
                            classifier,
                            TeachSession.train(
                                    TaughtFixture.lesson(segmenter, picture), Progress.NONE));
            expected =
                    segmenter
                            .segment(
                                    picture,
                                    SettingsRequest.ALL_RECOMMENDED.with(
                                            Setting.CLASSIFIER, stored.file()),
                                    Progress.NONE)
                            .labelImage()
                            .getProcessor()
                            .getIntArray();
        }
    }

    private int run(StringWriter told, String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(told, true))
                .setErr(new PrintWriter(told, true))
                .execute(arguments);
    }

    private void assertExpected(Path labels) {
        assertArrayEquals(expected, IJ.openImage(labels.toString()).getProcessor().getIntArray());
    }

    @Test
    void aFileAndAFolderAreClassified() {
        StringWriter told = new StringWriter();
        String option = "--classifier=" + classifier;
        assertEquals(0, run(told, image.toString(), "-o", folder + "/one", option), told::toString);
        assertTrue(told.toString().contains("3 of 3 classes"), told.toString());
        assertExpected(folder.resolve("one/shapes-labels.tif"));
        assertEquals(
                0,
                run(
                        told,
                        "batch",
                        folder.toString(),
                        "--pattern=*.tif",
                        "-o",
                        folder + "/all",
                        option),
                told::toString);
        assertExpected(folder.resolve("all/shapes-labels.tif"));
        StringWriter refused = new StringWriter();
        assertTrue(
                0
                        != run(
                                refused,
                                image.toString(),
                                "-o",
                                folder + "/no",
                                option,
                                "--timestep=300"));
        assertTrue(refused.toString().contains("timestep is 300"), refused.toString());
    }

    /** Also of a plane that one pass would see. */
    @Test
    void anImageThatIsReadInPartsIsRefused() {
        StringWriter told = new StringWriter();
        Path labels = folder.resolve("parts/labels.ome.zarr");
        String sentence = "classifier is \"" + classifier + "\", which takes one pass";
        assertTrue(
                0
                        != run(
                                told,
                                image.toString(),
                                "-o",
                                labels.toString(),
                                "--classifier=" + classifier));
        assertTrue(told.toString().contains(sentence), told.toString());
        assertFalse(Files.exists(labels.getParent()));
        LargePlane plane =
                new LargePlane(
                        "shapes",
                        DisplayedPlane.of(IJ.openImage(image.toString())).pixels(),
                        PixelSize.UNKNOWN);
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            PlaneSegmenter segmenter = new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO);
            SettingsRequest request =
                    SettingsRequest.ALL_RECOMMENDED.with(Setting.CLASSIFIER, classifier);
            UserException refused =
                    assertThrows(
                            UserException.class,
                            () -> segmenter.segment(plane, request, folder, Progress.NONE));
            assertTrue(refused.getMessage().startsWith(sentence), refused.getMessage());
        }
    }

    @Test
    void aMacroGivesTheSame() {
        try (Context context = new Context()) {
            HeadlessMacro.install(context, SegmentCommand.class);
            Path labels = folder.resolve("by-macro.tif");
            HeadlessMacro.Outcome outcome =
                    HeadlessMacro.run(
                            "open('"
                                    + image
                                    + "');\nrun('DiffSeg Segment...', 'imp=shapes.tif classifier=["
                                    + classifier
                                    + "]');\nsaveAs('tiff', '"
                                    + labels
                                    + "');\n",
                            "");
            assertNull(outcome.error());
            assertExpected(labels);
        }
    }
}
