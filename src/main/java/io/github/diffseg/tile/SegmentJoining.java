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

package io.github.diffseg.tile;

import io.github.diffseg.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Decides which segments of tiles are one, in three steps: those that are the same in the overlap
 * of two tiles; those that lie in one segment of the pass over the whole and are alike in their
 * features; and those that meet between two cores where neither tile sees a border, if they lie in
 * one segment of the whole. Every order is fixed, and so is the result.
 */
final class SegmentJoining {

    /** Intersection over union, within the overlap, from which two segments are the same. */
    private static final double SAME = 0.5;

    /** Cosine of mean features from which what lies in one segment of the whole is the same. */
    private static final double ALIKE = 0.97;

    private final List<TileSegment> segments;
    private final List<Overlap> overlaps;
    private final Groups groups;

    /**
     * @param segments of all tiles
     * @param overlaps of these
     */
    SegmentJoining(List<TileSegment> segments, List<Overlap> overlaps) {
        this.segments = segments;
        this.overlaps = overlaps;
        groups = new Groups(segments.size());
    }

    /** {@return the group of each segment} */
    int[] groups(Progress progress) {
        for (Overlap overlap : overlaps) {
            if (overlap.likeness() >= SAME) {
                groups.join(overlap.first(), overlap.second());
            }
        }
        progress.checkCancelled();
        joinAlike(progress);
        joinUnseen();
        return IntStream.range(0, segments.size()).map(groups::of).toArray();
    }

    /** In each segment of the whole, the largest first: each joins the most alike one before it. */
    private void joinAlike(Progress progress) {
        Map<Integer, List<JoinedSegments>> ofWhole = new TreeMap<>();
        JoinedSegments.of(segments, groups).values().stream()
                .filter(joined -> joined.whole() > 0)
                .sorted(Comparator.comparingDouble(joined -> -joined.area()))
                .forEach(
                        joined ->
                                ofWhole.computeIfAbsent(joined.whole(), w -> new ArrayList<>())
                                        .add(joined));
        for (List<JoinedSegments> candidates : ofWhole.values()) {
            List<JoinedSegments> apart = new ArrayList<>();
            for (JoinedSegments candidate : candidates) {
                progress.checkCancelled();
                JoinedSegments most = null;
                double likeness = ALIKE;
                for (JoinedSegments other : apart) {
                    double here = candidate.likeness(other);
                    if (here >= likeness) {
                        likeness = here;
                        most = other;
                    }
                }
                if (most == null) {
                    apart.add(candidate);
                } else {
                    groups.join(most.first(), candidate.first());
                }
            }
        }
    }

    /** What meets another along half or more of all lines between cores is a part of it. */
    private void joinUnseen() {
        Map<Integer, JoinedSegments> joined = JoinedSegments.of(segments, groups);
        Map<Integer, Map<Integer, Integer>> meetings = new TreeMap<>();
        for (Overlap overlap : overlaps) {
            int first = groups.of(overlap.first());
            int second = groups.of(overlap.second());
            if (overlap.unseen() > 0) {
                meet(meetings, first, second, overlap.unseen());
                if (first != second) {
                    meet(meetings, second, first, overlap.unseen());
                }
            }
        }
        meetings.forEach(
                (group, lengths) -> {
                    int all = lengths.values().stream().mapToInt(Integer::intValue).sum();
                    lengths.forEach(
                            (other, length) -> {
                                if (2 * length >= all
                                        && joined.get(group).whole() == joined.get(other).whole()) {
                                    groups.join(group, other);
                                }
                            });
                });
    }

    private static void meet(
            Map<Integer, Map<Integer, Integer>> meetings, int group, int other, int length) {
        meetings.computeIfAbsent(group, g -> new TreeMap<>()).merge(other, length, Integer::sum);
    }
}
