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

package io.github.diffseg.explore;

import io.github.diffseg.model.SettingRange;
import io.github.diffseg.segment.tree.ShortDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The positions of the granularity slider: one for each different cut of a merge tree, from the
 * finest to one segment. Each has a number that is short to write, cuts the tree just there, and
 * lies in the range that commands take.
 */
public final class GranularitySteps {

    private final double[] levels;
    private final double[] granularities;

    /**
     * Gives each height at which segments join a position of its own.
     *
     * @param heights of the tree's joints, ascending, each once. What joins below {@link
     *     SettingRange#THRESHOLD} is joined at all positions, as no granularity parts it; what
     *     joins only from {@link SettingRange#THRESHOLD} on, at none.
     */
    public GranularitySteps(double[] heights) {
        levels =
                Arrays.stream(heights)
                        .filter(height -> height >= SettingRange.THRESHOLD.least())
                        .filter(height -> height < SettingRange.THRESHOLD.most())
                        .toArray();
        granularities = new double[levels.length + 1];
        for (int position = 0; position <= levels.length; position++) {
            double above = position == 0 ? 0 : levels[position - 1];
            double upTo =
                    position == levels.length
                            ? Math.min(2 * above + 1, SettingRange.THRESHOLD.most())
                            : levels[position];
            granularities[position] = ShortDecimal.between(above, upTo);
        }
    }

    /** {@return the number of positions, at least 1} */
    public int count() {
        return granularities.length;
    }

    /**
     * {@return the granularity there}
     *
     * @param position 0, the finest, … {@link #count()} − 1, the coarsest
     */
    public double at(int position) {
        return granularities[position];
    }

    /** {@return the position whose cut is that of a granularity} */
    public int positionOf(double granularity) {
        int position = 0;
        while (position < levels.length && levels[position] < granularity) {
            position++;
        }
        return position;
    }

    /**
     * The position whose cut stays the same for longest, as a ratio of granularities.
     *
     * @param from the first position; the finest is never taken, as it has no end
     * @param to the first position that is not taken; the coarsest never is
     * @return empty if there is none between them
     */
    OptionalInt longestBetween(int from, int to) {
        return IntStream.range(Math.max(1, from), Math.min(levels.length, to))
                .boxed()
                .max(Comparator.comparingDouble(i -> levels[i] / levels[i - 1]))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
