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

package io.github.diffseg.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.Splitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import net.imglib2.RandomAccess;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileJoinTest {

    private static final int WORKING_SIZE = 64;

    @TempDir Path folder;

    private static TiledSegmentation plan(long width, long height, double networkPixel) {
        return new TiledSegmentation(
                TilePlan.of(width, height, WORKING_SIZE, networkPixel),
                TilePlan.ofWhole(width, height, WORKING_SIZE, 64));
    }

    private TiledLabels segment(
            TiledSegmentation plan,
            DrawnTiles.Drawing drawing,
            SegmentationSettings settings,
            Progress progress) {
        DrawnTiles tiles = new DrawnTiles(drawing);
        SegmentedTile whole = plan.segmentWhole(tiles, "drawn", progress);
        return plan.segment(tiles, whole, settings, "drawn", folder, progress);
    }

    private TiledLabels segment(TiledSegmentation plan, DrawnTiles.Drawing drawing) {
        return segment(plan, drawing, SegmentationSettings.DEFAULT, Progress.NONE);
    }

    /** Row by row. */
    private static int[] pixels(TiledLabels tiled) {
        int width = (int) tiled.labels().dimension(0);
        int height = (int) tiled.labels().dimension(1);
        int[] pixels = new int[width * height];
        RandomAccess<UnsignedIntType> access = tiled.labels().randomAccess();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = access.setPositionAndGet(i % width, i / width).getInt();
        }
        return pixels;
    }

    /** That labels are the drawing under other numbers. */
    private static void assertShows(DrawnTiles.Drawing drawing, TiledLabels tiled, int things) {
        assertEquals(things, tiled.count());
        int[] pixels = pixels(tiled);
        int width = (int) tiled.labels().dimension(0);
        Map<Integer, Integer> labelOf = new HashMap<>();
        long[] areas = new long[things + 1];
        for (int i = 0; i < pixels.length; i++) {
            int drawn = drawing.at(i % width, i / width);
            int label = pixels[i];
            assertEquals(labelOf.computeIfAbsent(drawn, d -> label), label, "at pixel " + i);
            areas[label]++;
        }
        assertEquals(labelOf.size(), labelOf.values().stream().distinct().count());
        for (int label = 1; label <= things; label++) {
            assertEquals(areas[label], tiled.segments().get(label - 1).area());
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void aPlainPlaneIsOneSegment() throws IOException {
        TiledSegmentation plan = plan(500, 300, 1);
        assertTrue(plan.plan().size() > 20);
        try (TiledLabels tiled = segment(plan, (x, y) -> 7)) {
            assertShows((x, y) -> 7, tiled, 1);
            assertEquals(8, tiled.bits());
            assertEquals(new TiledSegment(150_000, 0, 0, 500, 300, 0.5f), tiled.segments().get(0));
        }
    }

    @Test
    void twoTonesAreTwoSegments() throws IOException {
        DrawnTiles.Drawing drawing = (x, y) -> x + y / 3 < 210 ? 1 : 2;
        try (TiledLabels tiled = segment(plan(500, 300, 1), drawing)) {
            assertShows(drawing, tiled, 2);
        }
    }

    @Test
    void oneThingInPartsThatNoTileSeesTogetherIsOneSegment() throws IOException {
        // Both ends are far apart, and the pass over the whole sees them alike
        DrawnTiles.Drawing drawing = (x, y) -> x < 100 || x > 400 ? 1 : 2;
        try (TiledLabels tiled = segment(plan(500, 300, 1), drawing)) {
            assertShows(drawing, tiled, 2);
        }
    }

    @Test
    void whatLiesOutsideHasNoLabel() throws IOException {
        DrawnTiles.Drawing drawing = (x, y) -> x < 250 ? 0 : 3;
        try (TiledLabels tiled = segment(plan(500, 300, 1), drawing)) {
            assertShows(drawing, tiled, 1);
            assertEquals(new TiledSegment(75_000, 250, 0, 500, 300, 0.5f), tiled.segments().get(0));
        }
    }

    @Test
    void connectedPartsCountEachAcrossTiles() throws IOException {
        // Stripes of 30 pixels: each an object of its own
        DrawnTiles.Drawing drawing = (x, y) -> y % 60 < 30 ? 1 : 2;
        DrawnTiles.Drawing stripes = (x, y) -> (int) (y / 30) + 1;
        SegmentationSettings split =
                SegmentationSettings.DEFAULT.change().splitting(Splitting.COMPONENTS).build();
        try (TiledLabels tiled = segment(plan(500, 300, 1), drawing, split, Progress.NONE)) {
            assertShows(stripes, tiled, 10);
        }
    }

    @Test
    void diagonalsAreConnectedAcrossTheCornersOfCores() throws IOException {
        DrawnTiles.Drawing drawing = (x, y) -> x == y || x == 299 - y ? 1 : 2;
        SegmentationSettings split =
                SegmentationSettings.DEFAULT.change().splitting(Splitting.COMPONENTS).build();
        try (TiledLabels tiled = segment(plan(300, 300, 1), drawing, split, Progress.NONE)) {
            // The cross, and what it cuts the rest into: 8-neighbourhood lets that pass, too
            assertEquals(2, tiled.count());
            assertEquals(600, tiled.segments().get(1).area());
        }
    }

    @Test
    void smallSegmentsGoToTheNeighbourWithTheLongestBorder() throws IOException {
        DrawnTiles.Drawing drawing =
                (x, y) -> x >= 200 && x < 210 && y >= 95 && y < 110 ? 3 : y < 100 ? 1 : 2;
        SegmentationSettings atLeast =
                SegmentationSettings.DEFAULT.change().minimumArea(151).build();
        try (TiledLabels tiled = segment(plan(500, 300, 1), drawing, atLeast, Progress.NONE)) {
            DrawnTiles.Drawing left = (x, y) -> drawing.at(x, y) == 1 ? 1 : 2;
            assertShows(left, tiled, 2);
        }
    }

    @Test
    void labelsAreTheSameEachTime() throws IOException {
        DrawnTiles.Drawing drawing = (x, y) -> (int) (1 + (x / 37 + y / 41) % 5);
        TiledSegmentation plan = plan(500, 300, 1);
        try (TiledLabels once = segment(plan, drawing);
                TiledLabels again = segment(plan, drawing)) {
            assertArrayEquals(pixels(once), pixels(again));
            assertEquals(once.segments(), again.segments());
        }
    }

    @Test
    void pixelsBeyondTheReachOfIntsHaveLabels() throws IOException {
        long side = 200_000;
        DrawnTiles.Drawing drawing = (x, y) -> x < 150_400 ? 1 : 2;
        TiledSegmentation plan = plan(side, side, 800);
        assertTrue(plan.plan().size() > 16);
        try (TiledLabels tiled = segment(plan, drawing)) {
            assertEquals(2, tiled.count());
            RandomAccess<UnsignedIntType> access = tiled.labels().randomAccess();
            assertEquals(1, access.setPositionAndGet(0, 0).getInt());
            assertEquals(1, access.setPositionAndGet(150_399, side - 1).getInt());
            assertEquals(2, access.setPositionAndGet(150_400, side - 1).getInt());
            assertEquals(2, access.setPositionAndGet(side - 1, side - 1).getInt());
            assertEquals(49_600 * side, tiled.segments().get(1).area());
            assertEquals(150_400, tiled.segments().get(1).left());
        }
    }

    @Test
    void cancellingBetweenTilesLeavesNoFile() throws IOException {
        int[] asked = {0};
        Progress progress =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        asked[0] += step.equals("Tile 3 of 66") ? 1 : 0;
                    }

                    @Override
                    public boolean isCancelled() {
                        return asked[0] > 0;
                    }
                };
        TiledSegmentation plan = plan(500, 300, 1);
        assertEquals(66, plan.plan().size());
        assertThrows(
                CancellationException.class,
                () -> segment(plan, (x, y) -> 1, SegmentationSettings.DEFAULT, progress));
        assertTrue(isEmpty());
    }

    @Test
    void theTemporaryFilesGoWhenTheLabelsAreClosed() throws IOException {
        TiledLabels tiled = segment(plan(500, 300, 1), (x, y) -> 1);
        assertFalse(isEmpty());
        tiled.close();
        assertTrue(isEmpty());
        UserException closed =
                assertThrows(
                        UserException.class,
                        () -> tiled.labels().randomAccess().setPositionAndGet(0, 0));
        assertTrue(closed.getMessage().contains(" cannot be read"), closed.getMessage());
    }

    @Test
    void aFailingTileIsNamedByItsPlace() throws IOException {
        TilePlan plan = TilePlan.of(500, 300, WORKING_SIZE, 1);
        DrawnTiles drawn = new DrawnTiles((x, y) -> 1);
        TileSegmenter failing =
                (p, index, progress) -> {
                    if (index == 11) {
                        throw new UserException("it cannot be read");
                    }
                    return drawn.segment(p, index, progress);
                };
        UserException failure =
                assertThrows(
                        UserException.class,
                        () ->
                                new TiledSegmentation(plan, Optional.empty())
                                        .segment(
                                                failing,
                                                null,
                                                SegmentationSettings.DEFAULT,
                                                "drawn",
                                                folder,
                                                Progress.NONE));
        assertEquals(
                "\"drawn\", tile 12 of 66, 64 x 64 pixels at (0, 47): it cannot be read",
                failure.getMessage());
        assertTrue(isEmpty());
    }

    @Test
    void tilesComeInTheirOrder() throws IOException {
        TilePlan plan = TilePlan.of(500, 300, WORKING_SIZE, 1);
        DrawnTiles drawn = new DrawnTiles((x, y) -> 1);
        try (TileJoin join = new TileJoin(plan, null, null, SegmentationSettings.DEFAULT, folder)) {
            SegmentedTile second = drawn.segment(plan, 1, Progress.NONE);
            assertThrows(IllegalArgumentException.class, () -> join.add(second, Progress.NONE));
            assertThrows(IllegalStateException.class, () -> join.finish(Progress.NONE));
        }
        assertTrue(isEmpty());
    }
}
