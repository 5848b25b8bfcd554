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

package io.github.diffseg.large;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.image.PictureFile;
import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.imagej.format.LabelTiff;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.store.Address;
import io.github.diffseg.zarr.OmeZarrLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFilesTest {

    private static final int WIDTH = 2100;
    private static final int HEIGHT = 1050;

    @TempDir private Path folder;

    private static LongBinaryOperator upTo(long most) {
        return (x, y) -> x > 1500 && y < 40 ? 0 : (x / 7 * 131 + y / 5) % (most + 1);
    }

    private static void assertHolds(
            PlaneRegions plane, int step, int width, int height, LongBinaryOperator label)
            throws IOException {
        assertEquals(width, plane.width());
        assertEquals(height, plane.height());
        float[] read = plane.read(new int[] {0}, 0, 0, width, height)[0];
        for (int i = 0; i < read.length; i++) {
            long expected = label.applyAsLong((long) i % width * step, (long) i / width * step);
            if (expected != (long) read[i]) {
                assertEquals(expected, (long) read[i], "pixel " + i);
            }
        }
    }

    @Test
    void tiffsOfAllDepthsHoldTheLabels() throws IOException {
        for (int bits : new int[] {8, 16, 32}) {
            Path file = folder.resolve(bits + ".tif");
            LongBinaryOperator label = upTo(bits == 8 ? 255 : bits == 16 ? 65535 : 10_000_000);
            new LabelTiff(bits, new double[] {20000, 10000}, "made by a test")
                    .write(file, Planes.labels(WIDTH, HEIGHT, label), Progress.NONE);
            try (PictureFile picture = LargeFiles.open(Address.of(file.toString()))) {
                assertHolds(picture.plane(0, 0, 0), 1, WIDTH, HEIGHT, label);
                assertEquals("µm", picture.unit());
                assertEquals(0.5, picture.pixelWidth(), 1e-9);
                assertEquals(1, picture.pixelHeight(), 1e-9);
            }
        }
    }

    private static OmeZarrLabels zarr(int bits) {
        return new OmeZarrLabels(bits, 0.5, 0.25, "micrometer", Map.of("version", "test"));
    }

    @Test
    void zarrOfAllDepthsHasLevelsOfTheNearestLabels() throws IOException {
        for (int bits : new int[] {8, 16, 32}) {
            Path file = folder.resolve(bits + ".ome.zarr");
            LongBinaryOperator label = upTo(bits == 8 ? 255 : bits == 16 ? 65535 : 10_000_000);
            zarr(bits).write(file, Planes.labels(WIDTH, HEIGHT, label), Progress.NONE);
            for (Path place : List.of(file, file.resolve("labels/diffseg"))) {
                try (PictureFile picture = LargeFiles.open(Address.of(place.toString()))) {
                    assertEquals(3, picture.levels());
                    assertHolds(picture.plane(0, 0, 0), 1, WIDTH, HEIGHT, label);
                    assertHolds(picture.plane(1, 0, 0), 2, 1050, 525, label);
                    assertHolds(picture.plane(2, 0, 0), 4, 525, 263, label);
                    assertEquals("micrometer", picture.unit());
                    assertEquals(0.5, picture.pixelWidth());
                    assertEquals(0.25, picture.pixelHeight());
                }
            }
        }
    }

    @Test
    void aCancelledFileLeavesNothing() throws IOException {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThrows(
                CancellationException.class,
                () ->
                        zarr(8).write(
                                        folder.resolve("a.zarr"),
                                        Planes.labels(WIDTH, HEIGHT, upTo(9)),
                                        cancelled));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void ownLabelsAreReplacedAndFoldersOfOthersRefused() throws IOException {
        Path file = folder.resolve("a.zarr");
        zarr(8).write(file, Planes.labels(20, 10, (x, y) -> 3), Progress.NONE);
        OmeZarrLabels.check(file);
        zarr(8).write(file, Planes.labels(20, 10, (x, y) -> 4), Progress.NONE);
        try (PictureFile picture = LargeFiles.open(Address.of(file.toString()))) {
            assertHolds(picture.plane(0, 0, 0), 1, 20, 10, (x, y) -> 4);
        }
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("mine.txt"), "mine");
        IOException refusal = assertThrows(IOException.class, () -> OmeZarrLabels.check(other));
        assertTrue(refusal.getMessage().startsWith(other + " is there already and is no label"));
        assertTrue(Files.exists(other.resolve("mine.txt")));
    }

    @Test
    void labelsAreAddedToAnImageWithItsAxes() throws IOException {
        Path image = Files.createDirectory(folder.resolve("image.zarr"));
        Files.writeString(image.resolve(".zgroup"), "{\"zarr_format\":2}");
        Files.writeString(
                image.resolve(".zattrs"),
                "{\"multiscales\":[{\"version\":\"0.4\",\"axes\":[{\"name\":\"t\"},"
                        + "{\"name\":\"c\"},{\"name\":\"z\"},{\"name\":\"y\"},{\"name\":\"x\"}],"
                        + "\"datasets\":[]}]}");
        Path labels = Files.createDirectory(image.resolve("labels"));
        Files.writeString(labels.resolve(".zattrs"), "{\"labels\":[\"nuclei\"]}");
        OmeZarrLabels.check(image);
        zarr(16).write(image, Planes.labels(1500, 10, (x, y) -> x), Progress.NONE);
        assertTrue(Files.readString(image.resolve(".zattrs")).contains("\"datasets\":[]"));
        assertEquals(
                "{\"labels\":[\"nuclei\",\"diffseg\"]}",
                Files.readString(labels.resolve(".zattrs")).replaceAll("\\s", ""));
        assertFalse(Files.exists(labels.resolve("nuclei")));
        Path written = labels.resolve("diffseg");
        assertTrue(Files.readString(written.resolve("0/.zarray")).contains("[1,1,10,1500]"));
        try (PictureFile picture = LargeFiles.open(Address.of(written.toString()))) {
            assertHolds(picture.plane(0, 0, 0), 1, 1500, 10, (x, y) -> x);
        }
    }
}
