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

import io.github.diffseg.segment.label.LabelMap;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoloPolygonsTest {

    @TempDir private Path folder;

    @Test
    void fillingGivesTheSegmentsBack() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            LabelMap labels = RandomLabels.of(41, 29, 5, 6, seed);
            List<String> lines = lines(labels);
            assertEquals(labels.count(), lines.size());
            for (int label = 1; label <= labels.count(); label++) {
                Path2D polygon = polygon(lines.get(label - 1), 41, 29);
                for (int y = 0; y < 29; y++) {
                    for (int x = 0; x < 41; x++) {
                        assertEquals(
                                labels.at(x, y) == label,
                                polygon.contains(x + 0.5, y + 0.5),
                                "label " + label + " at " + x + ", " + y);
                    }
                }
            }
        }
    }

    @Test
    void ringAndIsland() throws IOException {
        int[] pixels = {
            1, 1, 1, 0, 1,
            1, 0, 1, 0, 1,
            1, 1, 1, 0, 0
        };
        List<String> lines = lines(new LabelMap(5, 3, pixels, 1));
        assertEquals(1, lines.size());
        // Three outlines of four corners, the hole's and the island's with two bridges' ends each
        assertEquals(1 + 2 * (4 + 2 * 6), lines.get(0).split(" ").length);
    }

    /** From one part to the next, not from the first to each. */
    @Test
    void bridgesAreShort() throws IOException {
        int[] pixels = new int[31];
        for (int x = 0; x < 31; x += 2) {
            pixels[x] = 1;
        }
        String[] numbers = lines(new LabelMap(31, 1, pixels, 1)).get(0).split(" ");
        double length = 0;
        int corners = (numbers.length - 1) / 2;
        for (int i = 0; i < corners; i++) {
            int j = (i + 1) % corners;
            length +=
                    Math.hypot(
                            31 * (number(numbers, 2 * j) - number(numbers, 2 * i)),
                            number(numbers, 2 * j + 1) - number(numbers, 2 * i + 1));
        }
        // 16 squares of 4, and between them 15 gaps of 1 there and back
        assertEquals(16 * 4 + 15 * 2, length, 1e-3);
    }

    private static double number(String[] numbers, int i) {
        return Double.parseDouble(numbers[1 + i]);
    }

    @Test
    void noSegmentsGiveAnEmptyFile() throws IOException {
        assertEquals(List.of(), lines(new LabelMap(4, 4, new int[16], 0)));
    }

    private List<String> lines(LabelMap labels) throws IOException {
        Path file = folder.resolve("labels.txt");
        YoloPolygons.write(file, labels);
        return Files.readAllLines(file);
    }

    private static Path2D polygon(String line, int width, int height) {
        String[] numbers = line.split(" ");
        assertEquals("0", numbers[0]);
        Path2D polygon = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (int i = 1; i < numbers.length; i += 2) {
            double x = Double.parseDouble(numbers[i]) * width;
            double y = Double.parseDouble(numbers[i + 1]) * height;
            if (i == 1) {
                polygon.moveTo(x, y);
            } else {
                polygon.lineTo(x, y);
            }
        }
        polygon.closePath();
        return polygon;
    }
}
