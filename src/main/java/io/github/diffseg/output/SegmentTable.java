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

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.SegmentClasses;
import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;

/** Makes the table of segments: a row for each label. */
public final class SegmentTable {

    private static final int MINIMUM_DECIMALS = 3;
    private static final int MAXIMUM_DECIMALS = 9;

    /** The column with the names of classes. */
    static final String CLASS = "Class";

    /** What the names of columns begin with that say how much a segment is of a class. */
    static final String STRENGTH = "Strength ";

    private SegmentTable() {}

    /** {@return the title of the window of an image's table} */
    public static String title(ImagePlus input) {
        return ImageTitles.stem(input.getTitle()) + " - DiffSeg segments";
    }

    /**
     * Measures all segments in one pass. The columns are ImageJ's, lengths and areas in the input's
     * units: Label, Area, Pixels (the area in pixels), X and Y (centroid), BX, BY, Width and Height
     * (bounding box), Mean (of the current plane's calibrated values, for RGB of their luminance;
     * NaN pixels are left out, and a segment of NaN pixels alone has the mean NaN), Confidence,
     * Threshold (of the merging, the same in each row). Where segments have classes there are also
     * Class (its name) and, if it is known, Strength of each class by its name.
     *
     * @param labels of the size of the input; labels without pixels get no row
     * @param confidence {@code [K]}, of label k at k - 1: the mean share of the winning proposal,
     *     in [0, 1]
     * @param threshold at which the segments were merged; NaN where none were, which leaves the
     *     column out
     * @param classes of the labels, if they have any
     * @param input the image that was segmented, at the plane that was segmented
     * @throws IllegalArgumentException if the sizes differ
     */
    public static ResultsTable of(
            LabelMap labels,
            float[] confidence,
            double threshold,
            Optional<SegmentClasses> classes,
            ImagePlus input) {
        ResultsTable table = new ResultsTable();
        table.showRowNumbers(false);
        append(table, null, labels, confidence, threshold, classes, input, List.of());
        setDecimals(table, input.getCalibration());
        return table;
    }

    /**
     * As the whole, of segments without classes.
     *
     * @param labels of the size of the input; labels without pixels get no row
     * @param confidence {@code [K]}, of label k at k - 1
     * @param threshold at which the segments were merged
     * @param input the image that was segmented, at the plane that was segmented
     */
    public static ResultsTable of(
            LabelMap labels, float[] confidence, double threshold, ImagePlus input) {
        return of(labels, confidence, threshold, Optional.empty(), input);
    }

    /**
     * A table of many planes, to be filled by {@link #append}.
     *
     * @return a table without rows
     */
    public static ResultsTable ofPlanes() {
        ResultsTable table = new ResultsTable();
        table.showRowNumbers(false);
        return table;
    }

    /**
     * Measures the segments of a plane, and adds them to those of others. Beside the columns of
     * {@link #of} there are Ch, Slice and Frame (from 1; Ch 0: several channels) and, of an image
     * with several channels, Mean C1 and so on, the mean of each of them in its calibrated values.
     *
     * @param table of planes
     * @param place {channel, slice, frame} of the plane
     * @param labels of the size of the plane; labels without pixels get no row
     * @param confidence {@code [K]}, of label k at k - 1
     * @param threshold at which the segments were merged; NaN where none were
     * @param classes of the labels, if they have any
     * @param input the plane as it was segmented
     * @param channels of the plane; one, or none, gives no column
     */
    public static void append(
            ResultsTable table,
            int[] place,
            LabelMap labels,
            float[] confidence,
            double threshold,
            Optional<SegmentClasses> classes,
            ImagePlus input,
            List<ImageProcessor> channels) {
        LabelImages.requireSameSize(labels, input);
        if (confidence.length != labels.count()) {
            throw new IllegalArgumentException(
                    "There are "
                            + confidence.length
                            + " confidences for "
                            + labels.count()
                            + " labels");
        }
        Sums sums = new Sums(labels, input.getProcessor());
        Rectangle[] bounds = LabelBounds.of(labels);
        Calibration units = input.getCalibration();
        double[][] means = channels.size() > 1 ? means(labels, channels) : new double[0][];
        for (int label = 1; label <= labels.count(); label++) {
            if (bounds[label] != null) {
                table.incrementCounter();
                table.addValue("Label", label);
                if (place != null) {
                    table.addValue("Ch", place[0]);
                    table.addValue("Slice", place[1]);
                    table.addValue("Frame", place[2]);
                }
                addRow(table, label, sums, bounds[label], units, input.getHeight());
                for (int c = 0; c < means.length; c++) {
                    table.addValue("Mean C" + (c + 1), means[c][label]);
                }
                table.addValue("Confidence", confidence[label - 1]);
                if (!Double.isNaN(threshold)) {
                    table.addValue("Threshold", threshold);
                }
                addClass(table, classes, label);
            }
        }
    }

    private static void addClass(ResultsTable table, Optional<SegmentClasses> classes, int label) {
        if (classes.isEmpty()) {
            return;
        }
        table.addValue(CLASS, classes.get().nameOf(label));
        if (classes.get().hasStrength()) {
            List<String> names = classes.get().names();
            for (int c = 0; c < names.size(); c++) {
                table.addValue(STRENGTH + names.get(c), classes.get().strength()[label - 1][c]);
            }
        }
    }

    private static double[][] means(LabelMap labels, List<ImageProcessor> channels) {
        double[][] means = new double[channels.size()][];
        for (int c = 0; c < means.length; c++) {
            Sums sums = new Sums(labels, channels.get(c));
            means[c] = new double[labels.count() + 1];
            for (int label = 1; label <= labels.count(); label++) {
                means[c][label] = sums.value[label] / sums.values[label];
            }
        }
        return means;
    }

    private static void addRow(
            ResultsTable table,
            int label,
            Sums sums,
            Rectangle box,
            Calibration units,
            int imageHeight) {
        long pixels = sums.pixels[label];
        // The centre of pixel (0, 0) lies at (1/2, 1/2)
        double x = sums.x[label] / (double) pixels + 0.5;
        double y = sums.y[label] / (double) pixels + 0.5;
        table.addValue("Area", pixels * units.pixelWidth * units.pixelHeight);
        table.addValue("Pixels", pixels);
        table.addValue("X", units.getX(x));
        table.addValue("Y", units.getY(y, imageHeight));
        table.addValue("BX", units.getX(box.x));
        table.addValue("BY", units.getY(box.y, imageHeight));
        table.addValue("Width", box.width * units.pixelWidth);
        table.addValue("Height", box.height * units.pixelHeight);
        table.addValue("Mean", sums.value[label] / sums.values[label]);
    }

    /**
     * Enough decimals that a thousandth of a pixel shows, for example with metres as unit.
     *
     * @param units of the image
     */
    public static void setDecimals(ResultsTable table, Calibration units) {
        if (table.size() == 0) {
            return;
        }
        double pixel = Math.min(units.pixelWidth, units.pixelHeight);
        for (String column : new String[] {"X", "Y", "BX", "BY", "Width", "Height"}) {
            table.setDecimalPlaces(table.getColumnIndex(column), decimals(pixel));
        }
        double area = units.pixelWidth * units.pixelHeight;
        table.setDecimalPlaces(table.getColumnIndex("Area"), decimals(area));
        for (String column : new String[] {"Confidence", "Threshold"}) {
            if (table.columnExists(column)) {
                table.setDecimalPlaces(table.getColumnIndex(column), MINIMUM_DECIMALS + 1);
            }
        }
    }

    /** Negative: ImageJ's sign for scientific notation. */
    private static int decimals(double smallest) {
        int decimals = MINIMUM_DECIMALS + Math.max(0, (int) Math.ceil(-Math.log10(smallest)));
        return decimals <= MAXIMUM_DECIMALS ? decimals : -MAXIMUM_DECIMALS;
    }

    /** {@code [K + 1]} sums over the pixels of each label. */
    private static final class Sums {
        private final long[] pixels;
        private final long[] x;
        private final long[] y;
        private final double[] value;
        private final long[] values;

        private Sums(LabelMap labels, ImageProcessor plane) {
            int size = labels.count() + 1;
            pixels = new long[size];
            x = new long[size];
            y = new long[size];
            value = new double[size];
            values = new long[size];
            int i = 0;
            for (int row = 0; row < labels.height(); row++) {
                for (int column = 0; column < labels.width(); column++) {
                    int label = labels.labels()[i++];
                    float intensity = plane.getPixelValue(column, row);
                    pixels[label]++;
                    x[label] += column;
                    y[label] += row;
                    if (!Float.isNaN(intensity)) {
                        value[label] += intensity;
                        values[label]++;
                    }
                }
            }
        }
    }
}
