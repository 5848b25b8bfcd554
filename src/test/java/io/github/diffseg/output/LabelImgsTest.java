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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.diffseg.segment.label.LabelMap;
import java.util.stream.IntStream;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.junit.jupiter.api.Test;

class LabelImgsTest {

    @Test
    void fewLabelsAreShorts() {
        LabelMap map = new LabelMap(3, 2, new int[] {0, 1, 1, 2, 65_535, 1}, 65_535);
        Img<? extends IntegerType<?>> labels = LabelImgs.of(map);
        assertInstanceOf(UnsignedShortType.class, labels.firstElement());
        assertSame(map, labels);
    }

    @Test
    void manyLabelsAreInts() {
        LabelMap map = new LabelMap(256, 257, IntStream.range(0, 65_792).toArray(), 65_791);
        Img<? extends IntegerType<?>> labels = LabelImgs.of(map);
        assertInstanceOf(UnsignedIntType.class, labels.firstElement());
        assertSame(map, labels);
    }

    @Test
    void theImageIsACopy() {
        LabelMap many = new LabelMap(1, 1, new int[] {5}, 70_000);
        LabelImgs.of(many).firstElement().setInteger(9);
        assertEquals(5, many.at(0, 0));
    }

    private static void assertSame(LabelMap map, Img<? extends IntegerType<?>> labels) {
        assertEquals(map.width(), labels.dimension(0));
        assertEquals(map.height(), labels.dimension(1));
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                assertEquals(map.at(x, y), labels.getAt(x, y).getInteger(), x + ", " + y);
            }
        }
    }
}
