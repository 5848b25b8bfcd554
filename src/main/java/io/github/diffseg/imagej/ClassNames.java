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

package io.github.diffseg.imagej;

import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.github.diffseg.classify.SegmentClasses;
import io.github.diffseg.output.LabelRois;
import java.util.List;

/** Tells of segments which class they are of. */
public final class ClassNames {

    /** The column of tables. */
    public static final String COLUMN = "Class";

    private ClassNames() {}

    /**
     * Adds the column.
     *
     * @param table with a column of labels
     * @param from the first row to be told of
     * @param classes of the labels in these rows
     */
    public static void addTo(ResultsTable table, int from, SegmentClasses classes) {
        for (int row = from; row < table.size(); row++) {
            int label = (int) table.getValue("Label", row);
            table.setValue(COLUMN, row, classes.nameOf(label));
        }
    }

    /**
     * Adds the class to names, and makes it the group and the colour.
     *
     * @param rois in the order of the labels that have pixels
     * @param labels of the ROIs
     * @param classes of the labels
     */
    static void addTo(List<Roi> rois, int[] labels, SegmentClasses classes) {
        for (int i = 0; i < labels.length; i++) {
            LabelRois.assignClass(
                    rois.get(i), classes.numberOf(labels[i]), classes.nameOf(labels[i]));
        }
    }
}
