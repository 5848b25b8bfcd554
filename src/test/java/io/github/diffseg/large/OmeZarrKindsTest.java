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

import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.store.Address;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.RandomAccess;
import net.imglib2.type.numeric.ARGBType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OME-Zarr says of levels, axes, channels and display ranges; two channels, three slices. */
class OmeZarrKindsTest {

    private static final int SIDE = 96;
    private static final int CHANNELS = 2;
    private static final int SLICES = 3;

    private static final String AXES =
            "\"axes\":[{\"name\":\"c\",\"type\":\"channel\"},{\"name\":\"z\",\"type\":\"space\"},"
                    + "{\"name\":\"y\",\"type\":\"space\",\"unit\":\"micrometer\"},"
                    + "{\"name\":\"x\",\"type\":\"space\",\"unit\":\"micrometer\"}]";

    private static final String OMERO =
            ",\"omero\":{\"channels\":["
                    + "{\"color\":\"FF00FF\",\"active\":true,\"window\":{\"start\":0,\"end\":1000}},"
                    + "{\"color\":\"00FF00\",\"active\":false,\"window\":"
                    + "{\"start\":100,\"end\":600}}]}";

    @TempDir private Path folder;
    private Path image;

    @BeforeEach
    void write() throws IOException {
        image = folder.resolve("image.zarr");
        for (int level = 0; level < 3; level++) {
            writeLevel(level);
        }
        Files.writeString(image.resolve(".zgroup"), "{\"zarr_format\":2}");
        say("");
    }

    private void say(String omero) throws IOException {
        String datasets = "";
        for (int level = 0; level < 3; level++) {
            double size = 0.5 * (1 << level);
            datasets +=
                    (level == 0 ? "" : ",")
                            + "{\"path\":\""
                            + level
                            + "\",\"coordinateTransformations\":[{\"type\":\"scale\",\"scale\":[1,2,"
                            + size
                            + ","
                            + size
                            + "]}]}";
        }
        Files.writeString(
                image.resolve(".zattrs"),
                "{\"multiscales\":[{\"version\":\"0.4\","
                        + AXES
                        + ",\"datasets\":["
                        + datasets
                        + "]}]"
                        + omero
                        + "}");
    }

    private static int sample(int c, int z, int y, int x) {
        return 100 * c + 300 * z + 3 * y + x;
    }

    private void writeLevel(int level) throws IOException {
        int side = SIDE >> level;
        Path array = Files.createDirectories(image.resolve(String.valueOf(level)));
        Files.writeString(
                array.resolve(".zarray"),
                String.format(
                        "{\"zarr_format\":2,\"shape\":[%d,%d,%d,%d],\"chunks\":[1,1,%d,%d],"
                                + "\"dtype\":\"<u2\",\"compressor\":null,\"fill_value\":0,"
                                + "\"order\":\"C\",\"filters\":null,"
                                + "\"dimension_separator\":\"/\"}",
                        CHANNELS, SLICES, side, side, side, side));
        for (int c = 0; c < CHANNELS; c++) {
            for (int z = 0; z < SLICES; z++) {
                ByteBuffer chunk =
                        ByteBuffer.allocate(2 * side * side).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < side * side; i++) {
                    int y = i / side << level;
                    chunk.putShort((short) sample(c, z, y, i % side << level));
                }
                Path row = Files.createDirectories(array.resolve(c + "/" + z + "/0"));
                Files.write(row.resolve("0"), chunk.array());
            }
        }
    }

    private static Settings settings(Object... changes) {
        SettingsRequest request = SettingsRequest.ALL_RECOMMENDED;
        for (int i = 0; i < changes.length; i += 2) {
            request = request.with((Setting) changes[i], changes[i + 1]);
        }
        return request.resolve(EmbeddedModel.folder().recommendation());
    }

    private LargeImage open(Object... changes) throws IOException {
        return LargeImage.open(Address.of(image.toString()), settings(changes));
    }

    /** The coarsest that is not coarser than a pixel of the network. */
    @ParameterizedTest
    @CsvSource({"64, whole, 0", "64, full, 0", "256, whole, 0"})
    void theFinestLevelIsReadWhereTheNetworkSeesAllOfIt(int size, String detail, int level)
            throws IOException {
        try (LargeImage opened = open(Setting.WORKING_SIZE, size, Setting.DETAIL, detail)) {
            assertEquals(level, opened.level());
            assertEquals(0.5, opened.pixelWidth());
            assertEquals("µm", opened.unit());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0", "1, 1", "1.9, 1", "2, 2", "5, 2"})
    void aPixelSizeChoosesTheLevel(String detail, int level) throws IOException {
        try (LargeImage opened = open(Setting.WORKING_SIZE, 64, Setting.DETAIL, detail)) {
            assertEquals(level, opened.level());
            assertEquals(SIDE >> level, opened.width());
            assertEquals(0.5 * (1 << level), opened.pixelWidth());
            assertEquals(0.5 * (1 << level), opened.pixelHeight());
        }
    }

    @Test
    void windowsColoursAndWhatIsActiveAreTaken() throws IOException {
        say(OMERO);
        try (LargeImage opened = open(Setting.DETAIL, "full")) {
            assertEquals(
                    List.of(
                            new ChannelLook(0, 1000, 0xff00ff, true),
                            new ChannelLook(100, 600, 0x00ff00, false)),
                    opened.looks());
            RandomAccess<ARGBType> pixels = opened.pixels().randomAccess();
            pixels.setPosition(new int[] {40, 30});
            // 130 of 1,000, in magenta
            int part = (int) (255 * 0.13 + 0.5);
            assertEquals(0xff000000 | part << 16 | part, pixels.get().get());
        }
    }

    @Test
    void aPictureThatShowsNoChannelIsSaidToBeSo() throws IOException {
        say(OMERO.replace("true", "false"));
        assertTrue(
                assertThrows(UserException.class, () -> open(Setting.DETAIL, "full"))
                        .getMessage()
                        .contains("none of its channels is shown; name those to be seen"));
        try (LargeImage opened = open(Setting.DETAIL, "full", Setting.CHANNELS, "2")) {
            assertTrue(opened.looks().get(1).shown());
        }
    }

    private void sayInstead(String what, String other) throws IOException {
        Path file = image.resolve(".zattrs");
        String said = Files.readString(file);
        assertTrue(said.contains(what), said);
        Files.writeString(file, said.replace(what, other));
    }

    @Test
    void placesAlongAnAxisThatNoPictureHasAreNotPassedOver() throws IOException {
        sayInstead("\"name\":\"z\"", "\"name\":\"angle\"");
        assertTrue(
                assertThrows(IOException.class, () -> open(Setting.DETAIL, "full"))
                        .getMessage()
                        .contains("has 3 places along the axis \"angle\" of [c, angle, y, x]"));
    }

    @Test
    void axesWithoutANameAreNoAxes() throws IOException {
        sayInstead("{\"name\":\"c\",\"type\":\"channel\"}", "null");
        assertTrue(
                assertThrows(IOException.class, () -> open(Setting.DETAIL, "full"))
                        .getMessage()
                        .contains("along the axis \"?\""));
    }

    @Test
    void sidesInTwoUnitsGiveNoSize() throws IOException {
        sayInstead(
                "\"y\",\"type\":\"space\",\"unit\":\"micrometer",
                "\"y\",\"type\":\"space\",\"unit\":\"nanometer");
        try (LargeImage opened = open(Setting.DETAIL, "full")) {
            assertEquals(1, opened.pixelHeight());
            assertEquals("pixel", opened.unit());
        }
    }

    @Test
    void aLevelOfVersionThreeNamesItsOwnAxes() throws IOException {
        Path array = Files.createDirectories(folder.resolve("three.zarr/0"));
        Files.writeString(
                array.resolve("zarr.json"),
                "{\"zarr_format\":3,\"node_type\":\"array\",\"shape\":[2,8,8],"
                        + "\"data_type\":\"uint8\",\"fill_value\":9,\"codecs\":[],"
                        + "\"dimension_names\":[\"c\",\"y\",\"x\"],\"chunk_grid\":{"
                        + "\"configuration\":{\"chunk_shape\":[1,8,8]}}}");
        try (LargeImage opened =
                LargeImage.open(Address.of(array.toString()), settings(Setting.DETAIL, "full"))) {
            assertEquals(2, opened.looks().size());
            assertEquals(1, opened.file().slices());
        }
    }

    /** Version 2 has no names of its own: the channels were taken for slices. */
    @ParameterizedTest
    @CsvSource({"0, 0.5", "1, 1"})
    void aLevelByItselfIsReadAsThePictureSays(String level, double size) throws IOException {
        say(OMERO);
        Address address = Address.of(image.resolve(level).toString());
        try (LargeImage opened = LargeImage.open(address, settings(Setting.DETAIL, "full"))) {
            assertEquals(1, opened.file().levels());
            assertEquals(SLICES, opened.file().slices());
            assertEquals(1, opened.file().frames());
            assertEquals(size, opened.file().pixelWidth());
            assertEquals("micrometer", opened.file().unit());
            assertEquals(open(Setting.DETAIL, "full").looks(), opened.looks());
        }
    }

    /** As a whole the file is refused; which of them is meant is said by the level. */
    @Test
    void aLevelOfOneOfTwoPicturesIsRead() throws IOException {
        Path said = image.resolve(".zattrs");
        Files.writeString(
                said,
                Files.readString(said)
                        .replace("\"multiscales\":[", "\"multiscales\":[{\"datasets\":[]},"));
        Address address = Address.of(image.resolve("1").toString());
        try (LargeImage opened = LargeImage.open(address, settings(Setting.DETAIL, "full"))) {
            assertEquals(SLICES, opened.file().slices());
            assertEquals(1, opened.file().pixelWidth());
        }
    }

    @Test
    void aLevelThatThePictureDoesNotNameIsAnArrayByItself() throws IOException {
        Path other = Files.move(image.resolve("1"), image.resolve("other"));
        Address address = Address.of(other.toString());
        try (LargeImage opened = LargeImage.open(address, settings(Setting.DETAIL, "full"))) {
            assertEquals(0, opened.file().pixelWidth());
        }
    }

    @Test
    void oneChannelOfAnotherSliceIsGrey() throws IOException {
        say(OMERO);
        try (LargeImage opened =
                open(Setting.DETAIL, "full", Setting.CHANNELS, "2", Setting.SLICES, "2")) {
            RandomAccess<ARGBType> pixels = opened.pixels().randomAccess();
            pixels.setPosition(new int[] {40, 20});
            // 500 of 100 to 600
            int part = (int) (255 * 0.8 + 0.5);
            assertEquals(0xff000000 | part * 0x10101, pixels.get().get());
        }
        UserException refusal =
                assertThrows(UserException.class, () -> open(Setting.SLICES, "1-2"));
        assertTrue(refusal.getMessage().endsWith("give one number"), refusal.getMessage());
    }

    /** Of the slice that is read, in its coarsest level. */
    @Test
    void rangesThatNobodySaysAreMeasured() throws IOException {
        try (LargeImage opened = open(Setting.DETAIL, "full", Setting.SLICES, "3")) {
            int last = (SIDE / 4 - 1) * 4;
            ChannelLook second = opened.looks().get(1);
            assertEquals(sample(1, 2, 0, 0), second.low());
            assertEquals(sample(1, 2, last, last), second.high());
            assertEquals(0x00ff00, second.rgb());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".zattrs|{\"multiscales\":|",
                ".zattrs|{\"multiscales\":[]}|",
                ".zattrs|{\"multiscales\":[{\"datasets\":[]}]}|",
                ".zattrs|{\"multiscales\":[{\"datasets\":[{\"path\":\"7\"}]}]}|",
                ".zattrs|{\"multiscales\":[{\"axes\":[\"y\",\"x\"],\"datasets\":[{\"path\":\"0\"}]}]}|",
                ".zattrs|{\"multiscales\":7}|",
                ".zattrs|[1]|",
                ".zattrs|{\"multiscales\":[{\"datasets\":[{\"path\":[3]}]}]}|",
                "0/.zarray|{\"zarr_format\":2}|",
                "0/.zarray|{\"zarr_format\":2,\"shape\":[-1,3,9,9],\"chunks\":[1,1,9,9],\"dtype\":\"<u2\",\"compressor\":null,\"fill_value\":0,\"order\":\"C\",\"filters\":null}|",
                "0/.zarray|{\"zarr_format\":2,\"shape\":[2,3,9,9],\"chunks\":[1,1,0,9],\"dtype\":\"<u2\",\"compressor\":null,\"fill_value\":0,\"order\":\"C\",\"filters\":null}|",
                "0/.zarray|{\"zarr_format\":2,\"shape\":[2,3,9,9],\"chunks\":[1,1,9,9],\"dtype\":\"<c8\",\"compressor\":null,\"fill_value\":0,\"order\":\"C\",\"filters\":null}|",
                "0/.zarray|nothing|"
            })
    void whatDoesNotFitTogetherIsRefusedInASentence(String file, String content)
            throws IOException {
        Files.writeString(image.resolve(file), content);
        Exception refusal = assertThrows(Exception.class, () -> open().close());
        assertTrue(
                refusal instanceof IOException || refusal instanceof UserException,
                refusal::toString);
        assertTrue(refusal.getMessage().contains("image.zarr"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
    }

    @Test
    void aTruncatedChunkIsNamed() throws IOException {
        Path chunk = image.resolve("0/0/0/0/0");
        byte[] whole = Files.readAllBytes(chunk);
        Files.write(chunk, java.util.Arrays.copyOf(whole, whole.length / 2));
        say(OMERO);
        try (LargeImage opened = open(Setting.DETAIL, "full")) {
            RandomAccess<ARGBType> pixels = opened.pixels().randomAccess();
            pixels.setPosition(new int[] {0, 0});
            RuntimeException refusal = assertThrows(RuntimeException.class, pixels::get);
            assertTrue(
                    String.valueOf(refusal.getMessage()).contains("image.zarr/0"),
                    refusal.getMessage());
        }
    }
}
