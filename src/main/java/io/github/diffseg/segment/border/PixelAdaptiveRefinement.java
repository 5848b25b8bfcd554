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

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.NonMaximumSuppression;
import io.github.diffseg.segment.label.PixelBox;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Pixel-adaptive mask refinement (PAMR; Araslanov and Roth, "Single-stage semantic segmentation
 * from image labels", CVPR 2020, section 3.3) with which DiffCut ends: ten times, each pixel's
 * membership in a segment becomes the mean of its neighbours', those of like colour weighing more;
 * then the strongest segment takes the pixel, and a median of 3 x 3 removes specks.
 *
 * <p>Neighbours are those in eight directions at 1, 2, 4 and 8 pixels. The weight of one is the
 * softmax, over all of them, of −mean over the channels of |difference| / (0.1 σ + 10⁻⁸), where σ
 * is the channel's deviation over these places and the pixel itself. Beyond the plane's edge it
 * goes on as at its edge.
 *
 * <p>What is decided at a pixel depends on the 80 pixels around it and no more, so the plane is
 * worked on tile by tile, with the same result. Memory: some 8 bytes for each pixel of the plane,
 * and 70 MB for a tile.
 */
public final class PixelAdaptiveRefinement {

    private static final int ITERATIONS = 10;
    private static final int[] DILATIONS = {1, 2, 4, 8};
    private static final int REACH = ITERATIONS * DILATIONS[DILATIONS.length - 1];
    private static final int TILE = 512;

    private final int[] segmentOf;
    private final GuideImage guide;

    private PixelAdaptiveRefinement(int[] segmentOf, GuideImage guide) {
        this.segmentOf = segmentOf;
        this.guide = guide;
    }

    /**
     * Decides all pixels anew.
     *
     * @param segmentOf {@code [height · width]}, 0 or more, or {@link
     *     NonMaximumSuppression#OUTSIDE}; not changed
     * @param guide the picture, of the same size
     * @param progress told the part that is done; asked often whether to stop
     * @return a new array with the same segments, some of which may have lost all pixels
     * @throws IllegalArgumentException if the picture has another size
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static int[] refine(int[] segmentOf, GuideImage guide, Progress progress) {
        return refine(segmentOf, guide, TILE, progress);
    }

    static int[] refine(int[] segmentOf, GuideImage guide, int side, Progress progress) {
        if (segmentOf.length != guide.rgb().length) {
            throw new IllegalArgumentException(
                    "The picture has "
                            + guide.rgb().length
                            + " pixels, but there are "
                            + segmentOf.length
                            + " to be refined; the numbers must be equal");
        }
        PixelAdaptiveRefinement refinement = new PixelAdaptiveRefinement(segmentOf, guide);
        int[] refined = segmentOf.clone();
        for (int top = 0; top < guide.height(); top += side) {
            for (int left = 0; left < guide.width(); left += side) {
                progress.report("Refining segments", (double) top / guide.height());
                refinement.refineTile(left, top, side, refined, progress);
            }
        }
        return LabelMedian.of(refined, guide.width());
    }

    private void refineTile(int left, int top, int side, int[] refined, Progress progress) {
        int fromX = Math.max(0, left - REACH);
        int fromY = Math.max(0, top - REACH);
        int width = Math.min(guide.width(), left + side + REACH) - fromX;
        int height = Math.min(guide.height(), top + side + REACH) - fromY;
        int[] segments = new int[width * height];
        int[] rgb = new int[width * height];
        for (int y = 0; y < height; y++) {
            int from = (fromY + y) * guide.width() + fromX;
            System.arraycopy(segmentOf, from, segments, y * width, width);
            System.arraycopy(guide.rgb(), from, rgb, y * width, width);
        }
        Map<Integer, PixelBox> boxes = boxes(segments, width);
        if (boxes.size() < 2) {
            return;
        }
        ColourWeights weights = new ColourWeights(rgb, width, DILATIONS);
        int[] winners = new int[segments.length];
        Arrays.fill(winners, NonMaximumSuppression.OUTSIDE);
        float[] best = new float[segments.length];
        boxes.forEach(
                (segment, box) -> {
                    progress.checkCancelled();
                    float[] membership = membership(segments, segment, box, weights);
                    for (int pixel = 0; pixel < best.length; pixel++) {
                        if (membership[pixel] > best[pixel]) {
                            best[pixel] = membership[pixel];
                            winners[pixel] = segment;
                        }
                    }
                });
        int right = Math.min(guide.width(), left + side);
        for (int y = top; y < Math.min(guide.height(), top + side); y++) {
            for (int x = left; x < right; x++) {
                int winner = winners[(y - fromY) * width + x - fromX];
                int pixel = y * guide.width() + x;
                if (winner >= 0 && segmentOf[pixel] >= 0) {
                    refined[pixel] = winner;
                }
            }
        }
    }

    private static Map<Integer, PixelBox> boxes(int[] segments, int width) {
        Map<Integer, PixelBox> boxes = new TreeMap<>();
        for (int pixel = 0; pixel < segments.length; pixel++) {
            if (segments[pixel] >= 0) {
                boxes.computeIfAbsent(segments[pixel], unused -> new PixelBox())
                        .add(pixel % width, pixel / width);
            }
        }
        return boxes;
    }

    /** What is outside belongs to no segment, and takes the same part of all memberships. */
    private static float[] membership(
            int[] segments, int segment, PixelBox box, ColourWeights weights) {
        float[] now = new float[segments.length];
        for (int pixel = 0; pixel < now.length; pixel++) {
            now[pixel] = segments[pixel] == segment ? 1 : 0;
        }
        int left = Math.max(0, box.left() - REACH);
        int right = Math.min(weights.width() - 1, box.right() + REACH);
        int top = Math.max(0, box.top() - REACH);
        int bottom = Math.min(weights.height() - 1, box.bottom() + REACH);
        for (int i = 0; i < ITERATIONS; i++) {
            float[] before = now;
            float[] next = new float[now.length];
            IntStream.rangeClosed(top, bottom)
                    .parallel()
                    .forEach(y -> weights.means(before, y, left, right, next));
            now = next;
        }
        return now;
    }
}
