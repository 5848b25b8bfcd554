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

package io.github.diffseg.imagej.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as Pillow, tifffile and pydicom write them: read with their pixels, or refused. */
class ImageFormatsTest {

    private static final Path FOLDER = Path.of("src/test/resources/images");

    private static Map<String, Picture> pictures;

    private record Picture(int width, int height, double[] values) {}

    /** A line of files.csv. */
    record Row(String file, String picture, String expected) {}

    static List<Row> rows() throws IOException {
        return Files.readAllLines(FOLDER.resolve("files.csv")).stream()
                .map(line -> line.split("\\|"))
                .map(parts -> new Row(parts[0], parts[1], parts[2]))
                .toList();
    }

    @BeforeAll
    static void readPictures() throws IOException {
        pictures =
                new Gson()
                        .fromJson(
                                Files.readString(FOLDER.resolve("pictures.json")),
                                new TypeToken<Map<String, Picture>>() {}.getType());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isReadWithItsPixelsOrRefused(Row row) throws IOException {
        Path file = FOLDER.resolve("files").resolve(row.file);
        if (row.picture.equals("-")) {
            IOException e =
                    assertThrows(IOException.class, () -> ImageFiles.open(file, Optional.empty()));
            assertTrue(e.getMessage().startsWith(file + " "), e.getMessage());
            assertTrue(e.getMessage().contains(row.expected), e.getMessage());
            return;
        }
        ImagePlus image = ImageFiles.open(file, Optional.empty());
        Picture picture = pictures.get(row.picture);
        assertEquals(picture.width, image.getWidth());
        assertEquals(picture.height, image.getHeight());
        double[] values = ShownPixels.of(image);
        double difference = difference(picture.values, values);
        assertTrue(difference <= Double.parseDouble(row.expected), "differs by " + difference);
    }

    /** A grey picture may be read as RGB, with three equal channels. */
    private static double difference(double[] expected, double[] actual) {
        int repeated = actual.length / expected.length;
        assertEquals(expected.length * repeated, actual.length);
        assertTrue(repeated == 1 || repeated == 3, "values " + repeated + " times");
        double most = 0;
        for (int i = 0; i < actual.length; i++) {
            most = Math.max(most, Math.abs(expected[i / repeated] - (float) actual[i]));
        }
        return most < 1e-6 ? 0 : most;
    }

    @Test
    void eachFileOfTheFolderIsTold() throws IOException {
        try (var files = Files.list(FOLDER.resolve("files"))) {
            assertEquals(
                    rows().stream().map(Row::file).sorted().toList(),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
