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
import io.github.diffseg.segment.SegmentationSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The final numbers of all parts: labels 1…K by decreasing area, equal areas in the order of their
 * first parts.
 *
 * @param labelOfPart the label of each part, 0 of one without pixels
 * @param segments of label i + 1 at i
 */
record LabelNumbering(int[] labelOfPart, List<TiledSegment> segments) {

    /**
     * Makes segments of parts.
     *
     * @param parts of the cores
     * @param segments of the tiles
     * @param groupOf the group of each segment of the tiles
     * @param settings of which the minimum area counts, and whether connected parts count each
     */
    static LabelNumbering of(
            CoreParts parts,
            List<TileSegment> segments,
            int[] groupOf,
            SegmentationSettings settings,
            Progress progress) {
        List<CoreParts.Part> all = parts.parts();
        Groups groups = new Groups(all.size());
        if (settings.splits()) {
            for (PartContact contact : parts.contacts()) {
                int first = groupOf[all.get(contact.first()).segment()];
                if (first == groupOf[all.get(contact.second()).segment()]) {
                    groups.join(contact.first(), contact.second());
                }
            }
        } else {
            int[] firstOfGroup = new int[groupOf.length];
            Arrays.fill(firstOfGroup, -1);
            for (int part = 0; part < all.size(); part++) {
                int group = groupOf[all.get(part).segment()];
                if (all.get(part).area() > 0) {
                    firstOfGroup[group] = firstOfGroup[group] < 0 ? part : firstOfGroup[group];
                    groups.join(firstOfGroup[group], part);
                }
            }
        }
        progress.checkCancelled();
        TiledSegment[] measured = new TiledSegment[all.size()];
        for (int part = 0; part < measured.length; part++) {
            CoreParts.Part of = all.get(part);
            if (of.area() > 0) {
                TiledSegment own =
                        new TiledSegment(
                                of.area(),
                                of.left(),
                                of.top(),
                                of.right(),
                                of.bottom(),
                                segments.get(of.segment()).confidence());
                int group = groups.of(part);
                measured[group] = measured[group] == null ? own : measured[group].plus(own);
            }
        }
        if (settings.minimumArea() > 1) {
            new SmallSegments(measured, groups, parts.contacts(), settings.minimumArea())
                    .giveAway(progress);
        }
        return numbered(groups, measured);
    }

    private static LabelNumbering numbered(Groups groups, TiledSegment[] measured) {
        int[] order =
                IntStream.range(0, measured.length)
                        .filter(group -> measured[group] != null)
                        .boxed()
                        .sorted(Comparator.comparingLong(group -> -measured[group].area()))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] labelOfGroup = new int[measured.length];
        List<TiledSegment> segments = new ArrayList<>(order.length);
        for (int group : order) {
            segments.add(measured[group]);
            labelOfGroup[group] = segments.size();
        }
        int[] labelOfPart =
                IntStream.range(0, measured.length)
                        .map(part -> labelOfGroup[groups.of(part)])
                        .toArray();
        return new LabelNumbering(labelOfPart, segments);
    }
}
