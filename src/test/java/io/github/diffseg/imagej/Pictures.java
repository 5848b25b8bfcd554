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

package io.github.diffseg.imagej;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;

/** Small pictures with something to segment, and settings that are quick. */
public final class Pictures {

    /** The embedded model at a working size of 128 pixels. */
    public static final SettingsRequest QUICK =
            SettingsRequest.ALL_RECOMMENDED
                    .with(Setting.ANCHORS_PER_AXIS, 8)
                    .with(Setting.WORKING_SIZE, 128);

    private Pictures() {}

    /** A bright disc left and a grey bar right on a dark ground; 8 bits. */
    public static ByteProcessor shapes(int width, int height) {
        ByteProcessor pixels = new ByteProcessor(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = x - width * 0.3;
                double dy = y - height * 0.5;
                boolean disc = Math.hypot(dx, dy) < 0.3 * Math.min(width, height);
                pixels.set(x, y, disc ? 230 : x > 0.7 * width ? 130 : 30 + (x * 7 + y * 3) % 10);
            }
        }
        return pixels;
    }

    /** An orange disc and a blue bar on a green ground; RGB. */
    public static ColorProcessor colours(int width, int height) {
        ByteProcessor shapes = shapes(width, height);
        ColorProcessor pixels = new ColorProcessor(width, height);
        for (int i = 0; i < width * height; i++) {
            int grey = shapes.get(i);
            pixels.set(i, grey > 200 ? 0xf08020 : grey > 100 ? 0x2040d0 : 0x206010 + grey);
        }
        return pixels;
    }

    public static ImagePlus image(String title, int width, int height) {
        return new ImagePlus(title, colours(width, height));
    }
}
