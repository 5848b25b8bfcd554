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
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.diffseg.files.Sha256;
import io.github.diffseg.vocabulary.SegmentClass;
import io.github.diffseg.vocabulary.SegmentFeature;
import io.github.diffseg.vocabulary.Vocabulary;
import io.github.diffseg.vocabulary.VocabularyFile;
import java.awt.Color;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The classes of the segments of one result, in the order of its table, and what they make of label
 * image, ROIs and table.
 */
public final class VocabularyClasses {

    /** The property of ROIs that names their class. */
    static final String ROI_CLASS = Provenance.KEY_PREFIX + "class";

    /** The column with the number of the class. */
    static final String NUMBER_COLUMN = "Class number";

    /** The column with the name of the class. */
    static final String NAME_COLUMN = SegmentTable.CLASS;

    private static final String TITLE_END = " - DiffSeg classes";
    private static final String NAMES = Provenance.KEY_PREFIX + "classes";
    private static final String FINGERPRINT = Provenance.KEY_PREFIX + "vocabulary_sha256";

    private final Vocabulary vocabulary;
    private final List<SegmentFeature> segments;
    private final int[] numbers;

    /**
     * Gives each segment its class.
     *
     * @param vocabulary of the classes
     * @param segments a row of the table each, in its order
     */
    public VocabularyClasses(Vocabulary vocabulary, List<SegmentFeature> segments) {
        this.vocabulary = vocabulary;
        this.segments = List.copyOf(segments);
        numbers = vocabulary.classesOf(segments);
    }

    /** {@return the classes that segments were put into} */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** {@return the segments, in the order of the table} */
    public List<SegmentFeature> segments() {
        return segments;
    }

    /**
     * {@return the class of a segment}
     *
     * @param row of the table, from 0
     */
    public SegmentClass of(int row) {
        return vocabulary.get(numbers[row]);
    }

    /**
     * Makes an image whose pixel values are the numbers of classes, 0 where there is no segment,
     * shown in the colours of the classes.
     *
     * @param labels the label image that the segments are of; not changed
     * @return a new image of 8 bits with its dimensions, calibration, slice labels and properties,
     *     that is not shown
     */
    public ImagePlus image(ImagePlus labels) {
        Map<Integer, Map<Integer, Integer>> classOfLabel = new HashMap<>();
        for (int row = 0; row < numbers.length; row++) {
            SegmentFeature segment = segments.get(row);
            classOfLabel
                    .computeIfAbsent(segment.plane(), plane -> new HashMap<>())
                    .put(segment.label(), numbers[row]);
        }
        ImageStack stack = new ImageStack(labels.getWidth(), labels.getHeight());
        for (int plane = 0; plane < labels.getStackSize(); plane++) {
            stack.addSlice(
                    labels.getStack().getSliceLabel(plane + 1),
                    classes(
                            labels.getStack().getProcessor(plane + 1),
                            classOfLabel.getOrDefault(plane, Map.of())));
        }
        ImagePlus image = new ImagePlus(title(labels), stack);
        image.setDimensions(1, labels.getNSlices(), labels.getNFrames());
        image.setOpenAsHyperStack(labels.getNSlices() > 1 && labels.getNFrames() > 1);
        image.setLut(lut());
        image.setCalibration(labels.getCalibration());
        Properties properties = labels.getImageProperties();
        if (properties != null) {
            properties.forEach((key, value) -> image.setProp(key.toString(), value.toString()));
        }
        image.setProp(NAMES, names());
        image.setProp(FINGERPRINT, fingerprint(vocabulary));
        return image;
    }

    /** {@return what tells a vocabulary from all others, names and colours included} */
    public static String fingerprint(Vocabulary vocabulary) {
        return Sha256.ofText(VocabularyFile.text(vocabulary));
    }

    private static ByteProcessor classes(ImageProcessor labels, Map<Integer, Integer> ofLabel) {
        byte[] pixels = new byte[labels.getWidth() * labels.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
            int label = Math.round(labels.getf(i));
            if (label > 0) {
                pixels[i] = (byte) (int) ofLabel.getOrDefault(label, 0);
            }
        }
        return new ByteProcessor(labels.getWidth(), labels.getHeight(), pixels);
    }

    private static String title(ImagePlus labels) {
        String title = labels.getTitle();
        String stem =
                title.endsWith(LabelImages.TITLE_END)
                        ? title.substring(0, title.length() - LabelImages.TITLE_END.length())
                        : ImageTitles.stem(title);
        return stem + TITLE_END;
    }

    private String names() {
        return vocabulary.classes().stream()
                .map(c -> c.number() + " " + c.name())
                .collect(Collectors.joining(", "));
    }

    private LUT lut() {
        byte[][] channels = new byte[3][256];
        for (SegmentClass c : vocabulary.classes()) {
            channels[0][c.number()] = (byte) (c.rgb() >> 16);
            channels[1][c.number()] = (byte) (c.rgb() >> 8);
            channels[2][c.number()] = (byte) c.rgb();
        }
        LUT lut = new LUT(channels[0], channels[1], channels[2]);
        lut.min = 0;
        lut.max = 255;
        return lut;
    }

    /**
     * Gives ROIs their class: the number is their group, its colour that of their outline, its name
     * a property and the end of their name.
     *
     * @param rois one for each segment, in the order of the table
     */
    public void mark(List<Roi> rois) {
        requireRows(rois.size(), "ROIs");
        for (int row = 0; row < numbers.length; row++) {
            Roi roi = rois.get(row);
            SegmentClass c = of(row);
            String before = roi.getProperty(ROI_CLASS);
            // The group first: it sets a colour of its own
            RoiGroups.assign(roi, c.number());
            roi.setStrokeColor(new Color(c.rgb()));
            roi.setProperty(ROI_CLASS, c.name());
            roi.setName(named(roi.getName(), before == null ? "" : before, c.name()));
        }
    }

    /** {@return the name of a segment with its class in place of the one that it had} */
    static String named(String name, String before, String now) {
        boolean hasClass = name.endsWith(suffix(before));
        String plain = hasClass ? name.substring(0, name.length() - suffix(before).length()) : name;
        return plain + suffix(now);
    }

    private static String suffix(String className) {
        return " (" + className + ")";
    }

    /**
     * Adds the columns Class number and Class, its name.
     *
     * @param table a row for each segment
     */
    public void addTo(ResultsTable table) {
        requireRows(table.size(), "rows of the table");
        for (int row = 0; row < numbers.length; row++) {
            table.setValue(NUMBER_COLUMN, row, numbers[row]);
            table.setValue(NAME_COLUMN, row, of(row).name());
        }
        if (numbers.length > 0) {
            table.setDecimalPlaces(table.getColumnIndex(NUMBER_COLUMN), 0);
        }
    }

    /** Results that were changed by others have other rows. */
    void requireRows(int count, String what) {
        if (count != numbers.length) {
            throw new IllegalArgumentException(
                    "There are " + count + " " + what + " for " + numbers.length + " segments");
        }
    }

    /** {@return how many segments each class has here, of class k at k − 1} */
    public int[] counts() {
        int[] counts = new int[vocabulary.classes().size()];
        Arrays.stream(numbers).forEach(number -> counts[number - 1]++);
        return counts;
    }
}
