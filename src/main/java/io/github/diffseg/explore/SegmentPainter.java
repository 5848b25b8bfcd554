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

import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.tree.Grouping;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Paints segments to be laid over a picture: translucent colours, and outlines of a white line
 * between two dark ones, which show on bright and on dark pictures alike. Selected segments are
 * denser and have a broad yellow line within their outline: a whole one for the first, a dashed one
 * for the second. Lines are as broad in each view.
 */
public final class SegmentPainter {

    /** In place of a segment: nothing is selected. */
    public static final int NONE = -1;

    private static final int TINT = 0x66000000;
    private static final int SELECTED_TINT = 0xa0000000;
    private static final int LIGHT_LINE = 0xe6ffffff;
    private static final int DARK_LINE = 0x96000000;
    private static final int SELECTED_LINE = 0xffffe600;
    private static final int SELECTED_EDGE = 0xff000000;
    private static final int SELECTED_BREADTH = 2;
    private static final int DASH = 6;
    private static final int CLEAR = 0;

    private final LeafRanks ranks;

    /**
     * Paints the segments of a tree.
     *
     * @param hierarchy whose leaves keep their colours through all granularities
     */
    public SegmentPainter(SegmentationHierarchy hierarchy) {
        ranks = new LeafRanks(hierarchy.tree());
    }

    /**
     * {@return {@link BufferedImage#TYPE_INT_ARGB} of the size of the view}
     *
     * @param hierarchy of this painter, perhaps with other borders
     * @param grouping of its leaves
     * @param palette of the segments
     * @param first selected segment, or {@link #NONE}
     * @param second selected segment, or {@link #NONE}
     * @param view of the plane
     */
    public BufferedImage paint(
            SegmentationHierarchy hierarchy,
            Grouping grouping,
            Palette palette,
            int first,
            int second,
            View view) {
        int[] rankOf = ranks.ofGroups(grouping);
        int[] colours = new int[rankOf.length];
        Arrays.setAll(colours, segment -> palette.rgb(rankOf[segment]));
        BufferedImage picture = picture(view);
        new Painting(segments(hierarchy, grouping, view), view, first, second, argb(picture))
                .paint(colours);
        return picture;
    }

    /**
     * Paints labels that no tree made.
     *
     * @param labels of the plane
     * @param palette of the labels
     * @param view of the plane
     * @return as {@link #paint(SegmentationHierarchy, Grouping, Palette, int, int, View)}
     */
    public BufferedImage paint(LabelMap labels, Palette palette, View view) {
        int[] segments = sample(view, (x, y) -> labels.labels()[y * labels.width() + x] - 1);
        int[] colours = new int[labels.count()];
        Arrays.setAll(colours, palette::rgb);
        BufferedImage picture = picture(view);
        new Painting(segments, view, NONE, NONE, argb(picture)).paint(colours);
        return picture;
    }

    /**
     * Draws the outline of a selected segment over another picture.
     *
     * @param onto {@link BufferedImage#TYPE_INT_ARGB} of the size of the view
     */
    public void outline(
            SegmentationHierarchy hierarchy,
            Grouping grouping,
            int segment,
            View view,
            BufferedImage onto) {
        new Painting(segments(hierarchy, grouping, view), view, segment, NONE, argb(onto))
                .paintSelection();
    }

    private static int[] segments(SegmentationHierarchy hierarchy, Grouping grouping, View view) {
        return sample(
                view,
                (x, y) -> {
                    int leaf = hierarchy.leafAt(x, y);
                    return leaf == SegmentationHierarchy.OUTSIDE ? NONE : grouping.groupOf(leaf);
                });
    }

    private interface Pixels {
        int at(int x, int y);
    }

    private static int[] sample(View view, Pixels pixels) {
        int[] sampled = new int[view.width() * view.height()];
        IntStream.range(0, view.height())
                .parallel()
                .forEach(
                        y -> {
                            for (int x = 0; x < view.width(); x++) {
                                sampled[y * view.width() + x] =
                                        pixels.at(view.columns()[x], view.rows()[y]);
                            }
                        });
        return sampled;
    }

    private static BufferedImage picture(View view) {
        return new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_ARGB);
    }

    private static int[] argb(BufferedImage picture) {
        return ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    }

    /** Pixels of a view, by segment, that are being painted. */
    private static final class Painting {

        private final int[] segments;
        private final View view;
        private final int first;
        private final int second;
        private final int[] argb;
        private final boolean[] line;

        Painting(int[] segments, View view, int first, int second, int[] argb) {
            this.segments = segments;
            this.view = view;
            this.first = first;
            this.second = second;
            this.argb = argb;
            line = new boolean[segments.length];
            forEach(
                    (x, y) ->
                            line[y * view.width() + x] =
                                    differs(x, y, x + 1, y) || differs(x, y, x, y + 1));
        }

        void paint(int[] colours) {
            forEach(
                    (x, y) -> {
                        int i = y * view.width() + x;
                        int selection = selection(x, y);
                        argb[i] = selection != CLEAR ? selection : colour(colours, x, y);
                    });
        }

        void paintSelection() {
            forEach(
                    (x, y) -> {
                        int selection = selection(x, y);
                        if (selection != CLEAR) {
                            argb[y * view.width() + x] = selection;
                        }
                    });
        }

        private void forEach(PixelAction action) {
            IntStream.range(0, view.height())
                    .parallel()
                    .forEach(
                            y -> {
                                for (int x = 0; x < view.width(); x++) {
                                    action.at(x, y);
                                }
                            });
        }

        /** The colour of a selected segment's own line, or clear. */
        private int selection(int x, int y) {
            int segment = segments[y * view.width() + x];
            if (segment == NONE || segment != first && segment != second) {
                return CLEAR;
            }
            int distance = 1;
            while (distance <= SELECTED_BREADTH + 1 && !isNearBorder(x, y, distance)) {
                distance++;
            }
            if (distance > SELECTED_BREADTH + 1) {
                return CLEAR;
            }
            boolean gap = segment != first && Math.floorMod((x + y) / DASH, 2) == 1;
            return gap || distance > SELECTED_BREADTH ? SELECTED_EDGE : SELECTED_LINE;
        }

        private boolean isNearBorder(int x, int y, int distance) {
            return differs(x, y, x - distance, y)
                    || differs(x, y, x + distance, y)
                    || differs(x, y, x, y - distance)
                    || differs(x, y, x, y + distance);
        }

        private int colour(int[] colours, int x, int y) {
            if (isLine(x, y)) {
                return LIGHT_LINE;
            }
            if (isLine(x - 1, y) || isLine(x + 1, y) || isLine(x, y - 1) || isLine(x, y + 1)) {
                return DARK_LINE;
            }
            int segment = segments[y * view.width() + x];
            if (segment == NONE) {
                return CLEAR;
            }
            boolean selected = segment == first || segment == second;
            return (selected ? SELECTED_TINT : TINT) | colours[segment];
        }

        private boolean isLine(int x, int y) {
            return contains(x, y) && line[y * view.width() + x];
        }

        /** Whether two pixels are of different segments; not if one is not in the view. */
        private boolean differs(int x, int y, int otherX, int otherY) {
            return contains(x, y)
                    && contains(otherX, otherY)
                    && segments[y * view.width() + x] != segments[otherY * view.width() + otherX];
        }

        private boolean contains(int x, int y) {
            return x >= 0 && y >= 0 && x < view.width() && y < view.height();
        }
    }

    private interface PixelAction {
        void at(int x, int y);
    }
}
