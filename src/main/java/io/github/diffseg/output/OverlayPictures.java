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

import io.github.diffseg.segment.label.LabelMap;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/** Paints labels over the picture they were found in. */
public final class OverlayPictures {

    private static final double OPACITY = 0.45;
    private static final double OUTLINE_WHITENESS = 0.5;
    private static final int WHITE = 0xffffff;

    /**
     * One pixel of outline on each side of a border for so many pixels of the picture's short side.
     */
    private static final int PIXELS_PER_OUTLINE = 700;

    private OverlayPictures() {}

    /**
     * Paints each segment in its colour at 45 % opacity, with an opaque outline along its inside in
     * the same colour halfway to white, which shows on dark and, against the tint, on bright
     * pictures.
     *
     * @param pixels {@code [width, height]}, the picture as displayed; alpha is ignored
     * @param labels of the same size
     * @return a new picture, {@link BufferedImage#TYPE_INT_RGB}
     * @throws IllegalArgumentException if the sizes differ
     */
    public static BufferedImage render(RandomAccessibleInterval<ARGBType> pixels, LabelMap labels) {
        int width = labels.width();
        int height = labels.height();
        if (pixels.dimension(0) != width || pixels.dimension(1) != height) {
            throw new IllegalArgumentException(
                    "The labels are "
                            + width
                            + " x "
                            + height
                            + " pixels, the picture "
                            + pixels.dimension(0)
                            + " x "
                            + pixels.dimension(1));
        }
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        int reach = Math.max(1, Math.round((float) Math.min(width, height) / PIXELS_PER_OUTLINE));
        for (int y = 0; y < height; y++) {
            RandomAccess<ARGBType> access = pixels.randomAccess();
            access.setPosition(pixels.min(0), 0);
            access.setPosition(pixels.min(1) + y, 1);
            for (int x = 0; x < width; x++) {
                int label = labels.at(x, y);
                int below = access.get().get();
                if (label == 0) {
                    rgb[y * width + x] = below;
                } else if (isOutline(labels, x, y, label, reach)) {
                    rgb[y * width + x] = blend(LabelColors.rgb(label), WHITE, OUTLINE_WHITENESS);
                } else {
                    rgb[y * width + x] = blend(below, LabelColors.rgb(label), OPACITY);
                }
                access.fwd(0);
            }
        }
        return picture;
    }

    /** Whether another label lies within reach along an axis; the picture's edge is no border. */
    private static boolean isOutline(LabelMap labels, int x, int y, int label, int reach) {
        for (int d = 1; d <= reach; d++) {
            if (labels.at(Math.max(0, x - d), y) != label
                    || labels.at(Math.min(labels.width() - 1, x + d), y) != label
                    || labels.at(x, Math.max(0, y - d)) != label
                    || labels.at(x, Math.min(labels.height() - 1, y + d)) != label) {
                return true;
            }
        }
        return false;
    }

    private static int blend(int below, int above, double opacity) {
        int red = mix(below >> 16 & 255, above >> 16 & 255, opacity);
        int green = mix(below >> 8 & 255, above >> 8 & 255, opacity);
        int blue = mix(below & 255, above & 255, opacity);
        return red << 16 | green << 8 | blue;
    }

    private static int mix(int below, int above, double opacity) {
        return (int) Math.round(below + opacity * (above - below));
    }
}
