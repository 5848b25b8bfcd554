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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What several segments of tiles are together, once they are known to be one. */
final class JoinedSegments {

    private final int first;
    private double area;
    private double[] features;

    /** The area in each segment of the pass over the whole, 0 for none. */
    private final Map<Integer, Double> areas = new TreeMap<>();

    private JoinedSegments(int first) {
        this.first = first;
    }

    /** {@return all of them, by the first of their segments} */
    static Map<Integer, JoinedSegments> of(List<TileSegment> segments, Groups groups) {
        Map<Integer, JoinedSegments> joined = new TreeMap<>();
        for (int i = 0; i < segments.size(); i++) {
            joined.computeIfAbsent(groups.of(i), JoinedSegments::new).add(segments.get(i));
        }
        return joined;
    }

    private void add(TileSegment segment) {
        area += segment.area();
        areas.merge(segment.whole(), segment.area() * (double) segment.shareOfWhole(), Double::sum);
        float[] own = segment.features();
        if (own != null) {
            features = features == null ? new double[own.length] : features;
            for (int i = 0; i < own.length; i++) {
                features[i] += segment.area() * (double) own[i];
            }
        }
    }

    int first() {
        return first;
    }

    double area() {
        return area;
    }

    /** {@return the segment of the whole that half or more of them lies in; 0 if there is none} */
    int whole() {
        for (Map.Entry<Integer, Double> entry : areas.entrySet()) {
            if (2 * entry.getValue() >= area) {
                return entry.getKey();
            }
        }
        return 0;
    }

    /** {@return the cosine of both mean features; 0 where one has none} */
    double likeness(JoinedSegments other) {
        if (features == null || other.features == null) {
            return 0;
        }
        double product = 0;
        double square = 0;
        double otherSquare = 0;
        for (int i = 0; i < features.length; i++) {
            product += features[i] * other.features[i];
            square += features[i] * features[i];
            otherSquare += other.features[i] * other.features[i];
        }
        return square == 0 || otherSquare == 0 ? 0 : product / Math.sqrt(square * otherSquare);
    }
}
