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

import io.github.diffseg.SegmentTree;
import io.github.diffseg.segment.Grouping;
import io.github.diffseg.segment.LabelMap;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Paints segments to be laid over a picture: translucent colours, and outlines of a white line
 * between two dark ones, which show on bright and on dark pictures alike.
 */
public final class SegmentPainter {

    /** In place of a segment: nothing is selected. */
    public static final int NONE = -1;

    private static final int TINT = 0x66000000;
    private static final int SELECTED_TINT = 0xb0000000;
    private static final int LIGHT_LINE = 0xe6ffffff;
    private static final int DARK_LINE = 0x96000000;
    private static final int CLEAR = 0;

    private final LeafRanks ranks;
    private final int width;
    private final int height;

    /**
     * @param tree whose leaves keep their colours through all granularities
     */
    public SegmentPainter(SegmentTree tree) {
        ranks = new LeafRanks(tree.tree());
        width = tree.width();
        height = tree.height();
    }

    /**
     * @param tree of this painter, perhaps with other borders
     * @param grouping of its leaves
     * @param palette of the segments
     * @param first selected segment, or {@link #NONE}
     * @param second selected segment, or {@link #NONE}
     * @return {@link BufferedImage#TYPE_INT_ARGB} of the size of the tree
     */
    public BufferedImage paint(
            SegmentTree tree, Grouping grouping, Palette palette, int first, int second) {
        int[] rankOf = ranks.ofGroups(grouping);
        int[] segments = new int[tree.leafOfPixel().length];
        for (int i = 0; i < segments.length; i++) {
            int leaf = tree.leafOfPixel()[i];
            segments[i] = leaf == SegmentTree.OUTSIDE ? NONE : grouping.groupOf(leaf);
        }
        int[] colours = new int[rankOf.length];
        Arrays.setAll(colours, segment -> palette.rgb(rankOf[segment]));
        return paint(segments, colours, first, second);
    }

    /**
     * @param labels of the size of the tree
     * @param palette of the labels
     * @return as {@link #paint(SegmentTree, Grouping, Palette, int, int)}
     */
    public BufferedImage paint(LabelMap labels, Palette palette) {
        int[] segments = new int[labels.labels().length];
        Arrays.setAll(segments, i -> labels.labels()[i] - 1);
        int[] colours = new int[labels.count()];
        Arrays.setAll(colours, palette::rgb);
        return paint(segments, colours, NONE, NONE);
    }

    /**
     * Draws the outline of one segment, where there is no other picture of segments.
     *
     * @param onto {@link BufferedImage#TYPE_INT_ARGB} of the size of the tree
     */
    public void outline(SegmentTree tree, Grouping grouping, int segment, BufferedImage onto) {
        int[] argb = ((DataBufferInt) onto.getRaster().getDataBuffer()).getData();
        int[] inside = new int[tree.leafOfPixel().length];
        for (int i = 0; i < inside.length; i++) {
            int leaf = tree.leafOfPixel()[i];
            inside[i] = leaf != SegmentTree.OUTSIDE && grouping.groupOf(leaf) == segment ? 1 : 0;
        }
        for (int i = 0; i < inside.length; i++) {
            if (isLine(inside, i, i / width)) {
                argb[i] = LIGHT_LINE;
            }
        }
    }

    private BufferedImage paint(int[] segments, int[] colours, int first, int second) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] argb = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        boolean[] line = new boolean[segments.length];
        IntStream.range(0, height)
                .parallel()
                .forEach(
                        y -> {
                            for (int i = y * width; i < (y + 1) * width; i++) {
                                line[i] = isLine(segments, i, y);
                            }
                        });
        IntStream.range(0, height)
                .parallel()
                .forEach(
                        y -> {
                            for (int i = y * width; i < (y + 1) * width; i++) {
                                argb[i] = colour(segments, colours, line, i, y, first, second);
                            }
                        });
        return picture;
    }

    private int colour(
            int[] segments, int[] colours, boolean[] line, int i, int y, int first, int second) {
        if (line[i]) {
            return LIGHT_LINE;
        }
        int x = i - y * width;
        boolean beside =
                x > 0 && line[i - 1]
                        || x + 1 < width && line[i + 1]
                        || y > 0 && line[i - width]
                        || y + 1 < height && line[i + width];
        if (beside) {
            return DARK_LINE;
        }
        int segment = segments[i];
        if (segment == NONE) {
            return CLEAR;
        }
        boolean selected = segment == first || segment == second;
        return (selected ? SELECTED_TINT : TINT) | colours[segment];
    }

    private boolean isLine(int[] segments, int i, int y) {
        boolean right = i + 1 < (y + 1) * width && segments[i] != segments[i + 1];
        boolean below = y + 1 < height && segments[i] != segments[i + width];
        return right || below;
    }
}
