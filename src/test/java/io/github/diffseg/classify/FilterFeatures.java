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

import java.util.ArrayList;
import java.util.List;

/**
 * Filters of the kind that Trainable Weka Segmentation and Labkit learn from: of each colour
 * Gaussians and their differences, of the luminance gradients and the eigenvalues of the Hessian,
 * each at 1, 2, 4, 8 and 16 pixels.
 */
final class FilterFeatures {

    private static final double[] SIGMAS = {1, 2, 4, 8, 16};

    private FilterFeatures() {}

    static FeatureMap of(int[] rgb, int width) {
        List<float[]> planes = new ArrayList<>();
        float[] luminance = new float[rgb.length];
        for (int shift : new int[] {16, 8, 0}) {
            float[] plane = new float[rgb.length];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (rgb[i] >> shift & 255) / 255f;
                luminance[i] += plane[i] / 3;
            }
            planes.add(plane);
            float[] finer = plane;
            for (double sigma : SIGMAS) {
                float[] blurred = GaussianBlur.of(plane, width, sigma);
                float[] difference = new float[rgb.length];
                for (int i = 0; i < plane.length; i++) {
                    difference[i] = finer[i] - blurred[i];
                }
                planes.add(blurred);
                planes.add(difference);
                finer = blurred;
            }
        }
        for (double sigma : SIGMAS) {
            addDerivatives(planes, GaussianBlur.of(luminance, width, sigma), width, sigma);
        }
        float[] values = new float[rgb.length * planes.size()];
        for (int i = 0; i < rgb.length; i++) {
            for (int c = 0; c < planes.size(); c++) {
                values[i * planes.size() + c] = planes.get(c)[i];
            }
        }
        return new FeatureMap("filters", values, rgb.length / width, width, planes.size());
    }

    private static void addDerivatives(
            List<float[]> planes, float[] plane, int width, double sigma) {
        float[] gradient = new float[plane.length];
        float[] larger = new float[plane.length];
        float[] smaller = new float[plane.length];
        int height = plane.length / width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - 1);
                int right = Math.min(width - 1, x + 1);
                int up = Math.max(0, y - 1) * width;
                int down = Math.min(height - 1, y + 1) * width;
                int row = y * width;
                float here = plane[row + x];
                double dx = (plane[row + right] - plane[row + left]) / 2 * sigma;
                double dy = (plane[down + x] - plane[up + x]) / 2 * sigma;
                double dxx = (plane[row + right] - 2 * here + plane[row + left]) * sigma * sigma;
                double dyy = (plane[down + x] - 2 * here + plane[up + x]) * sigma * sigma;
                double dxy =
                        (plane[down + right]
                                        - plane[down + left]
                                        - plane[up + right]
                                        + plane[up + left])
                                / 4
                                * sigma
                                * sigma;
                double root = Math.sqrt((dxx - dyy) * (dxx - dyy) / 4 + dxy * dxy);
                gradient[row + x] = (float) Math.hypot(dx, dy);
                larger[row + x] = (float) ((dxx + dyy) / 2 + root);
                smaller[row + x] = (float) ((dxx + dyy) / 2 - root);
            }
        }
        planes.add(gradient);
        planes.add(larger);
        planes.add(smaller);
    }
}
