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

package io.github.diffseg.classify;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Blurs planes by a Gaussian, whose values beyond the edge are those of the edge. */
public final class GaussianBlur {

    /** Beyond this many standard deviations weights are next to nothing. */
    private static final int REACH = 3;

    private GaussianBlur() {}

    /**
     * {@return the plane blurred, {@code [height · width]}}
     *
     * @param plane {@code [height · width]}; not changed
     * @param width in pixels
     * @param sigma standard deviation in pixels, above 0
     */
    public static float[] of(float[] plane, int width, double sigma) {
        int height = plane.length / width;
        float[] kernel = kernel(sigma);
        float[] across = new float[plane.length];
        rows(height, y -> blur(plane, across, y * width, 1, width, kernel));
        float[] both = new float[plane.length];
        rows(width, x -> blur(across, both, x, width, height, kernel));
        return both;
    }

    private static void rows(int count, IntConsumer row) {
        IntStream.range(0, count).parallel().forEach(row);
    }

    private static float[] kernel(double sigma) {
        int reach = (int) Math.ceil(REACH * sigma);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = (i - reach) / sigma;
            weights[i] = Math.exp(-distance * distance / 2);
            sum += weights[i];
        }
        float[] kernel = new float[weights.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (weights[i] / sum);
        }
        return kernel;
    }

    private static void blur(
            float[] from, float[] to, int start, int step, int count, float[] kernel) {
        int reach = kernel.length / 2;
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int k = -reach; k <= reach; k++) {
                int at = Math.max(0, Math.min(count - 1, i + k));
                sum += kernel[k + reach] * from[start + at * step];
            }
            to[start + i * step] = (float) sum;
        }
    }
}
