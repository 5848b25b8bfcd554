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

import ij.plugin.filter.EDM;
import ij.plugin.filter.RankFilters;
import ij.process.AutoThresholder;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloodFiller;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.ConnectedComponents;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.NonMaximumSuppression;
import io.github.diffseg.segment.label.PixelAssignment;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.view.Views;

/**
 * What ImageJ's menus give for round objects: <em>8-bit</em>, <em>Median...</em>, Otsu's threshold,
 * <em>Fill Holes</em>, <em>Watershed</em>, connected particles. The objects are what differs from
 * most of the picture's edge, so that dark ones on a bright ground are found as well.
 */
final class OtsuWatershed {

    /** Of the median filter, in pixels. */
    private static final double RADIUS = 2;

    private static final int OBJECT = 255;
    private static final int GROUND = 0;
    private static final int OUTSIDE = 127;

    private OtsuWatershed() {}

    static LabelMap segment(RandomAccessibleInterval<ARGBType> pixels) {
        ByteProcessor grey = grey(pixels);
        new RankFilters().rank(grey, RADIUS, RankFilters.MEDIAN);
        ByteProcessor objects = aboveOrBelow(grey);
        fillHoles(objects);
        new EDM().toWatershed(objects);
        int[] particles = new int[grey.getPixelCount()];
        for (int i = 0; i < particles.length; i++) {
            particles[i] = objects.get(i) == OBJECT ? 0 : NonMaximumSuppression.OUTSIDE;
        }
        PixelAssignment parts =
                ConnectedComponents.split(
                        new PixelAssignment(particles, new int[1]), grey.getWidth(), Progress.NONE);
        return ClusterLabels.of(parts.segmentOf(), grey.getWidth(), grey.getHeight());
    }

    private static ByteProcessor grey(RandomAccessibleInterval<ARGBType> pixels) {
        int width = (int) pixels.dimension(0);
        int height = (int) pixels.dimension(1);
        int[] rgb = new int[Math.multiplyExact(width, height)];
        Cursor<ARGBType> cursor = Views.flatIterable(pixels).cursor();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = cursor.next().get();
        }
        return new ColorProcessor(width, height, rgb).convertToByteProcessor();
    }

    /** The pixels on the side of Otsu's threshold where less of the picture's edge lies. */
    private static ByteProcessor aboveOrBelow(ByteProcessor grey) {
        int threshold =
                new AutoThresholder()
                        .getThreshold(AutoThresholder.Method.Otsu, grey.getHistogram());
        int width = grey.getWidth();
        int height = grey.getHeight();
        int above = 0;
        int below = 0;
        for (int y = 0; y < height; y++) {
            boolean whole = y == 0 || y == height - 1;
            for (int x = 0; x < width; x += whole ? 1 : Math.max(1, width - 1)) {
                if (grey.get(x, y) > threshold) {
                    above++;
                } else {
                    below++;
                }
            }
        }
        boolean bright = above <= below;
        ByteProcessor objects = new ByteProcessor(width, height);
        for (int i = 0; i < grey.getPixelCount(); i++) {
            objects.set(i, grey.get(i) > threshold == bright ? OBJECT : GROUND);
        }
        return objects;
    }

    /** As <em>Process &gt; Binary &gt; Fill Holes</em>, which depends on the user's preferences. */
    private static void fillHoles(ByteProcessor objects) {
        FloodFiller filler = new FloodFiller(objects);
        objects.setColor(OUTSIDE);
        int width = objects.getWidth();
        int height = objects.getHeight();
        for (int y = 0; y < height; y++) {
            fill(filler, objects, 0, y);
            fill(filler, objects, width - 1, y);
        }
        for (int x = 0; x < width; x++) {
            fill(filler, objects, x, 0);
            fill(filler, objects, x, height - 1);
        }
        for (int i = 0; i < objects.getPixelCount(); i++) {
            objects.set(i, objects.get(i) == OUTSIDE ? GROUND : OBJECT);
        }
    }

    private static void fill(FloodFiller filler, ByteProcessor objects, int x, int y) {
        if (objects.get(x, y) == GROUND) {
            filler.fill(x, y);
        }
    }
}
