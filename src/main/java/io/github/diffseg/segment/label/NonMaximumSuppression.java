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

package io.github.diffseg.segment.label;

import static io.github.diffseg.segment.label.UpsampledProposals.between;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.merging.Proposals;
import java.util.stream.IntStream;

/**
 * Gives each pixel to the proposal that is largest there (section 3.3 of the paper).
 *
 * <p>Between four neighbouring cells of the grid no interpolated value leaves the range of its
 * corners, so only few proposals can win there: those whose largest corner reaches the best
 * smallest corner. Each pixel compares these few, which makes the time nearly independent of K.
 * Bands of rows are worked on in parallel.
 */
public final class NonMaximumSuppression {

    /** The winner of a pixel outside the mask. */
    public static final int OUTSIDE = -1;

    /**
     * Rounding may carry an interpolated value past its corners by a few units in the last place.
     */
    private static final float ROUNDING = 1e-6f;

    private final UpsampledProposals proposals;

    NonMaximumSuppression(UpsampledProposals proposals) {
        this.proposals = proposals;
    }

    /**
     * Lets proposals compete for the pixels of a plane.
     *
     * @param proposals at least one
     * @param mask of the plane's size; which pixels take part
     * @param progress asked often whether to stop
     * @return {@code [height · width]}: the index of the largest proposal at each pixel, the lowest
     *     where several are equal; {@link #OUTSIDE} outside the mask
     */
    public static int[] winners(Proposals proposals, RegionMask mask, Progress progress) {
        return new NonMaximumSuppression(
                        new UpsampledProposals(proposals, mask.width(), mask.height()))
                .winners(mask, progress);
    }

    /**
     * The index of the largest proposal at each pixel, the lowest where several are equal.
     *
     * @return {@code [height · width]}; {@link #OUTSIDE} outside the mask
     */
    int[] winners(RegionMask mask, Progress progress) {
        int width = proposals.width();
        int height = proposals.height();
        int undecided = proposals.count();
        int[] winners = new int[width * height];
        for (int pixel = 0; pixel < winners.length; pixel++) {
            winners[pixel] = mask.contains(pixel) ? undecided : OUTSIDE;
        }
        int[] all = IntStream.range(0, proposals.count()).toArray();
        decide(winners, undecided, PixelBox.whole(width, height), all, progress);
        return winners;
    }

    /**
     * Gives the pixels of one winner to the largest among other proposals.
     *
     * @param winners changed in place
     * @param from whose pixels are given away
     * @param box holds all pixels of {@code from}
     * @param candidates indices of proposals, ascending, at least one
     */
    void decide(int[] winners, int from, PixelBox box, int[] candidates, Progress progress) {
        BilinearAxis rows = proposals.rows();
        IntStream.rangeClosed(rows.cellOf(box.top()), rows.cellOf(box.bottom()))
                .parallel()
                .forEach(row -> decideBand(winners, from, box, candidates, row, progress));
    }

    private void decideBand(
            int[] winners, int from, PixelBox box, int[] candidates, int row, Progress progress) {
        BilinearAxis columns = proposals.columns();
        int top = Math.max(box.top(), proposals.rows().bandStart(row));
        int bottom = Math.min(box.bottom() + 1, proposals.rows().bandStart(row + 1));
        for (int column = columns.cellOf(box.left());
                column <= columns.cellOf(box.right());
                column++) {
            progress.checkCancelled();
            int left = Math.max(box.left(), columns.bandStart(column));
            int right = Math.min(box.right() + 1, columns.bandStart(column + 1));
            if (top < bottom && left < right) {
                int[] contenders = contenders(candidates, row, column);
                decideRectangle(winners, from, contenders, left, top, right, bottom);
            }
        }
    }

    /** The candidates that may be largest somewhere between a cell and the next ones. */
    private int[] contenders(int[] candidates, int row, int column) {
        int nextRow = proposals.rows().next(row);
        int nextColumn = proposals.columns().next(column);
        float[] largest = new float[candidates.length];
        float bestSmallest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < candidates.length; i++) {
            float a = at(candidates[i], row, column);
            float b = at(candidates[i], row, nextColumn);
            float c = at(candidates[i], nextRow, column);
            float d = at(candidates[i], nextRow, nextColumn);
            largest[i] = Math.max(Math.max(a, b), Math.max(c, d));
            float smallest = Math.min(Math.min(a, b), Math.min(c, d));
            bestSmallest = Math.max(bestSmallest, smallest);
        }
        float bound = bestSmallest * (1 - ROUNDING);
        return IntStream.range(0, candidates.length)
                .filter(i -> largest[i] >= bound)
                .map(i -> candidates[i])
                .toArray();
    }

    private void decideRectangle(
            int[] winners, int from, int[] contenders, int left, int top, int right, int bottom) {
        int row = proposals.rows().cellOf(top);
        int nextRow = proposals.rows().next(row);
        int column = proposals.columns().cellOf(left);
        int nextColumn = proposals.columns().next(column);
        float[] atLeft = new float[contenders.length];
        float[] atRight = new float[contenders.length];
        for (int y = top; y < bottom; y++) {
            float down = proposals.rows().nextWeight(y);
            for (int i = 0; i < contenders.length; i++) {
                int k = contenders[i];
                atLeft[i] = between(at(k, row, column), at(k, nextRow, column), down);
                atRight[i] = between(at(k, row, nextColumn), at(k, nextRow, nextColumn), down);
            }
            for (int x = left; x < right; x++) {
                int pixel = y * proposals.width() + x;
                if (winners[pixel] == from) {
                    float across = proposals.columns().nextWeight(x);
                    winners[pixel] = contenders[largest(atLeft, atRight, across)];
                }
            }
        }
    }

    private float at(int proposal, int row, int column) {
        return proposals.atCell(proposal, row, column);
    }

    private static int largest(float[] atLeft, float[] atRight, float across) {
        int best = 0;
        float bestValue = between(atLeft[0], atRight[0], across);
        for (int i = 1; i < atLeft.length; i++) {
            float value = between(atLeft[i], atRight[i], across);
            if (value > bestValue) {
                best = i;
                bestValue = value;
            }
        }
        return best;
    }
}
