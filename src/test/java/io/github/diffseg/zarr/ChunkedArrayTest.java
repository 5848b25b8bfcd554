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

package io.github.diffseg.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.store.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkedArrayTest {

    @TempDir private static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        ArrayFixtures.unpack(folder);
    }

    private static ChunkedArray open(Path array) throws IOException {
        return new ChunkedArray(ArrayFiles.read(Address.of(array.toString()).open()).orElseThrow());
    }

    @Test
    void everyCompressionAndNumberOfZarrPythonIsReadRight() throws IOException {
        List<Path> arrays;
        try (Stream<Path> two = Files.list(folder.resolve("v2"));
                Stream<Path> three = Files.list(folder.resolve("v3"))) {
            arrays =
                    Stream.concat(two, three)
                            .filter(path -> !path.endsWith("missing"))
                            .sorted()
                            .toList();
        }
        assertTrue(arrays.size() > 25, () -> arrays + "");
        for (Path array : arrays) {
            ChunkedArray chunked = open(array);
            ElementType type = chunked.metadata().type();
            int axes = chunked.metadata().shape().length;
            for (int channel = 0; channel < (axes == 3 ? 3 : 1); channel++) {
                long[] place = new long[axes];
                if (axes == 3) {
                    place[0] = channel;
                }
                place[axes - 2] = 5;
                place[axes - 1] = 3;
                int width = ArrayFixtures.WIDTH - 3;
                int height = ArrayFixtures.HEIGHT - 5;
                float[] values = chunked.read(place, axes - 2, axes - 1, width, height);
                float[] expected = new float[values.length];
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = ArrayFixtures.value(channel, i % width + 3, i / width + 5, type);
                }
                assertArrayEquals(expected, values, array.toString());
            }
        }
    }

    @Test
    void whatNoChunkHoldsIsTheFillValue() throws IOException {
        float[] values = open(folder.resolve("v2/missing")).read(new long[] {0, 0}, 0, 1, 83, 70);
        ElementType type = new ElementType(ElementType.Kind.UNSIGNED, 2);
        assertEquals(ArrayFixtures.value(0, 40, 31, type), values[31 * 83 + 40]);
        assertEquals(7, values[31 * 83 + 41]);
        assertEquals(7, values[32 * 83]);
    }

    @Test
    void fillValuesOfAllFormsAreRead() throws IOException {
        assertEquals(1, filledWith("bool", "true"));
        assertEquals(0, filledWith("bool", "false"));
        assertEquals(1.5f, filledWith("float32", "\"0x3fc00000\""));
        assertEquals(-2f, filledWith("float64", "\"0xc000000000000000\""));
        assertEquals(Float.NaN, filledWith("float32", "\"0x7fc00001\""));
        assertEquals(Float.NEGATIVE_INFINITY, filledWith("float32", "\"-Infinity\""));
    }

    private static float filledWith(String type, String fill) throws IOException {
        Path array = versionThree("[4,4]", type, fill, "[{\"name\":\"bytes\"}]");
        return open(array).read(new long[] {1, 1}, 0, 1, 1, 1)[0];
    }

    private static Path versionThree(String shape, String type, String fill, String codecs)
            throws IOException {
        Path array = Files.createDirectories(folder.resolve("three"));
        Files.writeString(
                array.resolve("zarr.json"),
                String.format(
                        "{\"zarr_format\":3,\"node_type\":\"array\",\"shape\":%s,"
                                + "\"data_type\":\"%s\",\"fill_value\":%s,\"codecs\":%s,"
                                + "\"chunk_grid\":{\"name\":\"regular\",\"configuration\":"
                                + "{\"chunk_shape\":[4,4]}}}",
                        shape, type, fill, codecs));
        return array;
    }

    @Test
    void arraysThatAreNotReadSayWhy() throws IOException {
        String bytes = "{\"name\":\"bytes\"}";
        String shards =
                "{\"name\":\"sharding_indexed\",\"configuration\":{\"chunk_shape\":[2,2],"
                        + "\"codecs\":[%s]}}";
        String plain = String.format(shards, bytes);
        for (String[] kind :
                new String[][] {
                    {"[0,4]", "[" + bytes + "]", "is empty: its shape is [0, 4]"},
                    {"[]", "[" + bytes + "]", "has 0 axes"},
                    {"[4,null]", "[" + bytes + "]", "says shape is [4,null]"},
                    {"[4,4]", "[" + String.format(shards, plain) + "]", "shards within shards"},
                    {"[4,4]", "[" + plain + ",{\"name\":\"crc32c\"}]", "shards within shards"},
                    {"[4,4]", "[{\"name\":\"numcodecs.bz2\"}]", "blosc, zstd and gzip are"},
                }) {
            Path array = versionThree(kind[0], "uint8", "0", kind[1]);
            IOException refusal = assertThrows(IOException.class, () -> open(array));
            assertTrue(refusal.getMessage().contains(kind[2]), refusal.getMessage());
        }
    }

    @Test
    void chunksOfN5SayTheirOwnSize() throws IOException {
        Path array = Files.createDirectories(folder.resolve("n5"));
        Files.writeString(
                array.resolve("attributes.json"),
                "{\"dimensions\":[5,3],\"blockSize\":[4,2],\"dataType\":\"uint16\","
                        + "\"compression\":{\"type\":\"raw\"}}");
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                int width = column == 0 ? 4 : 1;
                int height = row == 0 ? 2 : 1;
                java.nio.ByteBuffer block = java.nio.ByteBuffer.allocate(12 + 2 * width * height);
                block.putShort((short) 0).putShort((short) 2).putInt(width).putInt(height);
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        block.putShort((short) (1000 * (row * 2 + y) + column * 4 + x));
                    }
                }
                Path file = array.resolve(column + "/" + row);
                Files.createDirectories(file.getParent());
                Files.write(file, block.array());
            }
        }
        assertEquals(
                "[1003.0, 1004.0, 2003.0, 2004.0]",
                Arrays.toString(open(array).read(new long[] {1, 3}, 0, 1, 2, 2)));
    }

    @Test
    void aDamagedChunkIsNamed() throws IOException {
        Path array = folder.resolve("v2/gzip");
        Files.write(array.resolve("1.1"), new byte[] {1, 2, 3});
        IOException refusal =
                assertThrows(
                        IOException.class, () -> open(array).read(new long[] {0, 0}, 0, 1, 83, 70));
        assertTrue(
                refusal.getMessage().startsWith(array + " has a damaged chunk 1/1"),
                refusal.getMessage());
    }

    @Test
    void unknownCompressionsAndFiltersAreNamed() throws IOException {
        Path array = Files.createDirectories(folder.resolve("unknown"));
        String with =
                "{\"zarr_format\":2,\"shape\":[8,8],\"chunks\":[8,8],\"dtype\":\"|u1\","
                        + "\"order\":\"C\",\"fill_value\":null,\"compressor\":%s,\"filters\":%s}";
        Files.writeString(
                array.resolve(".zarray"), String.format(with, "{\"id\":\"jpeg2k\"}", "null"));
        assertTrue(
                assertThrows(IOException.class, () -> open(array))
                        .getMessage()
                        .contains("is compressed with \"jpeg2k\", which is not read; blosc"));
        Files.writeString(
                array.resolve(".zarray"), String.format(with, "null", "[{\"id\":\"delta\"}]"));
        assertTrue(
                assertThrows(IOException.class, () -> open(array))
                        .getMessage()
                        .contains("has filters"));
    }
}
