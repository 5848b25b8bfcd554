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

import ij.gui.Roi;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ROIs as simple polygons with holes, as geometry libraries want them. */
final class RoiPolygons {

    private record Ring(List<double[]> corners, Path2D path, double area) {

        static Ring of(List<double[]> corners) {
            Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
            double area = 0;
            for (int i = 0; i < corners.size(); i++) {
                double[] from = corners.get(i);
                double[] to = corners.get((i + 1) % corners.size());
                area += from[0] * to[1] - to[0] * from[1];
                if (i == 0) {
                    path.moveTo(from[0], from[1]);
                } else {
                    path.lineTo(from[0], from[1]);
                }
            }
            path.closePath();
            return new Ring(corners, path, Math.abs(area) / 2);
        }

        /** In the first pixel of the ring: half a pixel from its topmost, then leftmost corner. */
        double[] inside() {
            double[] corner =
                    corners.stream()
                            .min(
                                    Comparator.<double[]>comparingDouble(c -> c[1])
                                            .thenComparingDouble(c -> c[0]))
                            .orElseThrow();
            return new double[] {corner[0] + 0.5, corner[1] + 0.5};
        }

        boolean contains(Ring other) {
            double[] point = other.inside();
            return area > other.area && path.contains(point[0], point[1]);
        }
    }

    private RoiPolygons() {}

    /**
     * {@return polygons: each the corners of its outer ring, then those of its holes, the first not
     * repeated at the end. No ring touches itself.}
     *
     * @param roi that covers whole pixels
     */
    static List<List<List<double[]>>> of(Roi roi) {
        List<Ring> rings = new ArrayList<>();
        for (List<double[]> outline : RoiOutlines.of(roi)) {
            simple(outline).forEach(ring -> rings.add(Ring.of(ring)));
        }
        Map<Ring, List<List<double[]>>> polygons = new HashMap<>();
        List<List<List<double[]>>> inOrder = new ArrayList<>();
        List<Ring> holes = new ArrayList<>();
        for (Ring ring : rings) {
            // Inside an odd number of others is inside a hole's edge
            if (rings.stream().filter(other -> other.contains(ring)).count() % 2 == 1) {
                holes.add(ring);
            } else {
                List<List<double[]>> polygon = new ArrayList<>(List.of(ring.corners()));
                polygons.put(ring, polygon);
                inOrder.add(polygon);
            }
        }
        for (Ring hole : holes) {
            polygons.keySet().stream()
                    .filter(outer -> outer.contains(hole))
                    .min(Comparator.comparingDouble(Ring::area))
                    .ifPresent(outer -> polygons.get(outer).add(hole.corners()));
        }
        return inOrder;
    }

    /** Cuts an outline where it meets itself, as at pixels that touch by a corner. */
    private static List<List<double[]>> simple(List<double[]> outline) {
        List<List<double[]>> rings = new ArrayList<>();
        List<double[]> open = new ArrayList<>();
        Map<List<Double>, Integer> places = new HashMap<>();
        for (double[] corner : outline) {
            Integer met = places.get(List.of(corner[0], corner[1]));
            if (met != null) {
                List<double[]> loop = open.subList(met, open.size());
                rings.add(new ArrayList<>(loop));
                loop.forEach(c -> places.remove(List.of(c[0], c[1])));
                loop.clear();
            }
            places.put(List.of(corner[0], corner[1]), open.size());
            open.add(corner);
        }
        rings.add(open);
        return rings;
    }
}
