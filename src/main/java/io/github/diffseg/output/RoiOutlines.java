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
import ij.gui.ShapeRoi;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;

/** The outlines of ROIs with straight edges, such as those of labels. */
final class RoiOutlines {

    private RoiOutlines() {}

    /**
     * {@return the corners x, y of each outline in pixels of the image, outer ones and holes; the
     * first is not repeated at the end}
     */
    static List<List<double[]>> of(Roi roi) {
        boolean composite = roi instanceof ShapeRoi;
        Shape shape = composite ? ((ShapeRoi) roi).getShape() : roi.getPolygon();
        AffineTransform toImage =
                composite
                        ? AffineTransform.getTranslateInstance(roi.getXBase(), roi.getYBase())
                        : null;
        List<List<double[]>> outlines = new ArrayList<>();
        double[] point = new double[6];
        for (PathIterator path = shape.getPathIterator(toImage); !path.isDone(); path.next()) {
            int kind = path.currentSegment(point);
            if (kind == PathIterator.SEG_MOVETO) {
                outlines.add(new ArrayList<>());
            }
            if (kind != PathIterator.SEG_CLOSE) {
                outlines.get(outlines.size() - 1).add(new double[] {point[0], point[1]});
            }
        }
        outlines.forEach(RoiOutlines::removeRepeatedStart);
        outlines.removeIf(List::isEmpty);
        return outlines;
    }

    private static void removeRepeatedStart(List<double[]> outline) {
        int last = outline.size() - 1;
        if (last > 0
                && outline.get(0)[0] == outline.get(last)[0]
                && outline.get(0)[1] == outline.get(last)[1]) {
            outline.remove(last);
        }
    }
}
