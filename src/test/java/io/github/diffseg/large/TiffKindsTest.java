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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.image.PictureFile;
import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.store.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of TIFF that large images come in, as tifffile writes them (make_large.py). */
class TiffKindsTest {

    private static final Path FOLDER = Path.of("src/test/resources/images/large");
    private static final int WIDTH = 43;
    private static final int HEIGHT = 34;

    @TempDir private Path folder;

    /** The value of a sample, as make_large.py has it. */
    private static double sample(String name, int x, int y, int c, int z, int t) {
        int value = (x * 7 + y * 13 + x * y / 7 + c * 50 + z * 20 + t * 90) % 251;
        if (name.contains("-f4")) {
            return value / 4.0 - 10;
        }
        if (name.contains("-i1")) {
            return value / 2 - 60;
        }
        if (name.matches(".*-i[24].*")) {
            return value - 100;
        }
        return name.matches(".*-u[24].*") ? value * 200 : value;
    }

    private static PictureFile open(String name) throws IOException {
        return LargeFiles.open(Address.of(FOLDER.resolve(name + ".tif").toString()));
    }

    private static List<String> names(String pattern) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".tif", ""))
                    .filter(name -> name.matches(pattern))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<String> compressions() {
        List<String> names = names("(tiles|strips|bigtiff|rgb)-.*");
        assertTrue(names.size() > 30, names::toString);
        return names;
    }

    static List<String> refused() {
        return names("refused-.*");
    }

    static List<String> all() {
        return names(".*");
    }

    private static void assertHolds(
            PlaneRegions plane, String name, int channels, int step, int z, int t)
            throws IOException {
        assertEquals(channels, plane.channels());
        int width = (WIDTH - 1) / step + 1;
        int height = (HEIGHT - 1) / step + 1;
        assertEquals(width, plane.width());
        assertEquals(height, plane.height());
        for (int c = 0; c < channels; c++) {
            float[] all = plane.read(new int[] {c}, 0, 0, width, height)[0];
            float[] part = plane.read(new int[] {c}, 3, 2, width - 4, height - 3)[0];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double expected = sample(name, x * step, y * step, c, z, t);
                    String place = "channel " + c + " at " + x + ", " + y;
                    assertEquals(expected, all[y * width + x], place);
                    if (x >= 3 && x < width - 1 && y >= 2 && y < height - 1) {
                        float found = part[(y - 2) * (width - 4) + x - 3];
                        assertEquals(expected, found, place + " of a part");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("compressions")
    void everyCompressionPredictorAndOrderOfBytesIsRead(String name) throws IOException {
        try (PictureFile picture = open(name);
                PlaneRegions plane = picture.plane(0, 0, 0)) {
            assertHolds(plane, name, name.startsWith("rgb") ? 3 : 1, 1, 0, 0);
        }
    }

    /** Nothing is written of the first one. */
    @Test
    void aTileThatIsNotThereIsZero() throws IOException {
        try (PictureFile picture = open("sparse-i2");
                PlaneRegions plane = picture.plane(0, 0, 0)) {
            float[] values = plane.read(new int[] {0}, 0, 0, WIDTH, HEIGHT)[0];
            for (int i = 0; i < values.length; i++) {
                int x = i % WIDTH;
                int y = i / WIDTH;
                boolean missing = x < 16 && y < 32;
                assertEquals(missing ? 0 : sample("-i2", x, y, 0, 0, 0), values[i]);
            }
        }
    }

    /**
     * A scanner's file also has a thumbnail, a label and a picture of the slide, which are none.
     */
    @ParameterizedTest
    @CsvSource({
        "levels-subifds, -u2, 1",
        "levels-reduced, -u1, 1",
        "levels-scanner, -u1, 3",
        "ome-channels-levels, -u1, 2",
        "ome-channels-levels-u2, -u2, 2"
    })
    void smallerVersionsAreLevels(String name, String kind, int channels) throws IOException {
        try (PictureFile picture = open(name)) {
            assertEquals(3, picture.levels());
            assertEquals(1, picture.slices());
            assertEquals(1, picture.frames());
            for (int level = 0; level < 3; level++) {
                try (PlaneRegions plane = picture.plane(level, 0, 0)) {
                    assertHolds(plane, kind, channels, 1 << level, 0, 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ome-tzc", "ome-tcz", "ome-ctz", "imagej-channels"})
    void channelsSlicesAndFramesAreWhereTheDescriptionSays(String name) throws IOException {
        try (PictureFile picture = open(name)) {
            assertEquals(3, picture.slices());
            assertEquals(2, picture.frames());
            assertEquals(1, picture.levels());
            for (int t = 0; t < 2; t++) {
                for (int z = 0; z < 3; z++) {
                    try (PlaneRegions plane = picture.plane(0, z, t)) {
                        assertHolds(plane, "-u2", 2, 1, z, t);
                    }
                }
            }
        }
    }

    @Test
    void coloursOfOmeAreChannelsOfOnePage() throws IOException {
        try (PictureFile picture = open("ome-rgb");
                PlaneRegions plane = picture.plane(0, 0, 0)) {
            assertHolds(plane, "-u1", 3, 1, 0, 0);
            assertEquals(
                    List.of(0xff0000, 0x00ff00, 0x0000ff),
                    picture.looks(3).stream().map(ChannelLook::rgb).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ome-tzc", "ome-channels-levels", "ome-rgb"})
    void omeSaysHowLargeAPixelIs(String name) throws IOException {
        try (PictureFile picture = open(name)) {
            assertEquals(0.5, picture.pixelWidth());
            assertEquals(0.25, picture.pixelHeight());
            assertEquals("µm", LengthUnit.shown(picture.unit()));
        }
    }

    @Test
    void resolutionTagsSayHowLargeAPixelIs() throws IOException {
        try (PictureFile picture = open("levels-subifds")) {
            assertEquals(0.5, picture.pixelWidth(), 1e-9);
            assertEquals("µm", LengthUnit.shown(picture.unit()));
        }
    }

    @Test
    void aDisplayRangeOfImageJIsTaken() throws IOException {
        try (PictureFile picture = open("imagej-range")) {
            ChannelLook look = picture.looks(1).get(0);
            assertEquals(1000, look.low());
            assertEquals(30000, look.high());
            assertEquals(0xffffff, look.rgb());
        }
    }

    @Test
    void rangesAndColoursOfImageJsChannelsAreTaken() throws IOException {
        try (PictureFile picture = open("imagej-channels")) {
            assertEquals(
                    List.of(
                            new ChannelLook(1000, 30000, 0xff00ff, true),
                            new ChannelLook(0, 40000, 0x00ff00, true)),
                    picture.looks(2));
        }
    }

    @Test
    void coloursOfOmesChannelsAreTaken() throws IOException {
        try (PictureFile bytes = open("ome-channels-levels");
                PictureFile more = open("ome-channels-levels-u2")) {
            assertEquals(
                    List.of(
                            new ChannelLook(0, 255, 0x00ff00, true),
                            new ChannelLook(0, 255, 0xff00ff, true)),
                    bytes.looks(2));
            assertEquals(
                    List.of(0x00ff00, 0xff00ff),
                    more.looks(2).stream().map(ChannelLook::rgb).toList());
            assertTrue(more.looks(2).stream().noneMatch(ChannelLook::hasRange));
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotReadIsRefusedInASentence(String name) {
        IOException refusal =
                assertThrows(
                        IOException.class,
                        () -> {
                            try (PictureFile picture = open(name);
                                    PlaneRegions plane = picture.plane(0, 0, 0)) {
                                plane.read(new int[] {0}, 0, 0, 1, 1);
                            }
                        });
        assertSentence(refusal, name);
    }

    private static void assertSentence(IOException refusal, String name) {
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(name + ".tif"), message);
        assertTrue(message.matches("[^\\n]{20,400}"), message);
        assertTrue(!message.contains("Exception") && !message.contains("null"), message);
    }

    /** Cut off anywhere: the parts that are there have their values, others are refused. */
    @ParameterizedTest
    @MethodSource("all")
    void aTruncatedFileIsRefusedInASentence(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FOLDER.resolve(name + ".tif"));
        Path file = folder.resolve(name + ".tif");
        int refused = 0;
        for (int part = 0; part < 16; part++) {
            byte[] cut = java.util.Arrays.copyOf(whole, (int) (whole.length * (part / 16.0)));
            Files.write(file, cut);
            refused += readAll(file, name) ? 0 : 1;
        }
        assertTrue(refused > 3, refused + " of 16");
    }

    /** Other bytes anywhere: read or refused, but never a fault of the program. */
    @ParameterizedTest
    @MethodSource("all")
    void aDamagedFileIsReadOrRefusedInASentence(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FOLDER.resolve(name + ".tif"));
        Path file = folder.resolve(name + ".tif");
        Random random = new Random(name.hashCode());
        for (int i = 0; i < 25; i++) {
            byte[] changed = whole.clone();
            for (int k = 0; k < 4; k++) {
                // Directories lie at the begin and, of some writers, at the end
                int place = random.nextInt(Math.min(changed.length, 600));
                place = random.nextBoolean() ? place : changed.length - 1 - place;
                changed[place] = (byte) random.nextInt(256);
            }
            Files.write(file, changed);
            readAll(file, name);
        }
    }

    /** {@return whether it could be read} */
    private static boolean readAll(Path file, String name) throws IOException {
        try (PictureFile picture = LargeFiles.open(Address.of(file.toString()))) {
            for (int level = 0; level < picture.levels(); level++) {
                int last = picture.slices() - 1;
                try (PlaneRegions plane = picture.plane(level, last, picture.frames() - 1)) {
                    // What a damaged file claims may be larger than any memory
                    int width = (int) Math.min(plane.width(), 64);
                    int height = (int) Math.min(plane.height(), 64);
                    for (int c = 0; c < Math.min(3, plane.channels()); c++) {
                        plane.read(new int[] {c}, 0, 0, width, height);
                    }
                }
            }
            return true;
        } catch (IOException e) {
            assertSentence(e, name);
            return false;
        } catch (UserException e) {
            assertTrue(e.getMessage().contains(name + ".tif"), e.getMessage());
            return false;
        }
    }
}
