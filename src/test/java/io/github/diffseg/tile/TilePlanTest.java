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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilePlanTest {

    private static final int WORKING_SIZE = 512;

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "511, 512",
        "512, 512",
        "513, 512",
        "895, 512",
        "896, 512",
        "897, 512",
        "1000, 512",
        "7, 3",
        "100000, 512",
        "5000000000, 512",
        "9000000000000, 30000",
    })
    void tilesCoverASideEvenly(long length, int side) {
        TileAxis axis = TileAxis.of(length, side);
        assertEquals(Math.min(length, side), axis.tile());
        assertEquals(0, axis.start(0));
        assertEquals(0, axis.coreStart(0));
        int last = axis.count() - 1;
        assertEquals(length, axis.start(last) + axis.tile());
        assertEquals(length, axis.coreStart(axis.count()));
        for (int i = 1; i < axis.count(); i += Math.max(1, axis.count() / 1000)) {
            long overlap = axis.start(i - 1) + axis.tile() - axis.start(i);
            assertTrue(overlap >= Math.max(2, axis.tile() / 4), "overlap " + overlap);
            assertTrue(axis.start(i) > axis.start(i - 1));
            assertTrue(axis.coreStart(i) >= axis.start(i));
            assertTrue(axis.coreStart(i) <= axis.start(i - 1) + axis.tile());
            assertTrue(axis.coreStart(i) < axis.coreStart(i + 1));
            assertEquals(i, axis.tileAt(axis.coreStart(i)));
            assertEquals(i - 1, axis.tileAt(axis.coreStart(i) - 1));
        }
        assertEquals(last, axis.tileAt(length - 1));
    }

    @Test
    void linesAreSeenInPartsThatOverlap() {
        for (int width = 1; width < 8; width++) {
            TilePlan plan = TilePlan.of(131, width, 64, 1);
            assertEquals(8, plan.tile(0).width());
            assertEquals(width, plan.tile(0).height());
            assertEquals(22, plan.size());
        }
    }

    @Test
    void aDetailOrAPlaneThatNoTilesFitIsRefused() {
        UserException refusal =
                assertThrows(UserException.class, () -> TilePlan.of(131, 97, 64, 0.02));
        assertTrue(
                refusal.getMessage().startsWith("At this detail the 64 pixels"),
                refusal.getMessage());
        assertEquals(1, TilePlan.of(1, 1, 64, 0.005).size());
        assertThrows(UserException.class, () -> TilePlan.ofWhole(1L << 40, 1L << 40, 512, 64));
        assertThrows(UserException.class, () -> TilePlan.of(1L << 40, 1L << 40, 512, 1L << 31));
    }

    @Test
    void asFewTilesAsCoverIt() {
        // 512 and twice 384 more are 1280
        assertEquals(3, TileAxis.of(1280, 512).count());
        assertEquals(4, TileAxis.of(1281, 512).count());
    }

    @Test
    void aPlaneThatFitsIsOneTile() {
        TilePlan plan = TilePlan.of(300, 200, WORKING_SIZE, 1);
        assertEquals(1, plan.size());
        Tile tile = plan.tile(0);
        assertEquals(300, tile.width());
        assertEquals(200, tile.height());
        assertEquals(300, tile.coreWidth());
        assertEquals(200, tile.coreHeight());
    }

    @Test
    void theNetworkSeesATileAtTheWorkingSize() {
        // 2.5 pixels of the plane are one of the network, and squares of 2 x 2 one of the grid
        TilePlan plan = TilePlan.of(10_000, 8_000, WORKING_SIZE, 2.5);
        assertEquals(2, plan.reduction());
        assertEquals(640, plan.tile(0).width());
        assertEquals(640, plan.tile(0).height());
        assertEquals(WORKING_SIZE, plan.shortSide());
        assertEquals(5_000, plan.gridWidth());
    }

    @ParameterizedTest
    @CsvSource({"100000, 16, 1", "16, 100000, 1", "100000, 40, 8", "100000, 300, 0.5"})
    void tilesOfAnElongatedPlaneAreNoLargerForTheNetwork(
            long width, long height, double networkPixel) {
        TilePlan plan = TilePlan.of(width, height, WORKING_SIZE, networkPixel);
        Tile tile = plan.tile(0);
        double scale = plan.shortSide() / (double) Math.min(tile.width(), tile.height());
        double pixels = tile.width() * scale * tile.height() * scale;
        assertTrue(pixels <= 1.01 * WORKING_SIZE * WORKING_SIZE, "pixels " + pixels);
        assertTrue(plan.size() > 1);
    }

    @Test
    void planesOfMorePixelsThanIntsCount() {
        TilePlan plan = TilePlan.of(3_000_000_000L, 100_000, WORKING_SIZE, 64);
        Tile last = plan.tile(plan.size() - 1);
        assertEquals(plan.gridWidth(), last.coreRight());
        assertEquals(plan.gridHeight(), last.coreBottom());
        assertEquals(plan.size() - 1, plan.tileAt(plan.gridWidth() - 1, plan.gridHeight() - 1));
        assertTrue(plan.describe(plan.size() - 1).contains(" at (2999967232, "));
    }

    @Test
    void onePassOverTheWholeHasAboutThePixelsOfATile() {
        TilePlan whole = TilePlan.ofWhole(40_000, 10_000, WORKING_SIZE, 64).orElseThrow();
        assertEquals(1, whole.size());
        assertEquals(256, whole.shortSide());
        assertEquals(10_000 / 256, whole.reduction());
    }

    @Test
    void aRibbonIsNotSeenAsAWhole() {
        assertTrue(TilePlan.ofWhole(10_000_000, 16, WORKING_SIZE, 64).isEmpty());
    }
}
