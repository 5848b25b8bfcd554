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
import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.files.ShallowJsonReader;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.vocabulary.SegmentClass;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Data sets in COCO's format for object detection, with masks as run lengths. Categories are the
 * classes of segments; without classes all segments have one category. Besides COCO's fields, an
 * annotation has the {@code label} of the label image, and its confidence as {@code score}, as
 * COCO's results have it.
 */
public final class CocoDataset {

    /** COCO's own readers ask for all of these, also where a data set has nothing to say. */
    private static final String BEGIN =
            "{\"info\":{\"description\":\"Segments that DiffSeg for Fiji found\","
                    + "\"contributor\":\"DiffSeg for Fiji\"},\"licenses\":[],\"images\":[";

    private static final String CATEGORIES = "categories";
    private static final String ONE_CATEGORY =
            "[{\"id\":1,\"name\":\"segment\",\"supercategory\":\"object\"}]";

    /** As in the table: further ones depend on the number of threads. */
    private static final int SCORE_DECIMALS = 4;

    private CocoDataset() {}

    /**
     * Writes a data set of one image.
     *
     * @param file replaced if it exists
     * @param imageName what the data set calls the image: its path in the data set's folder
     * @param labels its segments; labels without pixels get no annotation
     * @param confidence {@code [K]}, of label k at k - 1
     * @throws IOException if the file cannot be written
     */
    public static void writeImage(Path file, String imageName, LabelMap labels, float[] confidence)
            throws IOException {
        JsonObject image = new JsonObject();
        image.addProperty("id", 1);
        image.addProperty("file_name", imageName);
        image.addProperty("width", labels.width());
        image.addProperty("height", labels.height());
        JsonArray annotations = new JsonArray();
        List<List<Integer>> counts = RunLengths.of(labels);
        Rectangle[] bounds = LabelBounds.of(labels);
        for (int label = 1; label <= labels.count(); label++) {
            if (bounds[label] != null) {
                List<Integer> runs = counts.get(label - 1);
                annotations.add(
                        annotation(label, labels, runs, bounds[label], confidence[label - 1]));
            }
        }
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(BEGIN + image + "],\"annotations\":" + annotations + end(ONE_CATEGORY));
        }
    }

    private static String end(String categories) {
        return ",\"" + CATEGORIES + "\":" + categories + "}\n";
    }

    /** Writes a data set of one image with the classes of its segments as categories. */
    static void classify(JsonObject before, Path file, VocabularyClasses classes)
            throws IOException {
        JsonArray annotations = before.getAsJsonArray("annotations");
        classes.requireRows(annotations.size(), "annotations");
        for (int i = 0; i < annotations.size(); i++) {
            annotations.get(i).getAsJsonObject().addProperty("category_id", classes.of(i).number());
        }
        JsonArray categories = new JsonArray();
        for (SegmentClass c : classes.vocabulary().classes()) {
            JsonObject category = new JsonObject();
            category.addProperty("id", c.number());
            category.addProperty("name", c.name());
            category.addProperty("supercategory", "object");
            categories.add(category);
        }
        before.add(CATEGORIES, categories);
        Files.writeString(file, before + "\n");
    }

    /**
     * Joins data sets of one image each, in their order. One part at a time is in memory.
     *
     * @param file replaced if it exists
     * @param parts written by {@link #writeImage}
     * @throws IOException if a file cannot be read or written; the message is one sentence that
     *     names it
     */
    public static void join(Path file, List<Path> parts) throws IOException {
        AtomicFiles.writeFile(
                file,
                temporary -> {
                    try (Writer out = Files.newBufferedWriter(temporary)) {
                        out.write(BEGIN);
                        for (int i = 0; i < parts.size(); i++) {
                            JsonObject image =
                                    read(parts.get(i))
                                            .getAsJsonArray("images")
                                            .get(0)
                                            .getAsJsonObject();
                            image.addProperty("id", i + 1);
                            out.write((i == 0 ? "" : ",\n") + image);
                        }
                        out.write("],\"annotations\":[");
                        String categories = ONE_CATEGORY;
                        int id = 0;
                        for (int i = 0; i < parts.size(); i++) {
                            JsonObject part = read(parts.get(i));
                            categories = part.getAsJsonArray(CATEGORIES).toString();
                            for (JsonElement element : part.getAsJsonArray("annotations")) {
                                JsonObject annotation = element.getAsJsonObject();
                                annotation.addProperty("id", ++id);
                                annotation.addProperty("image_id", i + 1);
                                out.write((id == 1 ? "" : ",\n") + annotation);
                            }
                        }
                        out.write("]" + end(categories));
                    }
                });
    }

    private static JsonObject annotation(
            int label, LabelMap labels, List<Integer> counts, Rectangle box, float confidence) {
        JsonArray size = new JsonArray();
        size.add(labels.height());
        size.add(labels.width());
        JsonArray runs = new JsonArray(counts.size());
        long area = 0;
        for (int i = 0; i < counts.size(); i++) {
            runs.add(counts.get(i));
            area += i % 2 == 1 ? counts.get(i) : 0;
        }
        JsonObject mask = new JsonObject();
        mask.add("size", size);
        mask.add("counts", runs);
        JsonArray bounds = new JsonArray();
        bounds.add(box.x);
        bounds.add(box.y);
        bounds.add(box.width);
        bounds.add(box.height);
        JsonObject annotation = new JsonObject();
        annotation.addProperty("id", label);
        annotation.addProperty("image_id", 1);
        annotation.addProperty("category_id", 1);
        annotation.add("segmentation", mask);
        annotation.addProperty("area", area);
        annotation.add("bbox", bounds);
        annotation.addProperty("iscrowd", 0);
        annotation.addProperty("label", label);
        annotation.addProperty(
                "score",
                BigDecimal.valueOf(confidence).setScale(SCORE_DECIMALS, RoundingMode.HALF_UP));
        return annotation;
    }

    private static JsonObject read(Path part) throws IOException {
        try (ShallowJsonReader in = new ShallowJsonReader(Files.newBufferedReader(part))) {
            JsonObject dataSet = in.readObject();
            dataSet.getAsJsonArray("images").get(0).getAsJsonObject();
            dataSet.getAsJsonArray("annotations").forEach(JsonElement::getAsJsonObject);
            dataSet.getAsJsonArray(CATEGORIES).size();
            return dataSet;
        } catch (IOException | RuntimeException e) {
            // Cut off, of another program, or without the fields that it had
            throw new IOException(
                    part
                            + " is missing or damaged; delete it if it is there and run the batch"
                            + " again, and its image is done again",
                    e);
        }
    }
}
