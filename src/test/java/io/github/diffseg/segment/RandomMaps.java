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

package io.github.diffseg.segment;

import java.util.Random;

/** Random probability distributions that fall into a few kinds, for comparison with plain code. */
public final class RandomMaps {

    private RandomMaps() {}

    /**
     * @param kinds how many groups of alike maps there are
     * @param noise how much maps of a group differ, as the deviation of their logarithms
     * @return {@code [count, n]}
     */
    public static float[] distributions(int count, int n, int kinds, double noise, long seed) {
        Random random = new Random(seed);
        double[][] logits = new double[kinds][n];
        for (double[] kind : logits) {
            for (int i = 0; i < n; i++) {
                kind[i] = random.nextGaussian();
            }
        }
        float[] maps = new float[count * n];
        for (int map = 0; map < count; map++) {
            double[] kind = logits[map * kinds / count];
            double[] values = new double[n];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                values[i] = Math.exp(kind[i] + noise * random.nextGaussian());
                sum += values[i];
            }
            for (int i = 0; i < n; i++) {
                maps[map * n + i] = (float) (values[i] / sum);
            }
        }
        return maps;
    }

    /** D of row i of one list and row j of another, straight from its definition. */
    public static double distance(float[] first, int i, float[] second, int j, int n) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            double p = first[i * n + k];
            double q = second[j * n + k];
            double logP = Math.log(Math.max(p, Float.MIN_NORMAL));
            double logQ = Math.log(Math.max(q, Float.MIN_NORMAL));
            sum += (p - q) * (logP - logQ);
        }
        return sum / 2;
    }
}
