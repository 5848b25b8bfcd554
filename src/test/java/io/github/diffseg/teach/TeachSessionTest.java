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

package io.github.diffseg.teach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.measure.ResultsTable;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.classify.StoredClassifier;
import io.github.diffseg.classify.TaughtClassifier;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.explore.View;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scribbles on drawn shapes that the embedded model has seen. */
class TeachSessionTest {

    private static DiffSeg diffSeg;
    private static AttentionCache cache;
    private static PlaneSegmenter segmenter;
    private static ImagePlus image;
    private static SeenPlane plane;
    private static Path file;

    @TempDir static Path folder;

    @BeforeAll
    static void look() {
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
        cache = new AttentionCache(1L << 28);
        segmenter = new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO, cache);
        image = Pictures.image("shapes", TaughtFixture.WIDTH, TaughtFixture.HEIGHT);
        plane = TaughtFixture.look(segmenter, image);
        file = folder.resolve("shapes.json");
        StoredClassifier.write(
                file, TeachSession.train(TaughtFixture.lesson(segmenter, image), Progress.NONE));
    }

    @AfterAll
    static void close() {
        cache.close();
        diffSeg.close();
    }

    private static SettingsRequest classified() {
        return SettingsRequest.ALL_RECOMMENDED.with(Setting.CLASSIFIER, file);
    }

    private static SegmentedPlane segment(SettingsRequest request) {
        return segmenter.segment(image, request, Progress.NONE);
    }

    @Test
    void aStrokeOfEachClassFindsTheShapes() {
        SegmentedPlane result = segment(classified());
        int[] labels = result.labels().labels();
        for (int k = 1; k <= 3; k++) {
            int both = 0;
            int either = 0;
            for (int i = 0; i < labels.length; i++) {
                boolean wanted =
                        TaughtFixture.truth(i % TaughtFixture.WIDTH, i / TaughtFixture.WIDTH) == k;
                both += wanted && labels[i] == k ? 1 : 0;
                either += wanted || labels[i] == k ? 1 : 0;
            }
            assertTrue(both > 0.9 * either, "class " + k + ": " + both + " of " + either);
        }
        assertEquals("3 of 3 classes", result.outcome());
    }

    @Test
    void theFileGivesWhatTheSessionShows() {
        Lesson lesson = TaughtFixture.lesson(segmenter, image);
        TaughtClassifier classifier = TeachSession.train(lesson, Progress.NONE);
        float[] shares = TeachSession.probabilities(classifier, plane, Progress.NONE);
        SegmentedPlane result = segment(classified());
        ImagePlus probabilities = result.confidenceImage();
        int pixels = TaughtFixture.WIDTH * TaughtFixture.HEIGHT;
        assertEquals(3, probabilities.getStackSize());
        assertEquals("class 2", probabilities.getStack().getSliceLabel(2));
        for (int k = 0; k < 3; k++) {
            float[] written = (float[]) probabilities.getStack().getPixels(k + 1);
            for (int i = 0; i < pixels; i++) {
                assertEquals(shares[k * pixels + i], written[i], 1e-5);
            }
        }
        BufferedImage shown =
                new TaughtLayer(
                                lesson.scribbles().get(0).plane(),
                                lesson,
                                lesson.drawn(),
                                shares,
                                TaughtLayer.Look.CLASSES)
                        .paint(View.whole(TaughtFixture.WIDTH, TaughtFixture.HEIGHT));
        int disc = shown.getRGB(29, 40);
        assertEquals(0xff, disc >>> 24, "the scribble itself is opaque");
        assertEquals(disc & 0xffffff, shown.getRGB(29, 25) & 0xffffff, "of the same colour");
        assertTrue(shown.getRGB(29, 25) >>> 24 < 0xff);
        assertTrue((shown.getRGB(60, 75) & 0xffffff) != (disc & 0xffffff));
    }

    @Test
    void objectsAreConnectedPartsWithTheirClass() {
        SegmentedPlane result =
                segment(
                        classified()
                                .with(Setting.SPLIT, "components")
                                .with(Setting.MINIMUM_AREA, 30));
        ResultsTable table = result.table();
        List<Roi> rois = result.rois();
        assertEquals(result.segments(), table.size());
        assertEquals(result.segments(), rois.size());
        assertTrue(result.outcome().endsWith(" of 3 classes"), result.outcome());
        assertFalse(table.columnExists("Threshold"));
        for (int row = 0; row < table.size(); row++) {
            int x = (int) table.getValue("BX", row);
            String name = table.getStringValue("Class", row);
            assertTrue(rois.get(row).getName().endsWith(" " + name), rois.get(row).getName());
            assertTrue(!name.equals("class 3") || x > TaughtFixture.WIDTH / 2, "the bar is right");
        }
    }

    @Test
    void aStackIsClassifiedPlaneByPlane() {
        ImagePlus stack =
                IJ.createImage("two", "RGB", TaughtFixture.WIDTH, TaughtFixture.HEIGHT, 2);
        stack.getStack().setPixels(image.getProcessor().getPixels(), 1);
        stack.getStack().setPixels(image.getProcessor().getPixels(), 2);
        stack.setDimensions(1, 2, 1);
        ImageResult result =
                StackSegmenter.segment(
                        segmenter, stack, classified().with(Setting.SLICES, "all"), Progress.NONE);
        ImagePlus labels = result.labelImage();
        int[] alone = segment(classified()).labels().labels();
        for (int slice = 1; slice <= 2; slice++) {
            for (int i = 0; i < alone.length; i++) {
                assertEquals(alone[i], labels.getStack().getProcessor(slice).get(i));
            }
        }
        assertEquals("class 1", result.table().getStringValue("Class", 3));
        UserException classesAreNoObjects =
                assertThrows(
                        UserException.class,
                        () ->
                                StackSegmenter.segment(
                                        segmenter,
                                        stack,
                                        classified()
                                                .with(Setting.SLICES, "all")
                                                .with(Setting.LINK, "slices"),
                                        Progress.NONE));
        assertTrue(classesAreNoObjects.getMessage().contains("set split to"));
    }

    @Test
    void whatWasDrawnFirstIsTheSameAfterUndo() {
        TeachSession session = new TeachSession();
        session.add(plane);
        session.draw(plane, 1, TaughtFixture.disc());
        session.draw(plane, 2, TaughtFixture.ground());
        float[] before = TeachSession.train(session.lesson(), Progress.NONE).bias();
        session.draw(plane, 2, new Roi(26, 37, 4, 4));
        assertFalse(
                Arrays.equals(before, TeachSession.train(session.lesson(), Progress.NONE).bias()));
        session.undo();
        assertArrayEquals(before, TeachSession.train(session.lesson(), Progress.NONE).bias());
        session.undo();
        UserException e =
                assertThrows(
                        UserException.class,
                        () -> TeachSession.train(session.lesson(), Progress.NONE));
        assertTrue(e.getMessage().contains("two classes"), e.getMessage());
    }

    @Test
    void aClassThatWasDrawnOverIsNoClass() {
        TeachSession session = new TeachSession();
        session.add(plane);
        session.draw(plane, 1, TaughtFixture.disc());
        session.draw(plane, 2, TaughtFixture.ground());
        session.draw(plane, 3, TaughtFixture.disc());
        assertArrayEquals(new int[] {2, 3}, session.lesson().drawn());
        assertEquals(
                List.of("class 2", "class 3"),
                TeachSession.train(session.lesson(), Progress.NONE).classes());
    }

    @Test
    void theLaterScribbleCounts() {
        TeachSession session = new TeachSession();
        session.add(plane);
        session.draw(plane, 1, new Roi(10, 10, 4, 4));
        session.draw(plane, 2, new Roi(12, 10, 4, 4));
        int[] drawn = session.lesson().drawnOn(plane);
        int row = 10 * TaughtFixture.WIDTH;
        assertArrayEquals(
                new int[] {0, 1, 1, 2, 2, 2, 2, 0}, Arrays.copyOfRange(drawn, row + 9, row + 17));
    }

    @Test
    void eachKindOfSelectionMarksItsPixels() {
        assertEquals(16, Scribble.of(plane, 1, new Roi(3, 4, 4, 4)).pixels().length);
        assertEquals(57, Scribble.of(plane, 1, TaughtFixture.ground()).pixels().length);
        int wide = Scribble.of(plane, 1, TaughtFixture.bar()).pixels().length;
        assertTrue(wide > 150 && wide < 220, wide + " pixels of a line 60 long and 3 wide");
        PointRoi points = new PointRoi(5, 6);
        points.addPoint(7, 8);
        assertArrayEquals(
                new int[] {6 * TaughtFixture.WIDTH + 5, 8 * TaughtFixture.WIDTH + 7},
                Scribble.of(plane, 1, points).pixels());
        assertThrows(UserException.class, () -> Scribble.of(plane, 1, new TextRoi(3, 3, "cell")));
        assertThrows(UserException.class, () -> Scribble.of(plane, 1, new Roi(200, 4, 4, 4)));
    }

    @Test
    void groupsOfRoisAreClassesInOneStep() {
        TeachSession session = new TeachSession();
        session.add(plane);
        Roi disc = TaughtFixture.disc();
        disc.setGroup(1);
        Roi bar = TaughtFixture.bar();
        bar.setGroup(4);
        assertEquals(2, session.drawGroups(plane, List.of(disc, TaughtFixture.ground(), bar)));
        assertArrayEquals(new int[] {1, 4}, session.lesson().drawn());
        assertEquals(4, session.lesson().classes().size());
        session.undo();
        assertEquals(Lesson.START, session.lesson());
        assertThrows(
                UserException.class,
                () -> session.drawGroups(plane, List.of(TaughtFixture.ground())));
        assertEquals(Lesson.START, session.lesson());
    }

    @Test
    void namesOfClassesAreInTheResult() {
        TeachSession session = new TeachSession();
        session.add(plane);
        session.draw(plane, 1, TaughtFixture.disc());
        session.draw(plane, 2, TaughtFixture.ground());
        session.rename(1, "coin");
        session.rename(2, " ");
        assertEquals(
                List.of("coin", "class 2"),
                TeachSession.train(session.lesson(), Progress.NONE).classes());
    }

    @Test
    void otherSettingsThanTheTaughtOnesAreRefused() {
        assertRefused(
                classified().with(Setting.WORKING_SIZE, 192),
                "working_size is 192",
                "taught at 128");
        assertRefused(classified().with(Setting.TIMESTEP, 300), "timestep is 300", "taught at 1");
        assertRefused(
                classified().with(Setting.THRESHOLD, 0.4),
                "threshold is 0.4",
                "leave threshold out");
        assertRefused(
                classified().with(Setting.GRANULARITY, 0.4),
                "granularity is 0.4",
                "classifier empty");
        // Those that were taught may be said
        assertEquals(
                segment(classified()).segments(),
                segment(classified().with(Setting.WORKING_SIZE, 128)).segments());
    }

    private static void assertRefused(SettingsRequest request, String... told) {
        UserException e = assertThrows(UserException.class, () -> segment(request));
        for (String part : told) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void planesSeenInAnotherWayDoNotMix() {
        TeachSession session = new TeachSession();
        session.add(plane);
        SeenPlane other =
                SeenPlane.look(
                        segmenter,
                        image,
                        segmenter.settings(Pictures.QUICK.with(Setting.WORKING_SIZE, 192)),
                        Progress.NONE);
        assertThrows(UserException.class, () -> session.add(other));
    }
}
