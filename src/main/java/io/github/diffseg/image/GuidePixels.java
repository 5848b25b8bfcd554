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

package io.github.diffseg.image;

import io.github.diffseg.segment.border.GuideImage;
import java.awt.Rectangle;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/** The colours of a picture that crisp borders follow. */
public final class GuidePixels {

    private GuidePixels() {}

    /**
     * {@return the colours of the crop}
     *
     * @param pixels {@code [width, height]}; alpha is ignored
     * @param crop a part of them, counted from their first
     */
    public static GuideImage of(RandomAccessibleInterval<ARGBType> pixels, Rectangle crop) {
        int[] rgb = new int[Math.multiplyExact(crop.width, crop.height)];
        RandomAccess<ARGBType> access = pixels.randomAccess();
        for (int y = 0; y < crop.height; y++) {
            access.setPosition(pixels.min(0) + crop.x, 0);
            access.setPosition(pixels.min(1) + crop.y + y, 1);
            for (int x = 0; x < crop.width; x++) {
                rgb[y * crop.width + x] = access.get().get();
                access.fwd(0);
            }
        }
        return new GuideImage(crop.width, crop.height, rgb);
    }
}
