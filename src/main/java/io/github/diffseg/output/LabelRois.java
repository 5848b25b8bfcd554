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
import io.github.diffseg.segment.label.SegmentClasses;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes one ROI for each label, with its holes and all its parts. */
public final class LabelRois {

    /** What the names of all ROIs begin with. */
    public static final String NAME_PREFIX = "DiffSeg ";

    private LabelRois() {}

    /**
     * Traces the labels. Each ROI covers exactly the pixels of its label; it is named {@code
     * DiffSeg 001…} so that names sort, has the label as its group up to ImageJ's limit of 255 and
     * no group above, and its stroke has the label's colour. It belongs to no particular plane of a
     * stack.
     *
     * @param labels the label image
     * @return a ROI for each label that has pixels, by label
     */
    public static List<Roi> of(LabelMap labels) {
        return of(labels, Optional.empty());
    }

    /**
     * As {@link #of(LabelMap)}, with the name of its class behind each ROI's: {@code DiffSeg 001
     * cell}.
     *
     * @param labels the label image
     * @param classes of these labels, if they have any
     * @return a ROI for each label that has pixels, by label
     */
    public static List<Roi> of(LabelMap labels, Optional<SegmentClasses> classes) {
        int digits = Math.max(3, Integer.toString(labels.count()).length());
        Rectangle[] bounds = LabelBounds.of(labels);
        List<Roi> rois = new ArrayList<>(labels.count());
        for (int label = 1; label <= labels.count(); label++) {
            if (bounds[label] != null) {
                Roi roi = trace(labels, label, bounds[label]);
                // The group first: it sets a colour of its own
                RoiGroups.assign(roi, label);
                roi.setStrokeColor(LabelColors.of(label));
                // Digits that are the same in all countries
                String number = String.format(Locale.ROOT, "%0" + digits + "d", label);
                String name = label(classes, label);
                roi.setName(NAME_PREFIX + number + name);
                rois.add(roi);
            }
        }
        return rois;
    }

    private static String label(Optional<SegmentClasses> classes, int label) {
        return classes.map(c -> " " + c.nameOf(label)).orElse("").stripTrailing();
    }

    private static Roi trace(LabelMap labels, int label, Rectangle box) {
        byte[] selected = new byte[Math.multiplyExact(box.width, box.height)];
        for (int y = 0; y < box.height; y++) {
            int row = (box.y + y) * labels.width() + box.x;
            for (int x = 0; x < box.width; x++) {
                if (labels.labels()[row + x] == label) {
                    selected[y * box.width + x] = MaskRois.SELECTED;
                }
            }
        }
        return MaskRois.of(selected, box);
    }
}
