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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.diffseg.segment.label.LabelMap;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data set as pycocotools reads it: {@code coco/expected.json}, made by {@code
 * coco/make_expected.py}.
 */
class CocoParityTest {

    @TempDir private Path folder;

    @Test
    void asPycocotoolsReadsIt() throws IOException {
        JsonArray cases = read("/coco/expected.json").getAsJsonArray("cases");
        List<LabelMap> maps = maps();
        assertEquals(maps.size(), cases.size());
        JsonArray written = dataSet(maps, folder).getAsJsonArray("annotations");
        int next = 0;
        for (int i = 0; i < maps.size(); i++) {
            JsonObject expected = cases.get(i).getAsJsonObject();
            assertArrayEquals(
                    integers(expected.getAsJsonArray("labels")),
                    maps.get(i).labels(),
                    "the fixture was made of other label maps");
            for (JsonElement element : expected.getAsJsonArray("annotations")) {
                JsonObject segment = element.getAsJsonObject();
                JsonObject annotation = written.get(next++).getAsJsonObject();
                assertEquals(i + 1, annotation.get("image_id").getAsInt());
                assertEquals(segment.get("label"), annotation.get("label"));
                assertEquals(segment.get("area").getAsInt(), annotation.get("area").getAsInt());
                assertEquals(segment.get("bbox"), annotation.get("bbox"));
                JsonObject mask = annotation.getAsJsonObject("segmentation");
                assertArrayEquals(
                        new int[] {maps.get(i).height(), maps.get(i).width()},
                        integers(mask.getAsJsonArray("size")));
                assertEquals(
                        segment.get("rle").getAsString(),
                        compressed(integers(mask.getAsJsonArray("counts"))));
            }
        }
        assertEquals(written.size(), next);
    }

    @Test
    void aDamagedPartIsNamedWithWhatToDo() throws IOException {
        Path file = folder.resolve("coco.json");
        dataSet(maps(), folder);
        byte[] before = Files.readAllBytes(file);
        Path part = folder.resolve("part1.json");
        String whole = Files.readString(part);
        for (String damaged :
                List.of(
                        "",
                        whole.substring(0, whole.length() / 2),
                        "[]",
                        "{\"images\":[]}",
                        "{\"images\":[{}],\"annotations\":[1]}",
                        "{\"images\":" + "[".repeat(200_000))) {
            Files.writeString(part, damaged);
            IOException e =
                    assertThrows(
                            IOException.class, () -> CocoDataset.join(file, List.of(part, part)));
            assertEquals(
                    "Cannot write "
                            + file
                            + ": "
                            + part
                            + " is missing or damaged; delete it if it is there and run the batch"
                            + " again, and its image is done again",
                    e.getMessage());
        }
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    /** Writes what make_expected.py reads. */
    @Test
    void writesTheDataSetForPycocotools() throws IOException {
        Path target = Path.of(System.getProperty("diffseg.coco", folder.toString()));
        Files.createDirectories(target);
        List<LabelMap> maps = maps();
        dataSet(maps, target);
        JsonArray labels = new JsonArray();
        for (LabelMap map : maps) {
            JsonObject entry = new JsonObject();
            entry.addProperty("width", map.width());
            entry.addProperty("height", map.height());
            JsonArray pixels = new JsonArray();
            Arrays.stream(map.labels()).forEach(pixels::add);
            entry.add("labels", pixels);
            labels.add(entry);
        }
        Path file = Files.writeString(target.resolve("labels.json"), labels.toString());
        assertEquals(
                maps.size(),
                JsonParser.parseString(Files.readString(file)).getAsJsonArray().size());
    }

    private static List<LabelMap> maps() {
        List<LabelMap> maps = new ArrayList<>();
        maps.add(RandomLabels.of(24, 17, 4, 5, 1));
        maps.add(RandomLabels.of(9, 31, 6, 3, 2));
        // Long runs, and a segment that is the whole image
        maps.add(RandomLabels.of(60, 40, 2, 30, 3));
        int[] whole = new int[7 * 5];
        Arrays.fill(whole, 1);
        maps.add(new LabelMap(7, 5, whole, 1));
        maps.add(new LabelMap(6, 4, new int[24], 0));
        return maps;
    }

    private static JsonObject dataSet(List<LabelMap> maps, Path folder) throws IOException {
        List<Path> parts = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            Path part = folder.resolve("part" + i + ".json");
            float[] confidence = new float[maps.get(i).count()];
            Arrays.fill(confidence, 0.5f);
            CocoDataset.writeImage(part, i + ".png", maps.get(i), confidence);
            parts.add(part);
        }
        Path file = folder.resolve("coco.json");
        CocoDataset.join(file, parts);
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    /**
     * COCO's compressed run lengths: from the third on as the difference to the run two before, in
     * groups of five bits, the lowest first, each above the character 48, with a bit for "more".
     */
    private static String compressed(int[] counts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            int value = i > 2 ? counts[i] - counts[i - 2] : counts[i];
            boolean more = true;
            while (more) {
                int group = value & 0x1f;
                value >>= 5;
                more = (group & 0x10) != 0 ? value != -1 : value != 0;
                text.append((char) (48 + (more ? group | 0x20 : group)));
            }
        }
        return text.toString();
    }

    private static int[] integers(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    private static JsonObject read(String resource) throws IOException {
        try (Reader in =
                new InputStreamReader(
                        CocoParityTest.class.getResourceAsStream(resource),
                        StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(in).getAsJsonObject();
        }
    }
}
