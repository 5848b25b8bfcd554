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

package io.github.diffseg.benchmark;

import net.imglib2.FinalInterval;
import net.imglib2.Localizable;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.view.Views;

/** A square plane of any size, computed where it is read: discs of three colours on two tones. */
final class DrawnPlane {

    private static final int CELL = 2048;
    private static final int[] COLOURS = {0xb03060, 0x3060b0, 0xd0a040};

    private DrawnPlane() {}

    static RandomAccessibleInterval<ARGBType> of(long side) {
        FunctionRandomAccessible<ARGBType> plane =
                new FunctionRandomAccessible<>(
                        2, (at, colour) -> colour.set(colour(at, side)), ARGBType::new);
        return Views.interval(plane, new FinalInterval(side, side));
    }

    private static int colour(Localizable at, long side) {
        long x = at.getLongPosition(0);
        long y = at.getLongPosition(1);
        long column = x / CELL;
        long row = y / CELL;
        long chance = (column * 73_856_093L ^ row * 19_349_663L) & 0xffff;
        long dx = x % CELL - CELL / 2;
        long dy = y % CELL - CELL / 2;
        long radius = 400 + chance % 500;
        if (dx * dx + dy * dy < radius * radius) {
            return COLOURS[(int) (chance % COLOURS.length)];
        }
        return x + y / 4 < side / 2 ? 0xe8e0d8 : 0x405048;
    }
}
