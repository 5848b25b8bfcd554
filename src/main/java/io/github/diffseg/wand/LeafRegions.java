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

package io.github.diffseg.wand;

import ij.gui.Roi;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.output.MaskRois;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.ConnectedComponents;
import io.github.diffseg.segment.label.PixelAssignment;
import java.awt.Point;
import java.awt.Rectangle;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The connected regions (8-neighbourhood) of the leaves of a merge tree, and which of them touch:
 * what an outline at any granularity is put together of, without a look at the pixels in between.
 */
final class LeafRegions {

    private final int width;
    private final Point corner;
    private final int[] regionOfPixel;
    private final int[] leafOfRegion;
    private final Rectangle[] bounds;
    private final int[][] neighbours;

    /**
     * @param corner of the hierarchy's first pixel in the image
     */
    LeafRegions(SegmentationHierarchy hierarchy, Point corner, Progress progress) {
        this.corner = corner;
        width = hierarchy.width();
        PixelAssignment leaves =
                new PixelAssignment(
                        hierarchy.leafOfPixel(),
                        IntStream.range(0, hierarchy.tree().leaves()).toArray());
        PixelAssignment regions = ConnectedComponents.split(leaves, width, progress);
        regionOfPixel = regions.segmentOf();
        leafOfRegion = regions.proposalOf();
        bounds = bounds();
        neighbours = neighbours();
    }

    private Rectangle[] bounds() {
        Rectangle[] boxes = new Rectangle[leafOfRegion.length];
        for (int i = 0; i < regionOfPixel.length; i++) {
            int region = regionOfPixel[i];
            if (region != SegmentationHierarchy.OUTSIDE) {
                int x = i % width;
                int y = i / width;
                Rectangle box = boxes[region];
                if (box == null) {
                    boxes[region] = new Rectangle(x, y, 1, 1);
                } else if (!box.contains(x, y)) {
                    box.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return boxes;
    }

    private int[][] neighbours() {
        Set<Long> pairs = new HashSet<>();
        for (int i = 0; i < regionOfPixel.length; i++) {
            int x = i % width;
            addPair(pairs, i, x + 1 < width ? i + 1 : i);
            addPair(pairs, i, i + width);
            addPair(pairs, i, x > 0 ? i + width - 1 : i);
            addPair(pairs, i, x + 1 < width ? i + width + 1 : i);
        }
        IntStream.Builder[] lists = new IntStream.Builder[leafOfRegion.length];
        for (int region = 0; region < lists.length; region++) {
            lists[region] = IntStream.builder();
        }
        for (long pair : pairs) {
            int one = (int) (pair >>> Integer.SIZE);
            int other = (int) pair;
            lists[one].add(other);
            lists[other].add(one);
        }
        int[][] arrays = new int[lists.length][];
        for (int region = 0; region < lists.length; region++) {
            arrays[region] = lists[region].build().sorted().toArray();
        }
        return arrays;
    }

    private void addPair(Set<Long> pairs, int pixel, int other) {
        if (other >= regionOfPixel.length || regionOfPixel[pixel] == regionOfPixel[other]) {
            return;
        }
        int a = Math.min(regionOfPixel[pixel], regionOfPixel[other]);
        int b = Math.max(regionOfPixel[pixel], regionOfPixel[other]);
        if (a != SegmentationHierarchy.OUTSIDE) {
            pairs.add((long) a << Integer.SIZE | b);
        }
    }

    int count() {
        return leafOfRegion.length;
    }

    /** The region of a pixel, or {@link SegmentationHierarchy#OUTSIDE}. */
    int at(int x, int y) {
        return regionOfPixel[y * width + x];
    }

    int leafOf(int region) {
        return leafOfRegion[region];
    }

    /** The regions that touch one. */
    int[] neighboursOf(int region) {
        return neighbours[region];
    }

    /** The outline of some regions together, at least one, with its holes, in the image. */
    Roi outline(IntPredicate belongs) {
        boolean[] member = new boolean[count()];
        Rectangle box = null;
        for (int region = 0; region < member.length; region++) {
            member[region] = belongs.test(region);
            if (member[region]) {
                box = box == null ? bounds[region] : box.union(bounds[region]);
            }
        }
        byte[] mask = new byte[Math.multiplyExact(box.width, box.height)];
        for (int y = 0; y < box.height; y++) {
            for (int x = 0; x < box.width; x++) {
                int region = at(box.x + x, box.y + y);
                if (region != SegmentationHierarchy.OUTSIDE && member[region]) {
                    mask[y * box.width + x] = MaskRois.SELECTED;
                }
            }
        }
        box.translate(corner.x, corner.y);
        return MaskRois.of(mask, box);
    }
}
