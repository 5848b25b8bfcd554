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

import java.awt.Point;
import java.util.Optional;

/** Where to point at a segment when nobody has clicked it. */
public final class SegmentMiddle {

    private SegmentMiddle() {}

    /**
     * {@return the pixel of the segment that is nearest to its centre of mass, the first of
     * several; empty if it has no pixels}
     *
     * @param segment of the session's grouping
     */
    public static Optional<Point> of(ExploreSession session, int segment) {
        int width = session.hierarchy().width();
        int height = session.hierarchy().height();
        long sumX = 0;
        long sumY = 0;
        long area = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (session.segmentAt(x, y) == segment) {
                    sumX += x;
                    sumY += y;
                    area++;
                }
            }
        }
        Point nearest = null;
        double least = Double.POSITIVE_INFINITY;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = x - (double) sumX / area;
                double dy = y - (double) sumY / area;
                double distance = dx * dx + dy * dy;
                if (distance < least && session.segmentAt(x, y) == segment) {
                    least = distance;
                    nearest = new Point(x, y);
                }
            }
        }
        return Optional.ofNullable(nearest);
    }
}
