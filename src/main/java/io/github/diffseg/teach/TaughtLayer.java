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

package io.github.diffseg.teach;

import io.github.diffseg.explore.Layer;
import io.github.diffseg.explore.View;
import io.github.diffseg.output.LabelColors;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;
import java.util.stream.IntStream;

/** What is laid over a plane: its classes or where they are uncertain, and what was drawn. */
public final class TaughtLayer implements Layer {

    /** What is to be seen beside the scribbles. */
    public enum Look {
        /** The most likely class of each pixel. */
        CLASSES("Classes"),
        /** Where the second class is nearly as likely as the first. */
        UNCERTAIN("Uncertain places"),
        /** Nothing else is seen. */
        SCRIBBLES("Scribbles only");

        private final String label;

        Look(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private static final int CLASS_ALPHA = 100;
    private static final int MOST_ALPHA = 220;
    private static final int OPAQUE = 0xff000000;

    /** Told apart from the classes' colours by being a shade, not a hue. */
    private static final int UNCERTAIN_RGB = 0xffffff;

    private final int width;
    private final int[] drawn;
    private final int[] numbers;
    private final float[] probabilities;
    private final Look look;

    /**
     * Keeps what it is given.
     *
     * @param plane that it lies over
     * @param lesson whose scribbles are drawn
     * @param numbers of the classes that the probabilities are of
     * @param probabilities {@code [K, height, width]}; empty where none are known yet
     * @param look what is to be seen
     */
    public TaughtLayer(
            SeenPlane plane, Lesson lesson, int[] numbers, float[] probabilities, Look look) {
        width = plane.width();
        drawn = lesson.drawnOn(plane);
        this.numbers = numbers;
        this.probabilities = probabilities;
        this.look = look;
    }

    @Override
    public BufferedImage paint(View view) {
        BufferedImage picture =
                new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_ARGB);
        int[] argb = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        IntStream.range(0, view.height())
                .parallel()
                .forEach(
                        y -> {
                            for (int x = 0; x < view.width(); x++) {
                                int pixel = view.rows()[y] * width + view.columns()[x];
                                argb[y * view.width() + x] = colour(pixel);
                            }
                        });
        return picture;
    }

    private int colour(int pixel) {
        if (drawn[pixel] > 0) {
            return OPAQUE | LabelColors.rgb(drawn[pixel]);
        }
        if (probabilities.length == 0 || look == Look.SCRIBBLES) {
            return 0;
        }
        int best = 0;
        float most = -1;
        float second = -1;
        for (int k = 0; k < numbers.length; k++) {
            float share = probabilities[k * drawn.length + pixel];
            if (share > most) {
                second = most;
                most = share;
                best = k;
            } else {
                second = Math.max(second, share);
            }
        }
        return look == Look.CLASSES
                ? CLASS_ALPHA << 24 | LabelColors.rgb(numbers[best])
                : Math.round(MOST_ALPHA * (1 - (most - second))) << 24 | UNCERTAIN_RGB;
    }

    @Override
    public List<Point> marks() {
        return List.of();
    }
}
