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

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.vocabulary.SegmentClass;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Segments as GeoJSON, in the form that QuPath reads and writes (since 0.4): a FeatureCollection of
 * annotations in pixels of the image, each a Polygon or MultiPolygon with its holes, with name,
 * colour, classification and measurements, and with the plane it is on as a member of the geometry.
 */
public final class GeoJson {

    /** What segments are that have no class. */
    static final String CLASS = "segment";

    /**
     * Other programs begin without the generator, and drop it when they write such a file again.
     */
    private static final String BEGIN =
            "{\"type\":\"FeatureCollection\",\"generator\":\"DiffSeg for Fiji\",\"features\":[";

    private GeoJson() {}

    /**
     * Where a segment is, counted from 0 as QuPath counts.
     *
     * @param c channel; -1 for all
     * @param z slice
     * @param t frame
     */
    public record Plane(int c, int z, int t) {}

    /**
     * Writes outlines with their measurements.
     *
     * @param file replaced if it exists
     * @param rois outlines, in pixels
     * @param planes of the outlines, one for each
     * @param table a row for each outline; its numbers are the measurements
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, List<Roi> rois, List<Plane> planes, ResultsTable table)
            throws IOException {
        if (rois.size() != table.size() || rois.size() != planes.size()) {
            throw new IllegalArgumentException(
                    "There are "
                            + rois.size()
                            + " outlines, "
                            + planes.size()
                            + " planes and "
                            + table.size()
                            + " rows");
        }
        List<JsonElement> features = new ArrayList<>();
        for (int i = 0; i < rois.size(); i++) {
            features.add(feature(rois.get(i), planes.get(i), table, i));
        }
        write(file, features);
    }

    /** Writes a file of before with the classes of its segments. */
    static void classify(JsonObject before, Path file, VocabularyClasses classes)
            throws IOException {
        List<JsonElement> features = before.getAsJsonArray("features").asList();
        classes.requireRows(features.size(), "outlines");
        for (int i = 0; i < features.size(); i++) {
            SegmentClass c = classes.of(i);
            JsonObject properties = features.get(i).getAsJsonObject().getAsJsonObject("properties");
            Color color = new Color(c.rgb());
            String name = properties.get("name").getAsString();
            properties.addProperty(
                    "name",
                    VocabularyClasses.named(
                            name,
                            properties.getAsJsonObject("classification").get("name").getAsString(),
                            c.name()));
            properties.add("color", rgb(color));
            properties.add("classification", classification(c.name(), color));
            properties
                    .getAsJsonObject("measurements")
                    .addProperty(VocabularyClasses.NUMBER_COLUMN, c.number());
        }
        write(file, features);
    }

    private static void write(Path file, List<JsonElement> features) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(BEGIN);
            for (int i = 0; i < features.size(); i++) {
                out.write((i == 0 ? "\n" : ",\n") + features.get(i));
            }
            out.write("]}\n");
        }
    }

    /**
     * Refuses to replace a file of others.
     *
     * @param file where outlines shall be written
     * @throws IOException if it is there and no GeoJSON of DiffSeg; the message is one sentence
     *     that names it
     */
    public static void checkOwn(Path file) throws IOException {
        if (Files.exists(file)) {
            byte[] begin;
            try (InputStream in = Files.newInputStream(file)) {
                begin = in.readNBytes(BEGIN.length());
            } catch (IOException e) {
                throw new IOException(
                        file
                                + " is there already and cannot be read: "
                                + FileReason.of(e)
                                + "; choose another name, or move it away",
                        e);
            }
            if (!new String(begin, StandardCharsets.UTF_8).equals(BEGIN)) {
                throw new IOException(
                        file
                                + " is there already and is no GeoJSON file of DiffSeg; choose"
                                + " another name, or move that file away");
            }
        }
    }

    private static JsonObject feature(Roi roi, Plane plane, ResultsTable table, int row) {
        JsonObject feature = new JsonObject();
        feature.addProperty("type", "Feature");
        feature.add("geometry", geometry(roi, plane));
        JsonObject properties = new JsonObject();
        properties.addProperty("objectType", "annotation");
        properties.addProperty("name", roi.getName());
        properties.add("color", rgb(roi.getStrokeColor()));
        String className = roi.getProperty(VocabularyClasses.ROI_CLASS);
        properties.add(
                "classification",
                className == null
                        ? named(table, row)
                        : classification(className, roi.getStrokeColor()));
        JsonObject measurements = new JsonObject();
        for (String column : table.getHeadings()) {
            // JSON has no word for what is no number
            if (!column.equals(SegmentTable.CLASS)
                    && Double.isFinite(table.getValue(column, row))) {
                // As in the table: further digits depend on the number of threads
                measurements.addProperty(column, new BigDecimal(table.getStringValue(column, row)));
            }
        }
        properties.add("measurements", measurements);
        feature.add("properties", properties);
        return feature;
    }

    private static JsonObject classification(String name, Color color) {
        JsonObject classification = new JsonObject();
        classification.addProperty("name", name);
        classification.add("color", rgb(color));
        return classification;
    }

    private static JsonObject named(ResultsTable table, int row) {
        String name = table.columnExists(SegmentTable.CLASS) ? nameIn(table, row) : CLASS;
        return classification(name, LabelColors.of(colour(name, table)));
    }

    private static String nameIn(ResultsTable table, int row) {
        String name = table.getStringValue(SegmentTable.CLASS, row);
        return name.isEmpty() ? CLASS : name;
    }

    /** The same in all files with the same classes; 1 for the first, or where there are none. */
    private static int colour(String name, ResultsTable table) {
        List<String> columns =
                Arrays.stream(table.getHeadings())
                        .filter(column -> column.startsWith(SegmentTable.STRENGTH))
                        .toList();
        return Math.max(0, columns.indexOf(SegmentTable.STRENGTH + name)) + 1;
    }

    private static JsonObject geometry(Roi roi, Plane plane) {
        JsonArray polygons = new JsonArray();
        for (List<List<double[]>> polygon : RoiPolygons.of(roi)) {
            JsonArray rings = new JsonArray();
            polygon.forEach(ring -> rings.add(ring(ring)));
            polygons.add(rings);
        }
        JsonObject geometry = new JsonObject();
        boolean single = polygons.size() == 1;
        geometry.addProperty("type", single ? "Polygon" : "MultiPolygon");
        geometry.add("coordinates", single ? polygons.get(0) : polygons);
        JsonObject place = new JsonObject();
        place.addProperty("c", plane.c());
        place.addProperty("z", plane.z());
        place.addProperty("t", plane.t());
        geometry.add("plane", place);
        return geometry;
    }

    /** Closed: the first corner is the last too. */
    private static JsonArray ring(List<double[]> corners) {
        JsonArray ring = new JsonArray();
        corners.forEach(corner -> ring.add(point(corner)));
        ring.add(point(corners.get(0)));
        return ring;
    }

    private static JsonArray point(double[] corner) {
        JsonArray point = new JsonArray();
        for (double coordinate : corner) {
            if (coordinate == Math.rint(coordinate)) {
                point.add((long) coordinate);
            } else {
                point.add(coordinate);
            }
        }
        return point;
    }

    private static JsonArray rgb(Color color) {
        JsonArray rgb = new JsonArray();
        rgb.add(color.getRed());
        rgb.add(color.getGreen());
        rgb.add(color.getBlue());
        return rgb;
    }
}
