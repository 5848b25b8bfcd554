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

import com.google.gson.JsonObject;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.Opener;
import io.github.diffseg.files.ShallowJsonReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts classes into the files of a result that was written before classes were known. A file that
 * has classes gets the new ones in their place.
 */
public final class ClassedFiles {

    private static final String COLUMNS =
            "," + VocabularyClasses.NUMBER_COLUMN + "," + VocabularyClasses.NAME_COLUMN;

    private final VocabularyClasses classes;

    /**
     * Prepares for the files of one result.
     *
     * @param classes of its segments
     */
    public ClassedFiles(VocabularyClasses classes) {
        this.classes = classes;
    }

    /**
     * Opens a label image.
     *
     * @param file that {@link ResultFiles#writeLabels} wrote
     * @throws IOException if it is no image
     */
    public static ImagePlus openLabels(Path file) throws IOException {
        ImagePlus labels = new Opener().openTiff(file.getParent().toString(), name(file));
        if (labels == null) {
            throw new IOException(file + " cannot be read: it is no TIFF image");
        }
        return labels;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** Writes the image of classes of a label image. */
    public void image(Path labels, Path file) throws IOException {
        ResultFiles.encodeTiff(classes.image(openLabels(labels)), file);
    }

    /** Writes the same ROIs, marked as {@link VocabularyClasses#mark} does. */
    public void rois(Path from, Path file) throws IOException {
        List<Roi> rois = RoiSets.read(from);
        classes.mark(rois);
        RoiSets.encode(file, rois);
    }

    /** Writes the same table with the columns of {@link VocabularyClasses#addTo}. */
    public void table(Path from, Path file) throws IOException {
        List<String> lines = Files.readAllLines(from);
        List<String> classed = new ArrayList<>(lines.size());
        if (!lines.isEmpty()) {
            classes.requireRows(lines.size() - 1, "rows of the table");
            String head = lines.get(0);
            if (head.endsWith(COLUMNS)) {
                head = head.substring(0, head.length() - COLUMNS.length());
            }
            int columns = head.split(",", -1).length;
            classed.add(head + COLUMNS);
            for (int row = 0; row < lines.size() - 1; row++) {
                classed.add(
                        begin(lines.get(row + 1), columns)
                                + ","
                                + classes.of(row).number()
                                + ","
                                + quoted(classes.of(row).name()));
            }
        }
        Files.write(file, classed);
    }

    /** The first columns, which are numbers. */
    private static String begin(String line, int columns) {
        int end = -1;
        for (int column = 0; column < columns && end < line.length(); column++) {
            int comma = line.indexOf(',', end + 1);
            end = comma < 0 ? line.length() : comma;
        }
        return line.substring(0, end);
    }

    /** As ImageJ writes it. */
    private static String quoted(String text) {
        return text.contains(",") ? "\"" + text + "\"" : text;
    }

    /** Writes the same outlines for QuPath, classified. */
    public void geoJson(Path from, Path file) throws IOException {
        GeoJson.classify(read(from), file, classes);
    }

    /** Writes the same data set with the classes as categories. */
    public void coco(Path from, Path file) throws IOException {
        CocoDataset.classify(read(from), file, classes);
    }

    /** Writes the same polygons with the number of the class less 1, as trainers count. */
    public void yolo(Path from, Path file) throws IOException {
        List<String> lines = Files.readAllLines(from);
        classes.requireRows(lines.size(), "polygons");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int row = 0; row < lines.size(); row++) {
                String line = lines.get(row);
                out.write(classes.of(row).number() - 1 + line.substring(line.indexOf(' ')) + "\n");
            }
        }
    }

    private static JsonObject read(Path file) throws IOException {
        try (ShallowJsonReader in = new ShallowJsonReader(Files.newBufferedReader(file))) {
            return in.readObject();
        }
    }
}
