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

package io.github.diffseg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.diffseg.model.CheckpointFixture;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.model.SafetensorsFile;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.model.TensorInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small model with what diffusers and a float64 statement of DiffSeg give on it. The folder is
 * that of the system property {@code diffseg.fixtures}.
 *
 * @param path the model folder
 * @param inOneFile whether the model is the file of that name in {@code checkpoints} instead, which
 *     has the same weights
 */
public record ModelFixture(Path path, boolean inOneFile) {

    /**
     * The folder that holds {@code models}, {@code merging}, {@code nano} and {@code evaluation}.
     */
    public static Path root() {
        return Path.of(System.getProperty("diffseg.fixtures", "src/test/resources/fixtures"));
    }

    /** One for each folder of {@code models}. */
    public static List<ModelFixture> all() {
        try (Stream<Path> folders = Files.list(root().resolve("models"))) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(path -> new ModelFixture(path, false))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of {@link #all()}, and one for each file of {@code checkpoints}. */
    public static List<ModelFixture> allAndCheckpoints() {
        List<ModelFixture> fixtures = all();
        CheckpointFixture.names().forEach(name -> fixtures.add(inOneFile(name)));
        return fixtures;
    }

    public static ModelFixture of(String family) {
        return new ModelFixture(root().resolve("models").resolve(family), false);
    }

    public static ModelFixture inOneFile(String family) {
        return new ModelFixture(root().resolve("models").resolve(family), true);
    }

    /** The folder or the file. */
    public StoredModel model() {
        return inOneFile ? CheckpointFixture.open(path.getFileName().toString()) : folder();
    }

    public ModelFolder folder() {
        return ModelFolder.open(path);
    }

    public JsonObject expected() {
        try {
            return JsonParser.parseString(Files.readString(path.resolve("expected.json")))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(path.resolve("expected.safetensors"))) {
            return file.contains(name);
        }
    }

    /** A float32 tensor, as an array of its elements. */
    public float[] floats(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(path.resolve("expected.safetensors"))) {
            ByteBuffer bytes = file.rawBytes(name).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return values;
        }
    }

    /** A uint8 tensor, as an array of its elements. */
    public byte[] bytes(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(path.resolve("expected.safetensors"))) {
            ByteBuffer buffer = file.rawBytes(name);
            byte[] values = new byte[buffer.remaining()];
            buffer.get(values);
            return values;
        }
    }

    public long[] shape(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(path.resolve("expected.safetensors"))) {
            TensorInfo info = file.info(name);
            return info.shape();
        }
    }

    /** The input as the VAE encoder takes it: {@code [1, 3, height, width]} in [-1, 1]. */
    public NDArray image(NDManager manager) {
        long[] shape = shape("image");
        byte[] rgb = bytes("image");
        ByteBuffer direct = ByteBuffer.allocateDirect(rgb.length);
        direct.put(rgb).flip();
        return manager.create(direct, new Shape(1, shape[0], shape[1], 3), DataType.UINT8)
                .toType(DataType.FLOAT32, false)
                .transpose(0, 3, 1, 2)
                .div(127.5)
                .sub(1);
    }

    @Override
    public String toString() {
        return path.getFileName() + (inOneFile ? " in one file" : "");
    }

    /** Copies the model, to be changed or damaged. */
    public void copyTo(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.toList()) {
                Path target = folder.resolve(path.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
