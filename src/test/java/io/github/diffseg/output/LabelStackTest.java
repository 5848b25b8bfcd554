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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import io.github.diffseg.segment.label.LabelMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelStackTest {

    /** Planes that were put in fewer bits come out in those of the largest label. */
    @ParameterizedTest
    @CsvSource({"255, 8", "256, 16", "65535, 16", "65536, 32", "16777215, 32"})
    void theLargestLabelDecidesOnTheBits(int largest, int bits) {
        LabelStack labels = new LabelStack(3, 2, 4);
        labels.put(0, new LabelMap(3, 2, new int[] {1, 2, 0, 2, 1, 0}, 2));
        labels.put(3, new LabelMap(3, 2, new int[] {0, 0, largest, 7, 0, 0}, largest));
        labels.put(1, new LabelMap(3, 2, new int[] {0, 200, 0, 0, 0, 0}, 200));
        ImagePlus image = LabelImages.of(labels, 2, "a.tif", new Calibration());
        assertEquals(bits, image.getBitDepth());
        assertArrayEquals(new int[] {3, 2, 1, 2, 2}, image.getDimensions());
        assertEquals("a - DiffSeg labels", image.getTitle());
        assertEquals(Math.min(255, largest), image.getDisplayRangeMax());
        ImageStack stack = image.getStack();
        assertEquals(2, stack.getVoxel(1, 0, 0));
        assertEquals(200, stack.getVoxel(1, 0, 1));
        assertEquals(0, stack.getVoxel(1, 0, 2), "left empty");
        assertEquals(largest, stack.getVoxel(2, 0, 3));
        assertEquals(largest, labels.get(3).at(2, 0));
        assertSame(stack.getPixels(4), labels.toStack().getPixels(4), "memory has the pixels once");
    }
}
