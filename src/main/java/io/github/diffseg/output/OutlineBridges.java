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

package io.github.diffseg.output;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins outlines into one polygon: bridges of no width lead from outline to outline and back, so
 * that filling by the even-odd rule gives what filling all outlines gives. The bridges are a
 * shortest tree between the outlines' corners (Prim's algorithm), since programs that paint a
 * polygon's border paint bridges too.
 */
final class OutlineBridges {

    private final List<List<double[]>> outlines;
    private final Rectangle2D[] bounds;
    private final double[] distance;

    /** For each outline, the corner in the polygon where its bridge begins, and its own corner. */
    private final Corner[] from;

    private final int[] to;

    private OutlineBridges(List<List<double[]>> outlines) {
        this.outlines = outlines;
        bounds = outlines.stream().map(OutlineBridges::bounds).toArray(Rectangle2D[]::new);
        distance = new double[outlines.size()];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        from = new Corner[outlines.size()];
        to = new int[outlines.size()];
    }

    /** A corner of the polygon, which is a chain of them. */
    private static final class Corner {
        private final double[] place;
        private Corner next;

        private Corner(double[] place) {
            this.place = place;
        }
    }

    /**
     * {@return corners of one polygon, the first not repeated at the end}
     *
     * @param outlines corners x, y of at least one outline, the first not repeated at the end
     */
    static List<double[]> join(List<List<double[]>> outlines) {
        return new OutlineBridges(outlines).polygon();
    }

    private List<double[]> polygon() {
        boolean[] joined = new boolean[outlines.size()];
        List<Corner> first = chain(outlines.get(0), 0);
        joined[0] = true;
        approach(0, first, joined);
        for (int count = 1; count < joined.length; count++) {
            int nearest = nearest(joined);
            List<Corner> corners = chain(outlines.get(nearest), to[nearest]);
            insert(corners, from[nearest]);
            joined[nearest] = true;
            approach(nearest, corners, joined);
        }
        List<double[]> polygon = new ArrayList<>();
        for (Corner corner = first.get(0); corner != null; corner = corner.next) {
            polygon.add(corner.place);
        }
        return polygon;
    }

    private int nearest(boolean[] joined) {
        int nearest = -1;
        for (int i = 0; i < joined.length; i++) {
            if (!joined[i] && (nearest < 0 || distance[i] < distance[nearest])) {
                nearest = i;
            }
        }
        return nearest;
    }

    /** There over the bridge, once around, and back. */
    private static void insert(List<Corner> corners, Corner bridge) {
        Corner around = new Corner(corners.get(0).place);
        Corner back = new Corner(bridge.place);
        back.next = bridge.next;
        around.next = back;
        corners.get(corners.size() - 1).next = around;
        bridge.next = corners.get(0);
    }

    /** Bridges from the outline that was joined last, where they are shorter. */
    private void approach(int last, List<Corner> corners, boolean[] joined) {
        for (int i = 0; i < joined.length; i++) {
            if (!joined[i] && gap(bounds[last], bounds[i]) < distance[i]) {
                approach(corners, i);
            }
        }
    }

    private void approach(List<Corner> corners, int outline) {
        List<double[]> places = outlines.get(outline);
        for (Corner corner : corners) {
            for (int k = 0; k < places.size(); k++) {
                double dx = corner.place[0] - places.get(k)[0];
                double dy = corner.place[1] - places.get(k)[1];
                double squared = dx * dx + dy * dy;
                if (squared < distance[outline]) {
                    distance[outline] = squared;
                    from[outline] = corner;
                    to[outline] = k;
                }
            }
        }
    }

    private static List<Corner> chain(List<double[]> outline, int start) {
        List<Corner> corners = new ArrayList<>(outline.size());
        for (int k = 0; k < outline.size(); k++) {
            Corner corner = new Corner(outline.get((start + k) % outline.size()));
            if (k > 0) {
                corners.get(k - 1).next = corner;
            }
            corners.add(corner);
        }
        return corners;
    }

    private static Rectangle2D bounds(List<double[]> outline) {
        Rectangle2D box = new Rectangle2D.Double(outline.get(0)[0], outline.get(0)[1], 0, 0);
        outline.forEach(place -> box.add(place[0], place[1]));
        return box;
    }

    /** The squared distance of two boxes: no two points in them are nearer. */
    private static double gap(Rectangle2D a, Rectangle2D b) {
        double dx = Math.max(0, Math.max(a.getMinX() - b.getMaxX(), b.getMinX() - a.getMaxX()));
        double dy = Math.max(0, Math.max(a.getMinY() - b.getMaxY(), b.getMinY() - a.getMaxY()));
        return dx * dx + dy * dy;
    }
}
