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

package io.github.diffseg.segment.touching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.geometry.euclidean.twod.Vector2D;
import org.apache.commons.math3.geometry.euclidean.twod.hull.MonotoneChain;

/**
 * How much of its convex hull each piece fills: near 1 for what is round, straight or angular, less
 * for what is bent, branched or has holes.
 */
final class ConvexFill {

    private static final double TOLERANCE = 1e-9;
    private static final int NONE = -1;

    private final List<List<Vector2D>> corners = new ArrayList<>();
    private final int[] rows;
    private final int[] firsts;
    private final int[] lasts;
    private final long[] areas;

    private ConvexFill(int pieces) {
        for (int piece = 0; piece < pieces; piece++) {
            corners.add(new ArrayList<>());
        }
        rows = new int[pieces];
        Arrays.fill(rows, NONE);
        firsts = new int[pieces];
        lasts = new int[pieces];
        areas = new long[pieces];
    }

    /**
     * The area of each piece over that of its convex hull, with the pixels as squares.
     *
     * @param pieceOf {@code [height · width]} 0…pieces−1, or below 0 for none
     * @param width of the plane
     * @param pieces how many there are, each with a pixel
     * @return {@code [pieces]}, in (0, 1]
     */
    static double[] of(int[] pieceOf, int width, int pieces) {
        ConvexFill fill = new ConvexFill(pieces);
        for (int pixel = 0; pixel < pieceOf.length; pixel++) {
            if (pieceOf[pixel] >= 0) {
                fill.add(pieceOf[pixel], pixel % width, pixel / width);
            }
        }
        double[] shares = new double[pieces];
        for (int piece = 0; piece < pieces; piece++) {
            fill.endRow(piece);
            shares[piece] = fill.areas[piece] / hullArea(fill.corners.get(piece));
        }
        return shares;
    }

    private void add(int piece, int x, int y) {
        if (rows[piece] != y) {
            endRow(piece);
            rows[piece] = y;
            firsts[piece] = x;
        }
        lasts[piece] = x;
        areas[piece]++;
    }

    /** Only the ends of a row can be corners of the hull. */
    private void endRow(int piece) {
        if (rows[piece] == NONE) {
            return;
        }
        for (int y = rows[piece]; y <= rows[piece] + 1; y++) {
            corners.get(piece).add(new Vector2D(firsts[piece], y));
            corners.get(piece).add(new Vector2D(lasts[piece] + 1, y));
        }
    }

    private static double hullArea(List<Vector2D> points) {
        Vector2D[] hull = new MonotoneChain(false, TOLERANCE).generate(points).getVertices();
        double twice = 0;
        for (int i = 0; i < hull.length; i++) {
            Vector2D next = hull[(i + 1) % hull.length];
            twice += hull[i].getX() * next.getY() - next.getX() * hull[i].getY();
        }
        return Math.abs(twice) / 2;
    }
}
