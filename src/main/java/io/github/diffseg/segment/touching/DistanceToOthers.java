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

package io.github.diffseg.segment.touching;

import io.github.diffseg.progress.Progress;
import java.util.Arrays;

/**
 * How far each pixel is from the border of its part: the exact Euclidean distance (P. Felzenszwalb
 * and D. Huttenlocher, "Distance transforms of sampled functions", Theory of Computing 8, 2012,
 * section 2). The edge of the plane is no border: what it cuts goes on behind it.
 */
final class DistanceToOthers {

    /** Of a pixel at a border from that border, squared. */
    private static final float AT_BORDER = 0.25f;

    private static final float NOWHERE = 1e20f;

    /** Squared distances of one line, and the parabolas below which they lie. */
    private final float[] line;

    private final float[] below;
    private final int[] vertices;
    private final double[] starts;

    private DistanceToOthers(int longest) {
        line = new float[longest];
        below = new float[longest];
        vertices = new int[longest];
        starts = new double[longest + 1];
    }

    /**
     * The distance of each pixel.
     *
     * @param partOf {@code [height · width]}; pixels of different numbers have a border between
     *     them
     * @return {@code [height · width]}, in pixels, ½ at a border; where there is none, the length
     *     of the plane's diagonal
     */
    static float[] of(int[] partOf, int width, Progress progress) {
        int height = partOf.length / width;
        float[] squared = new float[partOf.length];
        Arrays.fill(squared, NOWHERE);
        for (int pixel = 0; pixel < partOf.length; pixel++) {
            if (pixel % width + 1 < width && partOf[pixel] != partOf[pixel + 1]) {
                squared[pixel] = AT_BORDER;
                squared[pixel + 1] = AT_BORDER;
            }
            if (pixel + width < partOf.length && partOf[pixel] != partOf[pixel + width]) {
                squared[pixel] = AT_BORDER;
                squared[pixel + width] = AT_BORDER;
            }
        }
        DistanceToOthers lines = new DistanceToOthers(Math.max(width, height));
        for (int x = 0; x < width; x++) {
            progress.checkCancelled();
            lines.transform(squared, x, width, height);
        }
        for (int y = 0; y < height; y++) {
            progress.checkCancelled();
            lines.transform(squared, y * width, 1, width);
        }
        float diagonal = (float) Math.hypot(width, height);
        for (int pixel = 0; pixel < squared.length; pixel++) {
            squared[pixel] = Math.min(diagonal, (float) Math.sqrt(squared[pixel]));
        }
        return squared;
    }

    /** The lower envelope of the parabolas that stand on the values of a row or a column. */
    private void transform(float[] plane, int first, int step, int length) {
        int last = -1;
        for (int i = 0; i < length; i++) {
            line[i] = plane[first + i * step];
            if (line[i] >= NOWHERE) {
                continue;
            }
            double start = Double.NEGATIVE_INFINITY;
            while (last >= 0) {
                start = meeting(vertices[last], i);
                if (start > starts[last]) {
                    break;
                }
                last--;
                start = Double.NEGATIVE_INFINITY;
            }
            last++;
            vertices[last] = i;
            starts[last] = start;
        }
        if (last < 0) {
            return;
        }
        int lowest = 0;
        for (int i = 0; i < length; i++) {
            while (lowest < last && starts[lowest + 1] < i) {
                lowest++;
            }
            float away = i - vertices[lowest];
            below[i] = away * away + line[vertices[lowest]];
        }
        for (int i = 0; i < length; i++) {
            plane[first + i * step] = below[i];
        }
    }

    /** Where the parabola of a later place begins to be below that of an earlier one. */
    private double meeting(int earlier, int later) {
        double rise = line[later] - (double) line[earlier];
        return (rise + (double) later * later - (double) earlier * earlier)
                / (2.0 * (later - earlier));
    }
}
