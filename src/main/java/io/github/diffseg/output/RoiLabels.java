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

import ij.gui.ImageRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.ImageProcessor;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.segment.label.LabelMap;
import java.awt.Rectangle;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes labels of ROIs: the way back from {@link LabelRois}. */
public final class RoiLabels {

    private static final Pattern LABEL_NAME =
            Pattern.compile(Pattern.quote(LabelRois.NAME_PREFIX) + "(\\d{1,7})( .*)?");

    private static final Pattern ANNOTATION_NAME = Pattern.compile("\\|[^|]+\\|");

    private RoiLabels() {}

    /**
     * Paints ROIs, later ones over earlier ones. A ROI that is named {@code DiffSeg 007}, with or
     * without the name of its image behind it, gets the label 7, so that unchanged ROIs of a label
     * image give that image back; any other ROI, and one whose label is taken, gets the next label
     * that none has by its name.
     *
     * @param rois areas; what lies outside the image is cut off
     * @param width of the image in pixels
     * @param height of the image in pixels
     * @return labels up to the largest that was given; some may have no pixels, and they need not
     *     be sorted by area
     * @throws UserException if a ROI is no area, such as a line or text; the message names it
     */
    public static LabelMap of(List<Roi> rois, int width, int height) {
        int[] labels = new int[Math.multiplyExact(width, height)];
        int[] numbers = numbers(rois);
        int largest = 0;
        for (int i = 0; i < numbers.length; i++) {
            paint(rois.get(i), numbers[i], labels, width, height);
            largest = Math.max(largest, numbers[i]);
        }
        return new LabelMap(width, height, labels, largest);
    }

    /**
     * {@return whether that ROI is written or drawn over the image rather than around something in
     * it: text, a picture, or what ImageJ makes itself, such as scale bars, whose names stand
     * between bars}
     */
    public static boolean isAnnotation(Roi roi) {
        return roi instanceof TextRoi
                || roi instanceof ImageRoi
                || roi.getName() != null && ANNOTATION_NAME.matcher(roi.getName()).matches();
    }

    private static int[] numbers(List<Roi> rois) {
        int[] numbers = new int[rois.size()];
        BitSet taken = new BitSet();
        taken.set(0);
        for (int i = 0; i < numbers.length; i++) {
            Roi roi = rois.get(i);
            Matcher matcher = LABEL_NAME.matcher(roi.getName() == null ? "" : roi.getName());
            if (matcher.matches() && !taken.get(Integer.parseInt(matcher.group(1)))) {
                numbers[i] = Integer.parseInt(matcher.group(1));
                taken.set(numbers[i]);
            }
        }
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == 0) {
                numbers[i] = taken.nextClearBit(1);
                taken.set(numbers[i]);
            }
        }
        return numbers;
    }

    private static void paint(Roi roi, int label, int[] labels, int width, int height) {
        // ImageJ counts text and pictures as rectangles
        if (!roi.isArea() || isAnnotation(roi)) {
            throw new UserException(
                    "The ROI "
                            + (roi.getName() == null
                                    ? "without a name"
                                    : "\"" + roi.getName() + '"')
                            + " is no area ("
                            + roi.getTypeAsString().toLowerCase(Locale.ROOT)
                            + "); only areas can become labels: remove it or make it an area");
        }
        Rectangle bounds = roi.getBounds();
        Rectangle inside = bounds.intersection(new Rectangle(width, height));
        ImageProcessor mask = roi.getMask();
        for (int y = inside.y; y < inside.y + inside.height; y++) {
            for (int x = inside.x; x < inside.x + inside.width; x++) {
                if (mask == null || mask.get(x - bounds.x, y - bounds.y) != 0) {
                    labels[y * width + x] = label;
                }
            }
        }
    }
}
