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

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The tensors of a file, to be changed and written again. */
public final class EditedSafetensors {

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private record Tensor(TensorType type, long[] shape, byte[] bytes) {}

    public static EditedSafetensors of(Path file) {
        EditedSafetensors edited = new EditedSafetensors();
        edited.addAll(file, name -> name);
        return edited;
    }

    static EditedSafetensors empty() {
        return new EditedSafetensors();
    }

    /** Adds a file's tensors under other names; null leaves one out. */
    EditedSafetensors addAll(Path file, UnaryOperator<String> rename) {
        try (TensorStore store = SafetensorsFile.open(file)) {
            for (String name : store.names()) {
                String other = rename.apply(name);
                if (other != null) {
                    TensorInfo info = store.info(name);
                    byte[] bytes = new byte[Math.toIntExact(info.byteSize())];
                    store.rawBytes(name).get(bytes);
                    tensors.put(other, new Tensor(info.type(), info.shape(), bytes));
                }
            }
        }
        return this;
    }

    /** Adds a tensor of zeros. */
    EditedSafetensors add(String name, TensorType type, long... shape) {
        long elements = 1;
        for (long dimension : shape) {
            elements *= dimension;
        }
        byte[] zeros = new byte[Math.toIntExact(type.bytes(elements))];
        tensors.put(name, new Tensor(type, shape, zeros));
        return this;
    }

    /** Leaves out all whose name begins so. */
    public EditedSafetensors without(String prefix) {
        tensors.keySet().removeIf(name -> name.startsWith(prefix));
        return this;
    }

    /** A kernel of 1 x 1 becomes a matrix. */
    public EditedSafetensors withoutTrailingOnes(String name) {
        Tensor tensor = tensors.get(name);
        long[] matrix = Arrays.copyOf(tensor.shape(), 2);
        tensors.put(name, new Tensor(tensor.type(), matrix, tensor.bytes()));
        return this;
    }

    /** Keeps the upper byte of each float16 below a prefix, which is an F8_E5M2. */
    public EditedSafetensors cutTo8Bits(String prefix) {
        return replace(prefix, TensorType.F8_E5M2, 1);
    }

    /** As {@link #cutTo8Bits(String)}, but stored as float16. */
    public EditedSafetensors cutTo8BitsInFloat16(String prefix) {
        return replace(prefix, TensorType.F16, 2);
    }

    private EditedSafetensors replace(String prefix, TensorType type, int size) {
        tensors.replaceAll(
                (name, tensor) -> {
                    if (!name.startsWith(prefix) || tensor.type() != TensorType.F16) {
                        return tensor;
                    }
                    byte[] cut = new byte[tensor.bytes().length / 2 * size];
                    for (int i = 0; i < tensor.bytes().length / 2; i++) {
                        cut[(i + 1) * size - 1] = tensor.bytes()[2 * i + 1];
                    }
                    return new Tensor(type, tensor.shape(), cut);
                });
        return this;
    }

    public Path write(Path file) throws IOException {
        JsonObject header = new JsonObject();
        Gson gson = new Gson();
        long begin = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            JsonObject tensor = new JsonObject();
            long end = begin + entry.getValue().bytes().length;
            tensor.addProperty("dtype", entry.getValue().type().name());
            tensor.add("shape", gson.toJsonTree(entry.getValue().shape()));
            tensor.add("data_offsets", gson.toJsonTree(new long[] {begin, end}));
            header.add(entry.getKey(), tensor);
            begin = end;
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(text.length)
                            .array());
            out.write(text);
            for (Tensor tensor : tensors.values()) {
                out.write(tensor.bytes());
            }
        }
        return file;
    }
}
