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

package io.github.diffseg.model;

import static io.github.diffseg.model.Fixtures.entry;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsFileTest {

    private static final int F32_BYTES = 4;

    @TempDir Path folder;

    @Test
    void readsWhatPythonWrote() {
        Path path = Fixtures.model("sd1").resolve("expected.safetensors");
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertTrue(file.contains("latent"));
            TensorInfo image = file.info("image");
            assertEquals(TensorType.U8, image.type());
            assertArrayEquals(new long[] {128, 128, 3}, image.shape());
            assertEquals(128 * 128 * 3, file.rawBytes("image").remaining());

            long timestep = file.rawBytes("timestep").getLong();
            assertEquals(300, timestep, "a scalar of type I64");
        }
    }

    @Test
    void weightIsMappedAsDirectReadOnlyLittleEndianBuffer() throws IOException {
        float[] values = {1.5f, -2, Float.MIN_VALUE};
        Path path = write(Map.of("a", new TensorData(new long[] {3}, values)));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            ByteBuffer bytes = file.bytes("a");
            assertTrue(bytes.isDirect());
            assertTrue(bytes.isReadOnly());
            assertEquals(ByteOrder.LITTLE_ENDIAN, bytes.order());
            assertEquals(0, bytes.position());
            assertEquals(values.length * F32_BYTES, bytes.limit());
            assertArrayEquals(values, floats(bytes));
        }
    }

    @Test
    void writtenTensorsComeBack() throws IOException {
        TensorData matrix = new TensorData(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});
        TensorData scalar = new TensorData(new long[] {}, new float[] {7});
        TensorData empty = new TensorData(new long[] {4, 0}, new float[] {});
        Path path = write(Map.of("größe", matrix, "scalar", scalar, "empty", empty));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertEquals(List.of("empty", "größe", "scalar"), List.copyOf(file.names()));
            assertArrayEquals(matrix.values(), floats(file.bytes("größe")));
            assertArrayEquals(matrix.shape(), file.info("größe").shape());
            assertEquals(1, file.info("scalar").elements());
            assertEquals(7, file.bytes("scalar").getFloat());
            assertEquals(0, file.bytes("empty").remaining());
        }
    }

    @Test
    void buffersOutliveTheStore() throws IOException {
        Path path = write(Map.of("a", new TensorData(new long[] {1}, new float[] {3})));
        SafetensorsFile file = SafetensorsFile.open(path);
        ByteBuffer bytes = file.bytes("a");
        file.close();
        assertEquals(3, bytes.getFloat());
        assertThrows(IllegalStateException.class, () -> file.bytes("a"));
    }

    @Test
    void missingTensorIsNamed() throws IOException {
        Path path = write(Map.of("a", new TensorData(new long[] {1}, new float[] {3})));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertFalse(file.contains("b"));
            assertNames(assertThrows(ModelException.class, () -> file.info("b")), path, "b");
        }
    }

    @Test
    void typeThatNetworksDoNotUseFailsOnlyWhenItsBytesAreAskedFor() throws IOException {
        String header =
                "{"
                        + entry("ids", "I64", "[1,2]", 0, 16)
                        + "," //
                        + entry("w", "F32", "[1]", 16, 20)
                        + "}";
        Path path = write(Fixtures.safetensors(header, 20));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertEquals(TensorType.I64, file.info("ids").type());
            assertEquals(F32_BYTES, file.bytes("w").remaining());
            ModelException e = assertThrows(ModelException.class, () -> file.bytes("ids"));
            assertNames(e, path, "ids");
            assertTrue(e.getMessage().contains("I64"), e.getMessage());
        }
    }

    @Test
    void fileOverTwoGigabytes() throws IOException {
        long big = 1_500_000_000L;
        String header =
                "{"
                        + entry("first", "F16", "[750000000]", 0, big)
                        + "," //
                        + entry("second", "F16", "[750000000]", big, 2 * big)
                        + "," //
                        + entry("last", "F32", "[1]", 2 * big, 2 * big + 4)
                        + "}";
        Path path = writeSparse(header, 2 * big + 4, 42);
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertEquals(42, file.bytes("last").getFloat());
            assertEquals(big, file.bytes("second").remaining());
        }
    }

    @Test
    void tensorOverTwoGigabytesIsRefused() throws IOException {
        long size = 3_000_000_004L;
        Path path = writeSparse("{" + entry("huge", "F32", "[750000001]", 0, size) + "}", size, 1);
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertEquals(750_000_001, file.info("huge").elements());
            assertNames(assertThrows(ModelException.class, () -> file.bytes("huge")), path, "huge");
        }
    }

    @Test
    void fileShortenedWhileOpenIsRefusedBeforeItIsMapped() throws IOException {
        Path path = write(Map.of("a", new TensorData(new long[] {2}, new float[] {3, 4})));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            try (RandomAccessFile access = new RandomAccessFile(path.toFile(), "rw")) {
                access.setLength(access.length() - 1);
            }
            ModelException e = assertThrows(ModelException.class, () -> file.bytes("a"));
            assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
        }
    }

    @Test
    void missingFileAndFolderAreNamed() {
        Path missing = folder.resolve("none.safetensors");
        ModelException e = assertThrows(ModelException.class, () -> SafetensorsFile.open(missing));
        assertEquals(missing + " cannot be read: the file does not exist", e.getMessage());
        e = assertThrows(ModelException.class, () -> SafetensorsFile.open(folder));
        assertEquals(folder + " is a folder, not a file of a model", e.getMessage());
    }

    static Stream<Arguments> malformed() {
        String a = entry("a", "F32", "[2]", 0, 8);
        return Stream.of(
                header("offsets beyond the data", "{" + entry("a", "F32", "[2]", 8, 16) + "}"),
                header("end beyond the data", "{" + entry("a", "F32", "[3]", 0, 12) + "}"),
                header("begin after end", "{" + entry("a", "F32", "[2]", 8, 0) + "}"),
                header("size too small", "{" + entry("a", "F32", "[1]", 0, 8) + "}"),
                header("size too large", "{" + entry("a", "F32", "[4]", 0, 8) + "}"),
                header("element size", "{" + entry("a", "BF16", "[2]", 0, 8) + "}"),
                header("negative offset", "{" + entry("a", "F32", "[2]", -1, 7) + "}"),
                header("negative dimension", "{" + entry("a", "F32", "[-2]", 0, 8) + "}"),
                header("two negatives", "{" + entry("a", "F32", "[-2,-1]", 0, 8) + "}"),
                header(
                        "product overflows to 8 bytes",
                        "{" + entry("a", "F32", "[4611686018427387906]", 0, 8) + "}"),
                header(
                        "product overflows",
                        "{" + entry("a", "F32", "[4294967296,4294967296,4]", 0, 8) + "}"),
                header("dimension overflows", "{" + entry("a", "F32", "[1e30]", 0, 8) + "}"),
                header("fraction", "{" + entry("a", "F32", "[2.0]", 0, 8) + "}"),
                header("not a number", "{" + entry("a", "F32", "[NaN]", 0, 8) + "}"),
                header("number as text", "{" + entry("a", "F32", "[\"2\"]", 0, 8) + "}"),
                header("shape not an array", "{" + entry("a", "F32", "2", 0, 8) + "}"),
                header("nested shape", "{" + entry("a", "F32", "[[2]]", 0, 8) + "}"),
                header("too many dimensions", "{" + entry("a", "F32", ones(65), 0, 8) + "}"),
                header("unknown type", "{" + entry("a", "F31", "[2]", 0, 8) + "}"),
                header("type in lower case", "{" + entry("a", "f32", "[2]", 0, 8) + "}"),
                header("half a byte", "{" + entry("a", "F4", "[15]", 0, 8) + "}"),
                header("no dtype", "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}"),
                header("no shape", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}"),
                header("no offsets", "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}"),
                header(
                        "one offset",
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8]}}"),
                header(
                        "three offsets",
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}"),
                header("repeated field", "{\"a\":{\"shape\":[2]," + a.substring(5) + "}"),
                header("unknown field", "{\"a\":{\"x\":[[[]]]," + a.substring(5) + "}"),
                header("tensor is a number", "{\"a\":1}"),
                header("tensor is null", "{\"a\":null}"),
                header("two of one name", "{" + a + "," + a + "}"),
                header("overlap", "{" + entry("b", "F32", "[1]", 0, 4) + "," + a + "}"),
                header("hole before", "{" + entry("a", "F32", "[1]", 4, 8) + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformedTensorIsNamed(String what, String header) throws IOException {
        Path path = write(Fixtures.safetensors(header, 8));
        ModelException e = assertThrows(ModelException.class, () -> SafetensorsFile.open(path));
        assertNames(e, path, "tensor");
        assertTrue(e.getMessage().contains(" a "), e.getMessage());
    }

    static Stream<Arguments> malformedFiles() {
        byte[] whole = Fixtures.safetensors("{" + entry("a", "F32", "[2]", 0, 8) + "}", 8);
        byte[] hugeLength = whole.clone();
        hugeLength[7] = 0x7F;
        byte[] negativeLength = whole.clone();
        negativeLength[7] = (byte) 0xFF;
        byte[] longerThanFile = whole.clone();
        longerThanFile[1] = 1;
        return Stream.of(
                file("empty", new byte[0]),
                file("seven bytes", new byte[7]),
                file("length only", Fixtures.safetensors("", 0)),
                file("huge header length", hugeLength),
                file("negative header length", negativeLength),
                file("header longer than the file", longerThanFile),
                file("truncated header", Arrays.copyOf(whole, 20)),
                file("truncated data", Arrays.copyOf(whole, whole.length - 1)),
                file("trailing byte", Arrays.copyOf(whole, whole.length + 1)),
                file("no tensors but data", Fixtures.safetensors("{}", 1)),
                file("array", Fixtures.safetensors("[]", 0)),
                file("text", Fixtures.safetensors("tensors", 0)),
                file("unfinished", Fixtures.safetensors("{\"a\":", 0)),
                file("two objects", Fixtures.safetensors("{}{}", 0)),
                file("bad escape", Fixtures.safetensors("{\"\\uZZZZ\":1}", 0)),
                file("metadata no object", Fixtures.safetensors("{\"__metadata__\":1}", 0)),
                file(
                        "metadata of numbers",
                        Fixtures.safetensors("{\"__metadata__\":{\"format\":1}}", 0)),
                file(
                        "not UTF-8",
                        Fixtures.safetensors("{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1), 0)),
                file("nested arrays", Fixtures.safetensors("[".repeat(5_000_000), 0)),
                file("nested objects", Fixtures.safetensors("{\"a\":".repeat(1_000_000), 0)),
                file(
                        "nested metadata",
                        Fixtures.safetensors("{\"__metadata__\":" + "[".repeat(5_000_000), 0)),
                file("long name", Fixtures.safetensors("{\"" + "a".repeat(5_000_000), 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedFiles")
    void malformedFileIsNamed(String what, byte[] content) throws IOException {
        Path path = write(content);
        ModelException e = assertThrows(ModelException.class, () -> SafetensorsFile.open(path));
        assertTrue(
                e.getMessage().startsWith(path + " is not a valid safetensors file: "),
                e.getMessage());
        assertTrue(e.getMessage().length() < 600, "a sentence, not " + e.getMessage().length());
    }

    @Test
    void tooManyTensorsAreRefused() throws IOException {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i <= SafetensorsHeader.MAXIMUM_TENSORS; i++) {
            header.append(i == 0 ? "" : ",").append(entry("t" + i, "F32", "[0]", 0, 0));
        }
        Path path = write(Fixtures.safetensors(header.append('}').toString(), 0));
        ModelException e = assertThrows(ModelException.class, () -> SafetensorsFile.open(path));
        assertTrue(e.getMessage().contains("100000 tensors"), e.getMessage());
    }

    private static Arguments header(String what, String header) {
        return Arguments.of(what, header);
    }

    private static Arguments file(String what, byte[] content) {
        return Arguments.of(what, content);
    }

    private static String ones(int count) {
        return "[2" + ",1".repeat(count - 1) + "]";
    }

    private static void assertNames(ModelException e, Path path, String tensor) {
        assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
        assertTrue(e.getMessage().contains(tensor), e.getMessage());
    }

    private static float[] floats(ByteBuffer bytes) {
        FloatBuffer buffer = bytes.asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("test.safetensors"), content);
    }

    private Path write(Map<String, TensorData> tensors) throws IOException {
        Path path = folder.resolve("test.safetensors");
        SafetensorsWriter.write(path, tensors);
        return path;
    }

    /** Only the header and the last float take room on the disk. */
    private Path writeSparse(String header, long dataSize, float lastValue) throws IOException {
        Path path = write(Fixtures.safetensors(header, 0));
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(file.length() + dataSize - F32_BYTES);
            file.writeInt(Integer.reverseBytes(Float.floatToIntBits(lastValue)));
        }
        return path;
    }
}
