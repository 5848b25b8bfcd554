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

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedIntType;

/**
 * An array of labels that is written chunk by chunk (Zarr version 2, zlib); chunks without any
 * label are left out.
 */
final class LabelArray {

    static final int CHUNK = 1024;

    private final Path folder;
    private final int bits;
    private final int axes;
    private final long width;
    private final long height;

    /**
     * Describes an array that is to be written.
     *
     * @param folder of its own
     * @param bits of a label: 8, 16 or 32
     * @param axes how many it has; all but the last two have one element
     */
    LabelArray(Path folder, int bits, int axes, long width, long height) {
        this.folder = folder;
        this.bits = bits;
        this.axes = axes;
        this.width = width;
        this.height = height;
    }

    boolean isOneChunk() {
        return width <= CHUNK && height <= CHUNK;
    }

    /** {@return the array of each second label in each second row, in another folder} */
    LabelArray half(Path other) {
        return new LabelArray(other, bits, axes, (width + 1) / 2, (height + 1) / 2);
    }

    /**
     * Writes all labels.
     *
     * @param labels {@code [width, height]}
     * @param progress told how far it is; may cancel
     */
    void write(RandomAccessibleInterval<UnsignedIntType> labels, Progress progress)
            throws IOException {
        begin();
        RandomAccess<UnsignedIntType> access = labels.randomAccess();
        int[] chunk = new int[CHUNK * CHUNK];
        long rows = chunks(height);
        for (long row = 0; row < rows; row++) {
            for (long column = 0; column < chunks(width); column++) {
                progress.checkCancelled();
                java.util.Arrays.fill(chunk, 0);
                int across = (int) Math.min(CHUNK, width - column * CHUNK);
                int down = (int) Math.min(CHUNK, height - row * CHUNK);
                for (int y = 0; y < down; y++) {
                    access.setPosition(labels.min(0) + column * CHUNK, 0);
                    access.setPosition(labels.min(1) + row * CHUNK + y, 1);
                    for (int x = 0; x < across; x++) {
                        chunk[y * CHUNK + x] = access.get().getInt();
                        access.fwd(0);
                    }
                }
                write(column, row, chunk);
            }
            progress.report("Writing labels", (row + 1) / (double) rows);
        }
    }

    /**
     * Writes each second label of each second row of another array, the nearest neighbours.
     *
     * @param finer that has been written
     */
    void writeHalfOf(LabelArray finer, Progress progress) throws IOException {
        begin();
        int[] chunk = new int[CHUNK * CHUNK];
        int[] source = new int[CHUNK * CHUNK];
        for (long row = 0; row < chunks(height); row++) {
            for (long column = 0; column < chunks(width); column++) {
                progress.checkCancelled();
                java.util.Arrays.fill(chunk, 0);
                for (int part = 0; part < 4; part++) {
                    if (finer.read(2 * column + part % 2, 2 * row + part / 2, source)) {
                        int to = part / 2 * CHUNK / 2 * CHUNK + part % 2 * CHUNK / 2;
                        for (int y = 0; y < CHUNK / 2; y++) {
                            for (int x = 0; x < CHUNK / 2; x++) {
                                chunk[to + y * CHUNK + x] = source[2 * y * CHUNK + 2 * x];
                            }
                        }
                    }
                }
                write(column, row, chunk);
            }
        }
    }

    private static long chunks(long side) {
        return (side - 1) / CHUNK + 1;
    }

    private void begin() throws IOException {
        Files.createDirectories(folder);
        JsonArray shape = new JsonArray();
        JsonArray chunks = new JsonArray();
        for (int axis = 0; axis < axes - 2; axis++) {
            shape.add(1);
            chunks.add(1);
        }
        shape.add(height);
        shape.add(width);
        chunks.add(CHUNK);
        chunks.add(CHUNK);
        JsonObject compressor = new JsonObject();
        compressor.addProperty("id", "zlib");
        compressor.addProperty("level", 1);
        JsonObject array = new JsonObject();
        array.addProperty("zarr_format", 2);
        array.add("shape", shape);
        array.add("chunks", chunks);
        array.addProperty("dtype", bits == 8 ? "|u1" : "<u" + bits / 8);
        array.add("compressor", compressor);
        array.addProperty("fill_value", 0);
        array.addProperty("order", "C");
        array.add("filters", com.google.gson.JsonNull.INSTANCE);
        array.addProperty("dimension_separator", "/");
        Files.writeString(
                folder.resolve(ZarrVersion2.ARRAY_FILE),
                new com.google.gson.GsonBuilder().serializeNulls().create().toJson(array),
                StandardCharsets.UTF_8);
    }

    private Path file(long column, long row) {
        return folder.resolve("0/".repeat(axes - 2) + row + "/" + column);
    }

    private void write(long column, long row, int[] chunk) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(chunk.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        int any = 0;
        for (int label : chunk) {
            any |= label;
            switch (bits) {
                case 8 -> bytes.put((byte) label);
                case 16 -> bytes.putShort((short) label);
                default -> bytes.putInt(label);
            }
        }
        if (any != 0) {
            Path file = file(column, row);
            Files.createDirectories(file.getParent());
            Files.write(file, ChunkCodec.zlib(bytes.array()));
        }
    }

    /** {@return whether there is a label in it} */
    private boolean read(long column, long row, int[] chunk) throws IOException {
        Path file = file(column, row);
        if (!Files.exists(file)) {
            return false;
        }
        int size = chunk.length * bits / 8;
        ByteBuffer bytes =
                ByteBuffer.wrap(ChunkCodec.ZLIB.decode(Files.readAllBytes(file), size))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] =
                    switch (bits) {
                        case 8 -> bytes.get() & 0xff;
                        case 16 -> bytes.getShort() & 0xffff;
                        default -> bytes.getInt();
                    };
        }
        return true;
    }
}
