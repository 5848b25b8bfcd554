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

package io.github.diffseg.explore.window;

import io.github.diffseg.Attention;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.attention.AttentionMap;
import io.github.diffseg.explore.ExploreSession;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.HeatMap;
import io.github.diffseg.explore.Layer;
import io.github.diffseg.explore.LevelMark;
import io.github.diffseg.explore.Palette;
import io.github.diffseg.explore.SegmentMiddle;
import io.github.diffseg.explore.SegmentPainter;
import io.github.diffseg.explore.View;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.tree.Grouping;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A plane being explored: its session, the pixels that were clicked, and what it looks like. */
final class ExploredPlane implements AutoCloseable {

    private static final String HINT = "Click a segment (N: next); shift-click a second one.";

    private final ExploreSource source;
    private final ExploreSession session;
    private final SegmentPainter painter;
    private Point first;
    private Point second;
    private LabelMap paperLabels;

    /**
     * What is to be seen.
     *
     * @param palette of the segments
     * @param paper whether the paper's merging is shown in place of the tree
     * @param attention whether attention is shown in place of segments
     * @param resolution of the attention, or {@link Attention#ALL_RESOLUTIONS}
     */
    record Look(Palette palette, boolean paper, boolean attention, int resolution) {}

    /**
     * Begins with nothing clicked.
     *
     * @param source closed with this
     * @param session of the source's tree
     */
    ExploredPlane(ExploreSource source, ExploreSession session) {
        this.source = source;
        this.session = session;
        painter = new SegmentPainter(session.hierarchy());
    }

    ExploreSource source() {
        return source;
    }

    ExploreSession session() {
        return session;
    }

    /** Positions of the slider that are worth a look. */
    List<LevelMark> marks() {
        return session.marks(source.startingGranularity());
    }

    /** Shows segments merged as in the paper; null while there are none. */
    void setPaperLabels(LabelMap labels) {
        paperLabels = labels;
    }

    void click(int x, int y, boolean isSecond) {
        if (isSecond && first != null) {
            second = new Point(x, y);
        } else {
            first = new Point(x, y);
            second = null;
        }
    }

    /** Selects the segment after the one that is selected, as a click on its middle would. */
    void selectNext(boolean isSecond) {
        int count = session.grouping().count();
        int from = isSecond && second != null ? second() : first();
        for (int step = 1; step <= count; step++) {
            int next = Math.floorMod(from + step, count);
            Optional<Point> middle =
                    isSecond && next == first()
                            ? Optional.empty()
                            : SegmentMiddle.of(session, next);
            if (middle.isPresent()) {
                click(middle.get().x, middle.get().y, isSecond);
                return;
            }
        }
    }

    /** The segment that was clicked first, or {@link Grouping#DELETED}. */
    int first() {
        return segmentAt(first);
    }

    /** The segment that was clicked second, or {@link Grouping#DELETED}. */
    int second() {
        return segmentAt(second);
    }

    boolean canMerge() {
        return first() != Grouping.DELETED && second() != Grouping.DELETED && first() != second();
    }

    boolean canDelete() {
        return first() != Grouping.DELETED && (second == null || second() == first());
    }

    boolean canSplit() {
        return canDelete() && session.canSplit(first());
    }

    /** What is selected, in words. */
    String selection() {
        if (first == null) {
            return HINT;
        }
        if (second != null) {
            return session.likeness(first.x, first.y, second.x, second.y);
        }
        if (first() == Grouping.DELETED) {
            return "No segment here.";
        }
        return canSplit()
                ? "Segment selected; shift-click another to compare."
                : "Segment selected; it is one of the finest.";
    }

    /** The number of segments that are seen. */
    int count(Look look) {
        return look.paper() && paperLabels != null ? paperLabels.count() : session.count();
    }

    /** What it looks like now; stays as it is when anything changes later. */
    Layer layer(Look look) {
        SegmentationHierarchy hierarchy = session.hierarchy();
        Grouping grouping = session.grouping();
        List<Point> marks = Stream.of(first, second).filter(Objects::nonNull).toList();
        int one = first();
        int other = second();
        Rectangle crop = source.attention().workingSize().crop();
        if (look.attention() && first != null && crop.contains(first)) {
            AttentionMap map = source.attention().mapAt(first.x, first.y, look.resolution());
            return new PlaneLayer(
                    marks,
                    view -> {
                        BufferedImage heat = HeatMap.paint(map, crop, view);
                        painter.outline(hierarchy, grouping, one, view, heat);
                        return heat;
                    });
        }
        if (look.paper() && paperLabels != null) {
            LabelMap labels = paperLabels;
            return new PlaneLayer(marks, view -> painter.paint(labels, look.palette(), view));
        }
        return new PlaneLayer(
                marks,
                view -> painter.paint(hierarchy, grouping, look.palette(), one, other, view));
    }

    private record PlaneLayer(List<Point> marks, Function<View, BufferedImage> painting)
            implements Layer {

        @Override
        public BufferedImage paint(View view) {
            return painting.apply(view);
        }
    }

    private int segmentAt(Point point) {
        return point == null ? Grouping.DELETED : session.segmentAt(point.x, point.y);
    }

    @Override
    public void close() {
        source.close();
    }
}
