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

package io.github.diffseg;

import io.github.diffseg.evaluate.dataset.GroundTruth;
import io.github.diffseg.evaluate.metrics.ConfusionTable;
import io.github.diffseg.evaluate.metrics.ObjectCounts;
import io.github.diffseg.image.GuidePixels;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.border.GuideImage;
import io.github.diffseg.segment.label.ConnectedComponents;
import io.github.diffseg.segment.label.PixelAssignment;
import io.github.diffseg.segment.touching.TouchingObjects;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.Locale;

/**
 * How well touching nuclei are parted where ground and nuclei are known: {@link DrawnNuclei} as two
 * segments, without a network.
 *
 * <p>Arguments: how many nuclei an image has, by how many pixels their outlines are too wide, how
 * many images. Prints AP 0.5 of connected parts and of parted objects, and how many grounds were
 * divided.
 */
public final class DrawnCrowds {

    private static final int SIZE = DrawnNuclei.SIZE;
    private static final int GRID = 64;

    private DrawnCrowds() {}

    /** See above for the arguments. */
    public static void main(String[] arguments) {
        int wanted = Integer.parseInt(arguments[0]);
        int wider = Integer.parseInt(arguments[1]);
        int images = Integer.parseInt(arguments[2]);
        TouchingObjects.Edges none = new TouchingObjects.Edges(new float[GRID * GRID], GRID, GRID);
        double before = 0;
        double after = 0;
        int grounds = 0;
        for (int seed = 1; seed <= images; seed++) {
            DrawnNuclei drawn = new DrawnNuclei(seed, wanted);
            int[] nuclei = widened(drawn.truth, wider);
            GuideImage picture = GuidePixels.of(drawn.pixels(), new Rectangle(SIZE, SIZE));
            PixelAssignment both = new PixelAssignment(nuclei, new int[] {0, 1});
            int[] parts = ConnectedComponents.split(both, SIZE, Progress.NONE).segmentOf();
            int[] objects = TouchingObjects.split(both, none, picture, Progress.NONE).segmentOf();
            before += averagePrecision(drawn, parts) / images;
            after += averagePrecision(drawn, objects) / images;
            grounds += grounds(nuclei, objects) > grounds(nuclei, parts) ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "AP 0.5 of connected parts %.3f, of parted objects %.3f; %d of %d grounds divided%n",
                before,
                after,
                grounds,
                images);
    }

    private static int[] widened(int[] truth, int wider) {
        int[] nuclei = new int[truth.length];
        for (int pixel = 0; pixel < truth.length; pixel++) {
            for (int dy = -wider; dy <= wider && truth[pixel] > 0; dy++) {
                for (int dx = -wider; dx <= wider; dx++) {
                    int x = pixel % SIZE + dx;
                    int y = pixel / SIZE + dy;
                    boolean inside = x >= 0 && y >= 0 && x < SIZE && y < SIZE;
                    if (inside && dx * dx + dy * dy <= wider * wider) {
                        nuclei[y * SIZE + x] = 1;
                    }
                }
            }
        }
        return nuclei;
    }

    private static double averagePrecision(DrawnNuclei drawn, int[] segments) {
        ConfusionTable table =
                ConfusionTable.of(drawn.truth, segments, drawn.count + 1, GroundTruth.IGNORED);
        return ObjectCounts.of(table, 0).averagePrecision(0);
    }

    private static long grounds(int[] nuclei, int[] segments) {
        return Arrays.stream(segments)
                .filter(segment -> segment >= 0)
                .distinct()
                .filter(segment -> isGround(nuclei, segments, segment))
                .count();
    }

    private static boolean isGround(int[] nuclei, int[] segments, int segment) {
        for (int pixel = 0; pixel < segments.length; pixel++) {
            if (segments[pixel] == segment) {
                return nuclei[pixel] == 0;
            }
        }
        return false;
    }
}
