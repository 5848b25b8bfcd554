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

package io.github.diffseg.imagej.plane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import java.awt.Color;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanePositionTest {

    @Test
    void ofOnePlane() {
        ImagePlus image = IJ.createImage("one", "8-bit", 20, 20, 1);
        assertEquals(PlanePosition.NONE, PlanePosition.of(image));
        assertEquals("", PlanePosition.describe(image));
        assertEquals(0, assigned(image).getPosition());
    }

    @Test
    void ofAPlainStack() {
        ImagePlus image = IJ.createImage("stack", "8-bit", 20, 20, 5);
        image.setSlice(3);
        assertEquals("Z 3", PlanePosition.describe(image));
        Roi roi = assigned(image);
        assertEquals(3, roi.getPosition());
        assertFalse(roi.hasHyperStackPosition());
    }

    @ParameterizedTest
    @CsvSource({
        "composite, 0, 'C 1+3, Z 4, T 2'",
        "color, 2, 'C 2, Z 4, T 2'",
        "grayscale, 2, 'C 2, Z 4, T 2'",
    })
    void ofAHyperstack(String mode, int channel, String description) {
        CompositeImage image = hyperstack(mode, 3, 5, 2);
        image.getActiveChannels()[1] = false;
        image.setPosition(2, 4, 2);
        assertEquals(new PlanePosition(channel, 4, 2, 0), PlanePosition.of(image));
        assertEquals(description, PlanePosition.describe(image));
        Roi roi = assigned(image);
        assertEquals(channel, roi.getCPosition());
        assertEquals(4, roi.getZPosition());
        assertEquals(2, roi.getTPosition());
    }

    /** As ImageJ's canvas draws them: on the plane, and on no other. */
    @ParameterizedTest
    @ValueSource(strings = {"composite", "color", "grayscale"})
    void overlaysAreSeenOnThePlane(String mode) {
        for (int slices : new int[] {1, 5}) {
            CompositeImage image = hyperstack(mode, 2, slices, 1);
            image.setPosition(2, slices, 1);
            image.setOverlay(new Overlay(assigned(image)));
            assertTrue(isOverlaySeen(image), "with slices: " + slices);
            if (slices > 1) {
                image.setPosition(2, 2, 1);
                assertFalse(isOverlaySeen(image), "on another slice");
            }
        }
    }

    private static boolean isOverlaySeen(ImagePlus image) {
        Overlay overlay = image.getOverlay();
        int[] with = seen(image);
        image.setOverlay(null);
        int[] without = seen(image);
        image.setOverlay(overlay);
        return !Arrays.equals(with, without);
    }

    private static int[] seen(ImagePlus image) {
        return (int[]) image.flatten().getProcessor().getPixels();
    }

    private static Roi assigned(ImagePlus image) {
        Roi roi = new Roi(5, 5, 10, 10);
        roi.setStrokeColor(Color.RED);
        PlanePosition.of(image).assignTo(roi);
        return roi;
    }

    private static CompositeImage hyperstack(String mode, int c, int z, int t) {
        return (CompositeImage)
                IJ.createImage("hyperstack", "8-bit " + mode + "-mode", 20, 20, c, z, t);
    }
}
