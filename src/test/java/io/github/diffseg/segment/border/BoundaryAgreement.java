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

package io.github.diffseg.segment.border;

/** Boundary F1: how many border pixels of each side have one of the other nearby. */
final class BoundaryAgreement {

    private final boolean[] truth;
    private final int width;
    private final int tolerance;

    /**
     * @param tolerance in pixels, along both axes
     */
    BoundaryAgreement(int[] truth, int width, int tolerance) {
        this.truth = borders(truth, width);
        this.width = width;
        this.tolerance = tolerance;
    }

    double of(int[] labels) {
        boolean[] found = borders(labels, width);
        double precision = near(found, truth);
        double recall = near(truth, found);
        return 2 * precision * recall / (precision + recall);
    }

    private double near(boolean[] of, boolean[] to) {
        int all = 0;
        int near = 0;
        for (int i = 0; i < of.length; i++) {
            if (of[i]) {
                all++;
                near += anyAround(to, i) ? 1 : 0;
            }
        }
        return (double) near / all;
    }

    private boolean anyAround(boolean[] borders, int pixel) {
        int height = borders.length / width;
        int left = Math.max(0, pixel % width - tolerance);
        int right = Math.min(width - 1, pixel % width + tolerance);
        int top = Math.max(0, pixel / width - tolerance);
        int bottom = Math.min(height - 1, pixel / width + tolerance);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                if (borders[y * width + x]) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean[] borders(int[] labels, int width) {
        boolean[] borders = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            boolean right = i % width + 1 < width && labels[i] != labels[i + 1];
            boolean below = i + width < labels.length && labels[i] != labels[i + width];
            borders[i] = right || below;
        }
        return borders;
    }
}
