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

package io.github.diffseg.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.io.FileSaver;
import ij.process.ImageProcessor;
import io.github.diffseg.Attention;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.attention.AttentionMap;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.SettingRange;
import io.github.diffseg.output.Provenance;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.tree.Grouping;
import io.github.diffseg.segment.tree.ShortDecimal;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The explorer without its window, on a photograph and the embedded model. */
class ExploreSessionTest {

    private static final ImagePlus IMAGE = image();
    private static DiffSeg diffSeg;
    private static AttentionCache cache;
    private static ExploreSource source;
    private static SegmentationHierarchy hierarchy;

    private ExploreSession session;

    @BeforeAll
    static void attend() {
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
        cache = new AttentionCache(1L << 30);
        source = open(IMAGE);
        hierarchy = source.hierarchy(false, Progress.NONE);
    }

    private static ExploreSource open(ImagePlus image) {
        PlaneSegmenter segmenter = new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO, cache);
        SettingsRequest request = SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, 256);
        return ExploreSource.open(segmenter, image, segmenter.settings(request), Progress.NONE);
    }

    @AfterAll
    static void close() {
        source.close();
        cache.close();
        diffSeg.close();
    }

    @BeforeEach
    void begin() {
        session = new ExploreSession(hierarchy, source.startingGranularity());
    }

    @Test
    void eachStepOfTheSliderJoinsSomething() {
        int last = Integer.MAX_VALUE;
        for (int position = 0; position < session.steps().count(); position++) {
            session.moveTo(position);
            assertEquals(position, session.position());
            assertTrue(session.count() < last);
            last = session.count();
        }
        assertEquals(1, last);
    }

    @Test
    void marksAreWhereItBeganAndWhatStaysForLongestOnEitherSide() {
        session.moveTo(session.steps().count() / 2);
        double chosen = session.exploration().granularity();
        List<LevelMark> marks = session.marks(chosen);
        assertEquals(3, marks.size());
        assertEquals(List.of(false, true, false), marks.stream().map(LevelMark::chosen).toList());
        assertEquals(session.position(), marks.get(1).position());
        assertTrue(marks.get(0).position() < marks.get(1).position());
        assertTrue(marks.get(1).position() < marks.get(2).position());
        double[] levels = hierarchy.tree().levels();
        for (LevelMark mark : marks) {
            session.moveTo(mark.position());
            assertEquals(session.count(), mark.segments());
            assertTrue(mark.inWords().contains(mark.segments() + " segment"), mark.inWords());
        }
        // Nothing finer than where it began stays for longer than what is marked
        assertEquals(longest(levels, chosen), stays(levels, marks.get(0).granularity()), 1e-12);
    }

    /** The largest ratio of neighbouring heights from a third of a granularity on, up to it. */
    private static double longest(double[] levels, double below) {
        double longest = 0;
        for (int i = 1; i < levels.length && levels[i] < below; i++) {
            if (levels[i] >= below / 3) {
                longest = Math.max(longest, levels[i] / levels[i - 1]);
            }
        }
        return longest;
    }

    /** The ratio of the heights that a granularity lies between. */
    private static double stays(double[] levels, double granularity) {
        int above = 0;
        while (levels[above] < granularity) {
            above++;
        }
        return levels[above] / levels[above - 1];
    }

    @Test
    void whatIsAcceptedIsWhatIsShownAndWhatItsMacroGives(@TempDir Path folder) throws Exception {
        session.moveTo(session.steps().count() - 8);
        session.merge(0, 3);
        session.split(0);
        session.delete(2);
        session.merge(0, 1);
        SegmentedPlane accepted = source.result(session.exploration(), false, Progress.NONE);
        assertEquals(session.count(), accepted.labels().count());
        assertShown(accepted.labels().labels());

        SegmentedPlane replayed =
                RecordedMacro.run(
                        accepted.provenance().macro(), new ImagePlus("x", IMAGE.getProcessor()));
        assertArrayEquals(accepted.labels().labels(), replayed.labels().labels());

        Path tiff = folder.resolve("labels.tif");
        assertTrue(new FileSaver(accepted.labelImage()).saveAsTiff(tiff.toString()));
        ImagePlus opened = IJ.openImage(tiff.toString());
        assertEquals(
                session.exploration().corrections().toString(),
                opened.getProp(Provenance.KEY_PREFIX + "setting.corrections"));
        SegmentedPlane again =
                RecordedMacro.run(
                        opened.getProp(Provenance.KEY_PREFIX + "macro"),
                        new ImagePlus("y", IMAGE.getProcessor()));
        assertArrayEquals(accepted.labels().labels(), again.labels().labels());
    }

    @Test
    void crispBordersAreAcceptedAsShown() throws Exception {
        session.changeBorders(source.hierarchy(true, Progress.NONE));
        session.moveTo(session.steps().count() - 6);
        SegmentedPlane accepted = source.result(session.exploration(), true, Progress.NONE);
        assertShown(accepted.labels().labels());
        SegmentedPlane replayed =
                RecordedMacro.run(
                        accepted.provenance().macro(), new ImagePlus("x", IMAGE.getProcessor()));
        assertArrayEquals(accepted.labels().labels(), replayed.labels().labels());
    }

    @Test
    void thePapersMergingIsAcceptedAsShown() throws Exception {
        SegmentedPlane accepted = source.paperResult(0.7, false, Progress.NONE);
        assertArrayEquals(
                source.asInThePaper(0.7, false, Progress.NONE).labels(),
                accepted.labels().labels());
        assertTrue(accepted.provenance().macro().contains("threshold=0.7"));
    }

    @Test
    void confidenceIsHighestWhereTheWinnerIsAlone() {
        session.moveTo(session.steps().count() - 1);
        SegmentedPlane one = source.result(session.exploration(), false, Progress.NONE);
        ImageProcessor all = one.confidenceImage().getProcessor();
        assertEquals(1, all.getf(20, 20), 1e-5);
        session.moveTo(session.steps().count() - 5);
        SegmentedPlane some = source.result(session.exploration(), false, Progress.NONE);
        ImageProcessor map = some.confidenceImage().getProcessor();
        double[] sums = new double[some.labels().count() + 1];
        int[] areas = new int[sums.length];
        for (int i = 0; i < map.getPixelCount(); i++) {
            sums[some.labels().labels()[i]] += map.getf(i);
            areas[some.labels().labels()[i]]++;
        }
        for (int label = 1; label < sums.length; label++) {
            assertEquals(
                    some.segmentation().confidence()[label - 1], sums[label] / areas[label], 1e-4);
        }
    }

    @Test
    void undoAndRedoGoThroughEverything() {
        Exploration start = session.exploration();
        session.moveTo(2);
        session.moveTo(3);
        Exploration moved = session.exploration();
        session.merge(0, 1);
        session.delete(0);
        Exploration end = session.exploration();
        session.undo();
        session.undo();
        assertEquals(moved, session.exploration());
        session.undo();
        assertEquals(start, session.exploration());
        assertFalse(session.canUndo());
        while (session.canRedo()) {
            session.redo();
        }
        assertEquals(end, session.exploration());
        session.undo();
        session.merge(0, 1);
        assertFalse(session.canRedo());
    }

    @Test
    void undoHasNoLimitWorthNoticing() {
        Exploration start = session.exploration();
        int steps = 200;
        for (int i = 0; i < steps; i++) {
            session.merge(0, 1);
            session.split(0);
        }
        assertEquals(2 * steps, session.exploration().corrections().list().size());
        for (int i = 0; i < 2 * steps; i++) {
            assertTrue(session.canUndo());
            session.undo();
        }
        assertEquals(start, session.exploration());
        assertFalse(session.canUndo());
    }

    @Test
    void likenessSaysWhereTwoPixelsPart() {
        session.moveTo(session.steps().count() - 1);
        int[] two = pixelsOfTwoLeaves();
        String likeness = session.likeness(two[0], two[1], two[2], two[3]);
        assertTrue(likeness.matches("[\\d.e+-]+: alike; they part below [\\d.e+-]+"), likeness);
        session.moveTo(0);
        likeness = session.likeness(two[0], two[1], two[2], two[3]);
        assertTrue(likeness.matches("[\\d.e+-]+: different; they join above [\\d.e+-]+"), likeness);
    }

    @Test
    void likenessKnowsOfCorrections() {
        int[] two = pixelsOfTwoLeaves();
        session.moveTo(0);
        session.merge(session.segmentAt(two[0], two[1]), session.segmentAt(two[2], two[3]));
        String merged = session.likeness(two[0], two[1], two[2], two[3]);
        assertTrue(
                merged.matches("[\\d.e+-]+: merged by hand; else they join above [\\d.e+-]+"),
                merged);
        session.undo();
        session.moveTo(session.steps().count() - 1);
        while (session.segmentAt(two[0], two[1]) == session.segmentAt(two[2], two[3])) {
            session.split(session.segmentAt(two[0], two[1]));
        }
        String split = session.likeness(two[0], two[1], two[2], two[3]);
        assertTrue(
                split.matches("[\\d.e+-]+: split by hand; else they part below [\\d.e+-]+"), split);
        session.delete(session.segmentAt(two[0], two[1]));
        assertEquals(
                "one of the pixels is in no segment",
                session.likeness(two[0], two[1], two[2], two[3]));
    }

    @Test
    void segmentsWithoutPixelsAreNeitherCountedNorSteps() {
        ImagePlus selected = IMAGE.duplicate();
        selected.setRoi(new OvalRoi(60, 40, 140, 90));
        try (ExploreSource oval = open(selected)) {
            ExploreSession inside = new ExploreSession(oval.hierarchy(false, Progress.NONE), 0.01);
            assertTrue(inside.grouping().count() > inside.count(), "some lie outside of the oval");
            int last = Integer.MAX_VALUE;
            for (int position = 0; position < inside.steps().count(); position++) {
                inside.moveTo(position);
                assertEquals(position, inside.position());
                assertTrue(inside.count() < last, "position " + position);
                last = inside.count();
            }
            assertEquals(1, last);
            inside.split(0);
            assertEquals(2, inside.count());
            SegmentedPlane accepted = oval.result(inside.exploration(), false, Progress.NONE);
            assertEquals(2, accepted.labels().count());
            inside.moveTo(0);
            accepted = oval.result(inside.exploration(), false, Progress.NONE);
            assertEquals(inside.count(), accepted.labels().count());
        }
    }

    @Test
    void mapsAndClosingDoNotWaitForWork() throws Exception {
        ExploreSource busy = open(IMAGE);
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Progress held =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        working.countDown();
                        try {
                            goOn.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };
        CompletableFuture<SegmentationHierarchy> work =
                CompletableFuture.supplyAsync(() -> busy.hierarchy(true, held));
        working.await();
        CompletableFuture<AttentionMap> map =
                CompletableFuture.supplyAsync(
                        () -> busy.attention().mapAt(9, 9, Attention.ALL_RESOLUTIONS));
        assertTrue(map.get(1, TimeUnit.MINUTES).values().length > 0);
        CompletableFuture.runAsync(busy::close).get(1, TimeUnit.MINUTES);
        assertThrows(CancellationException.class, () -> busy.hierarchy(false, Progress.NONE));
        goOn.countDown();
        assertEquals(
                hierarchy.leafOfPixel().length, work.get(1, TimeUnit.MINUTES).leafOfPixel().length);
    }

    @Test
    void whatWasReadIsNotWhatIsDrawnLater() {
        ImagePlus drawn = IMAGE.duplicate();
        try (ExploreSource before = open(drawn)) {
            int[] crisp = before.hierarchy(true, Progress.NONE).leafOfPixel();
            drawn.getProcessor().setColor(0);
            drawn.getProcessor().fillRect(20, 20, 150, 120);
            assertEquals(Shown.CHANGED, before.compare());
            assertArrayEquals(crisp, before.hierarchy(true, Progress.NONE).leafOfPixel());
        }
    }

    @Test
    void theFinestCannotBeSplit() {
        session.moveTo(0);
        assertFalse(session.canSplit(0));
        assertThrows(IllegalArgumentException.class, () -> session.split(0));
    }

    @Test
    void segmentsKeepTheirColoursWhileTheyGrow() {
        SegmentPainter painter = new SegmentPainter(hierarchy);
        session.moveTo(session.steps().count() - 4);
        BufferedImage finer = paint(painter);
        session.moveTo(session.steps().count() - 3);
        BufferedImage coarser = paint(painter);
        int same = 0;
        int all = hierarchy.width() * hierarchy.height();
        for (int i = 0; i < all; i++) {
            int x = i % hierarchy.width();
            int y = i / hierarchy.width();
            same += finer.getRGB(x, y) == coarser.getRGB(x, y) ? 1 : 0;
        }
        assertTrue(same > all / 3, same + " of " + all);
        assertTrue(same < all);
    }

    @Test
    void outlinesAreLightBetweenDark() {
        BufferedImage picture = paint(new SegmentPainter(hierarchy));
        int found = 0;
        for (int y = 1; y < hierarchy.height() - 1; y++) {
            for (int x = 1; x < hierarchy.width() - 2; x++) {
                boolean border = session.segmentAt(x, y) != session.segmentAt(x + 1, y);
                boolean alone =
                        session.segmentAt(x, y) == session.segmentAt(x - 1, y)
                                && session.segmentAt(x - 1, y) == session.segmentAt(x - 1, y + 1);
                if (border && alone) {
                    found++;
                    assertEquals(0xffffff, picture.getRGB(x, y) & 0xffffff);
                    assertEquals(0x000000, picture.getRGB(x - 1, y) & 0xffffff);
                    for (int ground : new int[] {0, 64, 128, 192, 255}) {
                        double light = luminance(picture.getRGB(x, y), ground);
                        double dark = luminance(picture.getRGB(x - 1, y), ground);
                        // What WCAG 2.1 asks of graphics
                        assertTrue((light + 0.05) / (dark + 0.05) > 3, "on grey " + ground);
                    }
                }
            }
        }
        assertTrue(found > 20, found + " pixels of borders");
    }

    /** Relative luminance of black or white of some opacity on grey. */
    private static double luminance(int argb, int ground) {
        double opacity = (argb >>> 24) / 255.0;
        double grey = (opacity * (argb & 255) + (1 - opacity) * ground) / 255;
        return grey <= 0.04045 ? grey / 12.92 : Math.pow((grey + 0.055) / 1.055, 2.4);
    }

    @Test
    void everyGranularityIsOneThatCommandsTake() {
        GranularitySteps steps = new GranularitySteps(new double[] {0, 2e-5, 1e-4, 0.3, 70, 150});
        assertEquals(4, steps.count());
        for (int position = 0; position < steps.count(); position++) {
            double granularity = steps.at(position);
            assertTrue(granularity >= SettingRange.THRESHOLD.least(), granularity + "");
            assertTrue(granularity <= SettingRange.THRESHOLD.most(), granularity + "");
            assertEquals(position, steps.positionOf(granularity));
        }
    }

    @Test
    void granularitiesAreShortNumbersInTheirInterval() {
        assertEquals(0.5, ShortDecimal.between(0.4321, 0.5123));
        assertEquals(0.43211, ShortDecimal.between(0.4321, 0.432111));
        double next = Math.nextUp(0.1234567);
        double granularity = ShortDecimal.between(0.1234567, next);
        assertTrue(granularity > 0.1234567 && granularity <= next);
    }

    private BufferedImage paint(SegmentPainter painter) {
        return painter.paint(
                hierarchy,
                session.grouping(),
                Palette.DISTINCT,
                SegmentPainter.NONE,
                SegmentPainter.NONE,
                View.whole(hierarchy.width(), hierarchy.height()));
    }

    /** The labels are the shown segments, by other numbers. */
    private void assertShown(int[] labels) {
        int[] labelOf = new int[session.count() + 1];
        for (int i = 0; i < labels.length; i++) {
            int x = i % hierarchy.width();
            int y = i / hierarchy.width();
            int segment = session.segmentAt(x, y) - Grouping.DELETED;
            if (segment == 0) {
                assertEquals(0, labels[i]);
            } else {
                labelOf[segment] = labelOf[segment] == 0 ? labels[i] : labelOf[segment];
                assertEquals(labelOf[segment], labels[i]);
            }
        }
    }

    private static int[] pixelsOfTwoLeaves() {
        for (int x = 0; x < hierarchy.width(); x++) {
            if (hierarchy.leafAt(x, 0) != hierarchy.leafAt(0, 0)) {
                return new int[] {0, 0, x, 0};
            }
        }
        throw new IllegalStateException("One leaf along the top row");
    }

    private static ImagePlus image() {
        ImagePlus sample = IJ.openImage("sample-images/photo_coffee.jpg");
        return new ImagePlus("coffee cup", sample.getProcessor().resize(300));
    }
}
