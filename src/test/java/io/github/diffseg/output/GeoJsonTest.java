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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import io.github.diffseg.segment.label.LabelMap;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments as QuPath reads them. */
class GeoJsonTest {

    @TempDir private Path folder;

    /** A ring with an island in it, whose hole and edge meet at corners. */
    private static final String[] NESTED = {
        "........",
        ".11111..",
        ".1...1..",
        ".1.1.1..",
        ".1..1.1.",
        ".11111..",
        "..2.....",
        ".2.2....",
    };

    @Test
    void aFeatureIsAnAnnotationWithItsMeasurements() throws IOException {
        JsonObject json = write(labels(NESTED), new GeoJson.Plane(-1, 2, 3));
        assertEquals("FeatureCollection", json.get("type").getAsString());
        JsonArray features = json.getAsJsonArray("features");
        assertEquals(2, features.size());
        JsonObject feature = features.get(0).getAsJsonObject();
        assertEquals("Feature", feature.get("type").getAsString());
        JsonObject plane = feature.getAsJsonObject("geometry").getAsJsonObject("plane");
        assertEquals("{\"c\":-1,\"z\":2,\"t\":3}", plane.toString());
        JsonObject properties = feature.getAsJsonObject("properties");
        assertEquals("annotation", properties.get("objectType").getAsString());
        assertEquals("DiffSeg 001", properties.get("name").getAsString());
        assertEquals(3, properties.getAsJsonArray("color").size());
        JsonObject classification = properties.getAsJsonObject("classification");
        assertEquals("segment", classification.get("name").getAsString());
        assertEquals(3, classification.getAsJsonArray("color").size());
        JsonObject measurements = properties.getAsJsonObject("measurements");
        assertEquals(18, measurements.get("Pixels").getAsDouble());
        assertEquals(0.75, measurements.get("Confidence").getAsDouble());
        assertFalse(measurements.has("Mean"), "NaN, which JSON has no word for");
    }

    /** Filled by the rules of GeoJSON, the polygons cover the pixels of the labels, no others. */
    @Test
    void polygonsWithHolesCoverTheirPixels() throws IOException {
        requireCovered(labels(NESTED));
        for (int seed = 0; seed < 20; seed++) {
            requireCovered(RandomLabels.of(31, 23, 5, 3, seed));
        }
    }

    private void requireCovered(LabelMap labels) throws IOException {
        JsonArray features = write(labels, new GeoJson.Plane(-1, 0, 0)).getAsJsonArray("features");
        int[] covered = new int[labels.labels().length];
        for (JsonElement element : features) {
            JsonObject feature = element.getAsJsonObject();
            int label =
                    feature.getAsJsonObject("properties")
                            .getAsJsonObject("measurements")
                            .get("Label")
                            .getAsInt();
            JsonObject geometry = feature.getAsJsonObject("geometry");
            JsonArray coordinates = geometry.getAsJsonArray("coordinates");
            if (geometry.get("type").getAsString().equals("Polygon")) {
                fill(coordinates, labels, label, covered);
            } else {
                assertEquals("MultiPolygon", geometry.get("type").getAsString());
                assertTrue(coordinates.size() > 1);
                coordinates.forEach(
                        polygon -> fill(polygon.getAsJsonArray(), labels, label, covered));
            }
        }
        for (int i = 0; i < covered.length; i++) {
            assertEquals(labels.labels()[i], covered[i], "pixel " + i);
        }
    }

    /** A polygon is its first ring without the others. */
    private static void fill(JsonArray polygon, LabelMap labels, int label, int[] covered) {
        List<Path2D> rings = polygon.asList().stream().map(GeoJsonTest::ring).toList();
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < labels.width(); x++) {
                double px = x + 0.5;
                double py = y + 0.5;
                boolean inside = rings.get(0).contains(px, py);
                for (Path2D hole : rings.subList(1, rings.size())) {
                    if (hole.contains(px, py)) {
                        assertTrue(inside, "a hole lies within its polygon");
                        inside = false;
                        break;
                    }
                }
                if (inside) {
                    assertEquals(0, covered[y * labels.width() + x], "once");
                    covered[y * labels.width() + x] = label;
                }
            }
        }
    }

    /** Closed, and meets itself nowhere else. */
    private static Path2D ring(JsonElement element) {
        JsonArray corners = element.getAsJsonArray();
        assertEquals(corners.get(0), corners.get(corners.size() - 1), "closed");
        Set<String> places = new HashSet<>();
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners.size() - 1; i++) {
            JsonArray corner = corners.get(i).getAsJsonArray();
            assertTrue(places.add(corner.toString()), "met twice: " + corner);
            double x = corner.get(0).getAsDouble();
            double y = corner.get(1).getAsDouble();
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        return path;
    }

    @Test
    void outlinesAndRowsBelongTogether() {
        LabelMap labels = labels(NESTED);
        List<Roi> rois = LabelRois.of(labels);
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        GeoJson.write(
                                folder.resolve("a.geojson"),
                                rois,
                                Collections.nCopies(2, new GeoJson.Plane(-1, 0, 0)),
                                new ResultsTable()));
    }

    private JsonObject write(LabelMap labels, GeoJson.Plane plane) throws IOException {
        float[] pixels = new float[labels.labels().length];
        Arrays.fill(pixels, Float.NaN);
        ImagePlus image =
                new ImagePlus("a.tif", new FloatProcessor(labels.width(), labels.height(), pixels));
        float[] confidence = new float[labels.count()];
        Arrays.fill(confidence, 0.75f);
        ResultsTable table = SegmentTable.of(labels, confidence, 0.5, image);
        List<Roi> rois = LabelRois.of(labels);
        Path file = folder.resolve("a.geojson");
        GeoJson.write(file, rois, Collections.nCopies(rois.size(), plane), table);
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static LabelMap labels(String... rows) {
        int[] labels = new int[rows.length * rows[0].length()];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            char c = rows[i / rows[0].length()].charAt(i % rows[0].length());
            labels[i] = c == '.' ? 0 : c - '0';
            count = Math.max(count, labels[i]);
        }
        return new LabelMap(rows[0].length(), rows.length, labels, count);
    }
}
