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

/**
 * The weights that resample one axis with a triangle as wide as two source pixels, or two target
 * pixels where that is wider. The weights of each target pixel add up to 1.
 */
final class TriangleFilter {

    private final int[] first;
    private final float[][] weights;

    private TriangleFilter(int[] first, float[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    /**
     * Computes the weights of all target pixels of one axis.
     *
     * @param sourceSize pixels before, at least 1
     * @param targetSize pixels after, at least 1
     */
    static TriangleFilter of(int sourceSize, int targetSize) {
        double scale = (double) sourceSize / targetSize;
        double radius = Math.max(scale, 1);
        int[] first = new int[targetSize];
        float[][] weights = new float[targetSize][];
        for (int target = 0; target < targetSize; target++) {
            // Pixel i covers [i, i + 1): its centre lies at i + 1/2, on both axes
            double centre = (target + 0.5) * scale;
            int low = Math.max(0, (int) Math.floor(centre - radius + 0.5));
            int high = Math.min(sourceSize, (int) Math.floor(centre + radius + 0.5));
            double[] triangle = new double[high - low];
            double sum = 0;
            for (int i = 0; i < triangle.length; i++) {
                triangle[i] = Math.max(0, 1 - Math.abs(low + i + 0.5 - centre) / radius);
                sum += triangle[i];
            }
            first[target] = low;
            weights[target] = new float[triangle.length];
            for (int i = 0; i < triangle.length; i++) {
                weights[target][i] = (float) (triangle[i] / sum);
            }
        }
        return new TriangleFilter(first, weights);
    }

    /** {@return the number of target pixels} */
    int size() {
        return first.length;
    }

    /** Filters one line of pixels into {@link #size()} values. */
    void apply(float[] source, int sourceOffset, float[] target, int targetOffset) {
        for (int t = 0; t < first.length; t++) {
            float[] weight = weights[t];
            int start = sourceOffset + first[t];
            float sum = 0;
            for (int i = 0; i < weight.length; i++) {
                sum += weight[i] * source[start + i];
            }
            target[targetOffset + t] = sum;
        }
    }

    /**
     * {@return the filtered row at a target position}
     *
     * @param rows as many as source pixels, of equal length
     */
    float[] weightedSum(float[][] rows, int target) {
        float[] sum = new float[rows[0].length];
        for (int i = 0; i < weights[target].length; i++) {
            float weight = weights[target][i];
            float[] row = rows[first[target] + i];
            for (int x = 0; x < sum.length; x++) {
                sum[x] += weight * row[x];
            }
        }
        return sum;
    }
}
