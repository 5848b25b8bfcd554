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

package io.github.diffseg.large;

import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.util.stream.IntStream;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedIntType;

/** Centres and means of segments, by one pass over labels and samples, part by part. */
final class SegmentSums {

    private static final int SIDE = 512;

    private final long[] pixels;
    private final double[] x;
    private final double[] y;

    /** {@code [channel][K + 1]}. */
    private final double[][] value;

    /** As {@link #value}: of how many pixels, without those that are no number. */
    private final long[][] values;

    private SegmentSums(int count, int channels) {
        pixels = new long[count + 1];
        x = new double[count + 1];
        y = new double[count + 1];
        value = new double[channels][count + 1];
        values = new long[channels][count + 1];
    }

    /**
     * Adds up.
     *
     * @param labels {@code [width, height]}, from 0 to the count
     * @param count K
     * @param regions the samples, of the same size
     * @param progress told how far it is; may cancel
     * @throws IOException if samples cannot be read; the message is one sentence that names the
     *     file
     */
    static SegmentSums of(
            RandomAccessibleInterval<UnsignedIntType> labels,
            int count,
            PlaneRegions regions,
            Progress progress)
            throws IOException {
        SegmentSums sums = new SegmentSums(count, regions.channels());
        int[] channels = IntStream.range(0, regions.channels()).toArray();
        RandomAccess<UnsignedIntType> access = labels.randomAccess();
        for (long top = 0; top < regions.height(); top += SIDE) {
            int down = (int) Math.min(SIDE, regions.height() - top);
            for (long left = 0; left < regions.width(); left += SIDE) {
                progress.checkCancelled();
                int across = (int) Math.min(SIDE, regions.width() - left);
                float[][] samples = regions.read(channels, left, top, across, down);
                for (int v = 0; v < down; v++) {
                    access.setPosition(labels.min(0) + left, 0);
                    access.setPosition(labels.min(1) + top + v, 1);
                    for (int u = 0; u < across; u++) {
                        sums.add(access.get().getInt(), left + u, top + v, samples, v * across + u);
                        access.fwd(0);
                    }
                }
            }
            progress.report("Measuring segments", (top + down) / (double) regions.height());
        }
        return sums;
    }

    private void add(int label, long column, long row, float[][] samples, int place) {
        pixels[label]++;
        x[label] += column;
        y[label] += row;
        for (int c = 0; c < samples.length; c++) {
            float sample = samples[c][place];
            if (!Float.isNaN(sample)) {
                value[c][label] += sample;
                values[c][label]++;
            }
        }
    }

    long pixels(int label) {
        return pixels[label];
    }

    /** {@return the mean column in pixels; the centre of the first is at 1/2} */
    double x(int label) {
        return x[label] / pixels[label] + 0.5;
    }

    /** {@return the mean row in pixels; the centre of the first is at 1/2} */
    double y(int label) {
        return y[label] / pixels[label] + 0.5;
    }

    int channels() {
        return value.length;
    }

    double mean(int channel, int label) {
        return value[channel][label] / values[channel][label];
    }
}
