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

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.diffseg.files.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes small F32 tensors as a safetensors file, completely or not at all. */
public final class SafetensorsWriter {

    private SafetensorsWriter() {}

    /**
     * Writes tensors to a file, whole or not at all.
     *
     * @param file replaced if it exists; its folder is created
     * @param tensors by name; written in the order of their names
     * @throws IOException if the file cannot be written; it is then as it was
     */
    public static void write(Path file, Map<String, TensorData> tensors) throws IOException {
        Map<String, TensorData> sorted = new TreeMap<>(tensors);
        byte[] header = header(sorted);
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFiles.writeStream(
                file,
                out -> {
                    out.write(littleEndian(Long.BYTES).putLong(header.length).array());
                    out.write(header);
                    for (TensorData tensor : sorted.values()) {
                        ByteBuffer bytes = littleEndian(tensor.values().length * Float.BYTES);
                        bytes.asFloatBuffer().put(tensor.values());
                        out.write(bytes.array());
                    }
                });
    }

    /** Filled up with blanks so that the data begin at a multiple of 8 bytes. */
    private static byte[] header(Map<String, TensorData> tensors) {
        JsonObject header = new JsonObject();
        long begin = 0;
        for (Map.Entry<String, TensorData> entry : tensors.entrySet()) {
            long end = begin + (long) entry.getValue().values().length * Float.BYTES;
            JsonObject tensor = new JsonObject();
            tensor.addProperty("dtype", TensorType.F32.name());
            tensor.add("shape", array(entry.getValue().shape()));
            tensor.add("data_offsets", array(begin, end));
            header.add(entry.getKey(), tensor);
            begin = end;
        }
        String json = header.toString();
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return (json + " ".repeat(Math.floorMod(-length, Long.BYTES)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonArray array(long... numbers) {
        JsonArray array = new JsonArray();
        for (long number : numbers) {
            array.add(number);
        }
        return array;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
