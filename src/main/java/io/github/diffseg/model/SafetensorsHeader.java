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

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and checks the header of a safetensors file: 8 bytes little-endian length n, then n bytes
 * of JSON {@code {name: {"dtype", "shape", "data_offsets"}}}, then the data, which the tensors
 * cover without overlap or hole. Every number is checked against the file's size before anything is
 * allocated or mapped; the JSON is streamed, never nested deeper than the format allows.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">The format</a>
 */
final class SafetensorsHeader {

    /** As the format's reference implementation. */
    static final long MAXIMUM_HEADER_BYTES = 100_000_000;

    /**
     * Far above any model's file (SDXL's UNet has 1,680); bounds the memory a bad file can take.
     */
    static final int MAXIMUM_TENSORS = 100_000;

    /** As PyTorch. */
    static final int MAXIMUM_DIMENSIONS = 64;

    private static final String METADATA = "__metadata__";

    private final String source;
    private final long dataStart;
    private final long dataSize;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private SafetensorsHeader(String source, long dataStart, long dataSize) {
        this.source = source;
        this.dataStart = dataStart;
        this.dataSize = dataSize;
    }

    /**
     * Reads and checks the header of a file.
     *
     * @param channel the file
     * @param source its name for messages
     * @throws ModelException if the file is no well-formed safetensors file
     * @throws IOException if the file cannot be read
     */
    static SafetensorsHeader read(FileChannel channel, String source) throws IOException {
        long fileSize = channel.size();
        if (fileSize < Long.BYTES) {
            throw malformed(source, "has " + fileSize + " bytes, too few for a header");
        }
        long length = readFully(channel, 0, Long.BYTES).getLong();
        // A length above 2^63 reads as negative.
        if (length < 0 || length > MAXIMUM_HEADER_BYTES) {
            throw malformed(
                    source,
                    "declares a header of "
                            + Long.toUnsignedString(length)
                            + " bytes; at most "
                            + MAXIMUM_HEADER_BYTES
                            + " are allowed");
        }
        long dataStart = Long.BYTES + length;
        if (dataStart > fileSize) {
            throw malformed(
                    source,
                    "declares a header of " + length + " bytes but has " + fileSize + " in all");
        }
        SafetensorsHeader header = new SafetensorsHeader(source, dataStart, fileSize - dataStart);
        header.parse(readFully(channel, Long.BYTES, (int) length).array());
        header.checkCoverage();
        return header;
    }

    /** The offset in the file of the data's first byte. */
    long dataStart() {
        return dataStart;
    }

    /** By name, in the header's order. */
    Map<String, TensorInfo> tensors() {
        return tensors;
    }

    private static ByteBuffer readFully(FileChannel channel, long position, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file ends inside its header");
            }
        }
        return buffer.flip();
    }

    private void parse(byte[] text) {
        JsonReader json =
                new JsonReader(
                        new InputStreamReader(
                                new ByteArrayInputStream(text),
                                StandardCharsets.UTF_8.newDecoder()));
        try {
            require(json, JsonToken.BEGIN_OBJECT, "the header", "an object");
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (name.equals(METADATA)) {
                    skipMetadata(json);
                } else {
                    add(parseTensor(json, name));
                }
            }
            json.endObject();
            require(json, JsonToken.END_DOCUMENT, "the header", "one object and nothing more");
        } catch (CharacterCodingException e) {
            throw malformed(source, "has a header that is not UTF-8", e);
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            // What Gson's reader throws for text that is not JSON.
            throw malformed(source, "has a header that is not JSON", e);
        }
    }

    private void skipMetadata(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.NULL) {
            // The reference implementation takes it for none
            json.nextNull();
            return;
        }
        require(json, JsonToken.BEGIN_OBJECT, METADATA, "an object");
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            require(json, JsonToken.STRING, METADATA + " " + shown(key), "a string");
            json.nextString();
        }
        json.endObject();
    }

    private TensorInfo parseTensor(JsonReader json, String name) throws IOException {
        String tensor = "tensor " + shown(name);
        TensorType type = null;
        long[] shape = null;
        long[] offsets = null;
        require(json, JsonToken.BEGIN_OBJECT, tensor, "an object");
        json.beginObject();
        while (json.hasNext()) {
            String field = json.nextName();
            String where = tensor + " " + shown(field);
            if (field.equals("dtype") && type == null) {
                type = parseType(json, where);
            } else if (field.equals("shape") && shape == null) {
                shape = parseNumbers(json, where, MAXIMUM_DIMENSIONS);
            } else if (field.equals("data_offsets") && offsets == null) {
                offsets = parseNumbers(json, where, 2);
            } else {
                throw malformed(source, where + " is repeated or not part of the format");
            }
        }
        json.endObject();
        if (type == null || shape == null || offsets == null || offsets.length != 2) {
            throw malformed(source, tensor + " lacks its dtype, shape or two data_offsets");
        }
        return check(new TensorInfo(name, type, shape, offsets[0], offsets[1]), tensor);
    }

    private TensorType parseType(JsonReader json, String where) throws IOException {
        require(json, JsonToken.STRING, where, "a string");
        String dtype = json.nextString();
        return TensorType.ofName(dtype)
                .orElseThrow(
                        () ->
                                malformed(
                                        source,
                                        where
                                                + " is "
                                                + shown(dtype)
                                                + ", not one of "
                                                + List.of(TensorType.values())));
    }

    private long[] parseNumbers(JsonReader json, String where, int maximumCount)
            throws IOException {
        require(json, JsonToken.BEGIN_ARRAY, where, "an array");
        json.beginArray();
        long[] numbers = new long[maximumCount];
        int count = 0;
        while (json.hasNext()) {
            require(json, JsonToken.NUMBER, where, "whole numbers of 0 or more");
            if (count == maximumCount) {
                throw malformed(source, where + " has more than " + maximumCount + " numbers");
            }
            String number = json.nextString();
            try {
                numbers[count] = Long.parseLong(number);
            } catch (NumberFormatException e) {
                throw malformed(source, where + " holds " + shown(number), e);
            }
            if (numbers[count] < 0) {
                throw malformed(source, where + " holds the negative number " + number);
            }
            count++;
        }
        json.endArray();
        return Arrays.copyOf(numbers, count);
    }

    private TensorInfo check(TensorInfo info, String tensor) {
        String range = "data_offsets [" + info.begin() + ", " + info.end() + "]";
        if (info.begin() > info.end()) {
            throw malformed(source, tensor + " ends before it begins: " + range);
        }
        if (info.end() > dataSize) {
            throw malformed(
                    source,
                    tensor
                            + " reaches beyond the end of the file, which was perhaps not copied"
                            + " completely: "
                            + range
                            + " of "
                            + dataSize
                            + " bytes of data");
        }
        String shape = info.type() + " " + Arrays.toString(info.shape());
        long size;
        try {
            long elements = 1;
            for (long dimension : info.shape()) {
                elements = Math.multiplyExact(elements, dimension);
            }
            size = info.type().bytes(elements);
        } catch (ArithmeticException e) {
            throw malformed(source, tensor + " has an impossible shape: " + shape, e);
        }
        if (size != info.byteSize()) {
            throw malformed(
                    source,
                    tensor
                            + " takes "
                            + info.byteSize()
                            + " bytes, but "
                            + shape
                            + " needs "
                            + size);
        }
        return info;
    }

    private void add(TensorInfo info) {
        if (tensors.size() == MAXIMUM_TENSORS) {
            throw malformed(source, "has more than " + MAXIMUM_TENSORS + " tensors");
        }
        if (tensors.put(info.name(), info) != null) {
            throw malformed(source, "has two tensors named " + shown(info.name()));
        }
    }

    /** The reference implementation forbids holes too: they could hide other content. */
    private void checkCoverage() {
        List<TensorInfo> byOffset =
                tensors.values().stream()
                        .sorted(
                                Comparator.comparingLong(TensorInfo::begin)
                                        .thenComparingLong(TensorInfo::end))
                        .toList();
        long covered = 0;
        for (TensorInfo info : byOffset) {
            if (info.begin() != covered) {
                throw malformed(
                        source,
                        "tensor "
                                + shown(info.name())
                                + " begins at byte "
                                + info.begin()
                                + " of the data, "
                                + (info.begin() < covered ? "inside" : "not right after")
                                + " the tensor before it, which ends at "
                                + covered);
            }
            covered = info.end();
        }
        if (covered != dataSize) {
            throw malformed(
                    source,
                    "has "
                            + (dataSize - covered)
                            + " bytes after the last tensor's that are no tensor's");
        }
    }

    private void require(JsonReader json, JsonToken expected, String what, String description)
            throws IOException {
        JsonToken found = json.peek();
        if (found != expected) {
            throw malformed(source, what + " must be " + description + ", not " + inWords(found));
        }
    }

    private static String inWords(JsonToken token) {
        return switch (token) {
            case BEGIN_ARRAY, END_ARRAY -> "a list";
            case BEGIN_OBJECT, END_OBJECT -> "an object";
            case NAME -> "a name";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case END_DOCUMENT -> "the end";
        };
    }

    /** A name from the file, short enough for a sentence. */
    private static String shown(String text) {
        int longest = 120;
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    private static ModelException malformed(String source, String problem) {
        return new ModelException(source + " is not a valid safetensors file: " + problem);
    }

    private static ModelException malformed(String source, String problem, Exception cause) {
        return new ModelException(source + " is not a valid safetensors file: " + problem, cause);
    }
}
