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

package io.github.diffseg.evaluate.method;

import io.github.diffseg.segment.label.LabelMap;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;

/**
 * K-means over the colours of pixels in CIELAB, started by k-means++ with a fixed seed: what can be
 * had without any network. Centres are found on an even sample of the pixels.
 */
final class ColourKMeans {

    private static final int SEED = 1;
    private static final int MAXIMUM_ITERATIONS = 100;
    private static final int SAMPLE = 10_000;

    private ColourKMeans() {}

    /**
     * Groups pixels by their colour.
     *
     * @param clusters k, at least 1
     */
    static LabelMap segment(LabPixels image, int clusters) {
        int stride = Math.max(1, image.count() / SAMPLE);
        List<DoublePoint> sample =
                IntStream.iterate(0, i -> i < image.count(), i -> i + stride)
                        .mapToObj(i -> new DoublePoint(image.at(i)))
                        .toList();
        List<CentroidCluster<DoublePoint>> found =
                new KMeansPlusPlusClusterer<DoublePoint>(
                                Math.min(clusters, sample.size()),
                                MAXIMUM_ITERATIONS,
                                new EuclideanDistance(),
                                new Well19937c(SEED))
                        .cluster(sample);
        double[][] centres =
                found.stream().map(c -> c.getCenter().getPoint()).toArray(double[][]::new);
        int[] nearest =
                IntStream.range(0, image.count())
                        .parallel()
                        .map(pixel -> nearest(image, pixel, centres))
                        .toArray();
        return ClusterLabels.of(nearest, image.width(), image.height());
    }

    private static int nearest(LabPixels image, int pixel, double[][] centres) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            double distance = image.squaredDistance(pixel, centres[c]);
            if (distance < least) {
                least = distance;
                best = c;
            }
        }
        return best;
    }
}
