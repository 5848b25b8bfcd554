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

package io.github.diffseg.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is true here was read off ImageJ's own drawing of overlays (ij 1.54p). */
class RoiPlanesTest {

    @Test
    void onOnePlaneEveryRoiCounts() {
        ImagePlus plane = IJ.createImage("projection", 20, 10, 1, 8);
        assertTrue(RoiPlanes.isOnCurrent(at(1, 3, 1), plane));
        assertTrue(RoiPlanes.isOnCurrent(at(2, 4, 5), plane));
        assertTrue(RoiPlanes.isOnCurrent(at(7), plane));
        assertTrue(RoiPlanes.isOnCurrent(named("0003-0005-0045"), plane));
    }

    @ParameterizedTest
    @CsvSource({"3, true", "2, false", "0, true"})
    void inAStackThePositionIsTheSlice(int position, boolean drawn) {
        ImagePlus stack = IJ.createImage("stack", 20, 10, 4, 8);
        stack.setSlice(3);
        assertEquals(drawn, RoiPlanes.isOnCurrent(at(position), stack));
        assertEquals(drawn, RoiPlanes.isOnCurrent(at(1, position, 1), stack), "as z");
        assertEquals(drawn, RoiPlanes.isOnCurrent(at(1, 1, position), stack), "as t");
    }

    @ParameterizedTest
    @CsvSource({
        "0003-0005-0045, true",
        "0002-0005-0045, false",
        "00003-00005-00045, true",
        "00002-00005-00045-1, false",
        "000002-000005-000045, false",
        "0002-0005, true",
        "DiffSeg 002, true"
    })
    void inAStackTheRoiManagersNamesAreSlices(String name, boolean drawn) {
        ImagePlus stack = IJ.createImage("stack", 20, 10, 4, 8);
        stack.setSlice(3);
        assertEquals(drawn, RoiPlanes.isOnCurrent(named(name), stack));
    }

    @Test
    void inAHyperStackEachDimensionCountsForItself() {
        ImagePlus image = IJ.createHyperStack("hyper", 20, 10, 2, 3, 4, 8);
        image.setOpenAsHyperStack(true);
        image.setPosition(1, 3, 2);
        assertTrue(RoiPlanes.isOnCurrent(at(1, 3, 2), image));
        assertTrue(RoiPlanes.isOnCurrent(at(0, 3, 0), image));
        assertFalse(RoiPlanes.isOnCurrent(at(2, 3, 2), image));
        assertFalse(RoiPlanes.isOnCurrent(at(1, 2, 2), image));
        // One number stands for the slice and the frame there
        assertFalse(RoiPlanes.isOnCurrent(at(3), image));
        image.setPosition(1, 3, 3);
        assertTrue(RoiPlanes.isOnCurrent(at(3), image));
        assertFalse(RoiPlanes.isOnCurrent(at(2), image));
    }

    @Test
    void inAnImageOfSeveralChannelsTheChannelCounts() {
        ImagePlus image =
                new CompositeImage(IJ.createHyperStack("c", 20, 10, 2, 1, 1, 8), IJ.COMPOSITE);
        image.setC(1);
        assertTrue(RoiPlanes.isOnCurrent(at(1, 1, 1), image));
        assertFalse(RoiPlanes.isOnCurrent(at(2, 1, 1), image));
    }

    private static Roi at(int position) {
        Roi roi = new Roi(1, 1, 5, 5);
        roi.setPosition(position);
        return roi;
    }

    private static Roi at(int c, int z, int t) {
        Roi roi = new Roi(1, 1, 5, 5);
        roi.setPosition(c, z, t);
        return roi;
    }

    private static Roi named(String name) {
        Roi roi = new Roi(1, 1, 5, 5);
        roi.setName(name);
        return roi;
    }
}
