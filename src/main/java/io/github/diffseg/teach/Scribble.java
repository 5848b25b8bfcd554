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

package io.github.diffseg.teach;

import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.output.RoiLabels;
import java.awt.Point;
import java.util.stream.IntStream;

/**
 * What a user says of some pixels: that they are of a class.
 *
 * @param plane that they lie in
 * @param number of the class, from 1
 * @param pixels their indices, row by row, ascending; at least one
 */
public record Scribble(SeenPlane plane, int number, int[] pixels) {

    private static final int DRAWN = 255;

    /**
     * Takes the pixels that a ROI of any type covers: an area's, a line's with its width, points.
     *
     * @param plane that it was drawn on
     * @param number of the class, from 1
     * @param roi is not changed
     * @throws UserException if it has no pixel in the plane, or is a text or a picture
     */
    public static Scribble of(SeenPlane plane, int number, Roi roi) {
        if (RoiLabels.isAnnotation(roi)) {
            throw new UserException(
                    "Texts, pictures and scale bars mark no pixels; draw a selection");
        }
        ByteProcessor mask = new ByteProcessor(plane.width(), plane.height());
        mask.setValue(DRAWN);
        if (roi.isArea()) {
            mask.fill((Roi) roi.clone());
        } else if (roi instanceof PointRoi) {
            for (Point point : roi.getContainedPoints()) {
                mask.putPixel(point.x, point.y, DRAWN);
            }
        } else {
            mask.setLineWidth(Math.max(1, Math.round(roi.getStrokeWidth())));
            ((Roi) roi.clone()).drawPixels(mask);
        }
        byte[] drawn = (byte[]) mask.getPixels();
        int[] pixels = IntStream.range(0, drawn.length).filter(i -> drawn[i] != 0).toArray();
        if (pixels.length == 0) {
            throw new UserException("The selection has no pixel in the image; draw inside it");
        }
        return new Scribble(plane, number, pixels);
    }
}
