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
import io.github.diffseg.segment.label.LabelMap;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Segments in YOLO's segmentation format: a line for each, class 0 and the corners of one polygon
 * as fractions of the image's width and height. A segment of several parts or with holes is one
 * polygon too, with bridges of no width between its outlines; filling it by the even-odd rule gives
 * exactly the segment's pixels. Programs that paint a polygon's border as well (such as OpenCV's
 * fillPoly) make segments up to a pixel wider, and paint the bridges.
 */
public final class YoloPolygons {

    private static final String CLASS = "0";

    private YoloPolygons() {}

    /**
     * Writes a line for each segment, with all its outlines joined into one polygon.
     *
     * @param file replaced if it exists; empty if there is no segment
     * @param labels the segments
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, LabelMap labels) throws IOException {
        List<Roi> rois = LabelRois.of(labels);
        try (Writer out = Files.newBufferedWriter(file)) {
            for (Roi roi : rois) {
                out.write(line(OutlineBridges.join(RoiOutlines.of(roi)), labels));
            }
        }
    }

    private static String line(List<double[]> polygon, LabelMap labels) {
        StringBuilder line = new StringBuilder(CLASS);
        for (double[] corner : polygon) {
            line.append(
                    String.format(
                            Locale.ROOT,
                            " %.6f %.6f",
                            corner[0] / labels.width(),
                            corner[1] / labels.height()));
        }
        return line.append('\n').toString();
    }
}
