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

package io.github.diffseg.tile;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileReason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels of the cores of tiles, on disk until it is closed: a block for each tile, in bytes,
 * shorts or ints as its largest label needs. Blocks are appended by one thread, and read by any.
 */
final class ScratchFile implements Closeable {

    private record Block(long offset, int width, int bytes) {}

    private final Path folder;
    private final Path file;
    private final FileChannel channel;
    private final List<Block> blocks = new ArrayList<>();
    private long size;

    /**
     * Makes an empty file.
     *
     * @param parent the folder in which a folder of its own is made; null: the system's for
     *     temporary files
     * @throws UserException if that fails
     */
    ScratchFile(Path parent) {
        try {
            folder =
                    parent == null
                            ? Files.createTempDirectory("diffseg-tiles-")
                            : Files.createTempDirectory(parent, "diffseg-tiles-");
            // A process that is ended takes them with it, in reverse order
            folder.toFile().deleteOnExit();
            file = folder.resolve("cores");
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            file.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UserException(
                    "No temporary files can be made"
                            + (parent == null ? "" : " in " + parent)
                            + ": "
                            + FileReason.of(e),
                    e);
        }
    }

    /**
     * Appends the block of the next tile.
     *
     * @param labels row by row
     * @param width of the block
     * @param largest of the labels
     * @throws UserException if the disk takes no more
     */
    void append(int[] labels, int width, int largest) {
        ByteBuffer packed = PackedLabels.pack(labels, largest);
        blocks.add(new Block(size, width, PackedLabels.bytes(largest)));
        try {
            while (packed.hasRemaining()) {
                size += channel.write(packed, size);
            }
        } catch (IOException e) {
            throw new UserException(
                    "The labels of tiles cannot be kept in "
                            + folder
                            + ": "
                            + FileReason.of(e)
                            + "; free space there, or choose a coarser detail",
                    e);
        }
    }

    /**
     * Reads a part of a block.
     *
     * @param block the number of the tile
     * @param x where the part begins in the block
     * @param y where the part begins in the block
     * @param width of the part
     * @param height of the part
     * @return {@code [height · width]}
     * @throws UserException if the file is closed or cannot be read
     */
    int[] read(int block, int x, int y, int width, int height) {
        Block place = blocks.get(block);
        int[] labels = new int[width * height];
        ByteBuffer row = ByteBuffer.allocate(width * place.bytes());
        try {
            for (int v = 0; v < height; v++) {
                long first = (long) (y + v) * place.width() + x;
                readFully(row.clear(), place.offset() + first * place.bytes());
                for (int u = 0; u < width; u++) {
                    labels[v * width + u] = PackedLabels.get(row, u, place.bytes());
                }
            }
        } catch (IOException e) {
            throw new UserException(
                    "The labels of tiles in " + folder + " cannot be read: " + FileReason.of(e), e);
        }
        return labels;
    }

    private void readFully(ByteBuffer row, long position) throws IOException {
        while (row.hasRemaining()) {
            if (channel.read(row, position + row.position()) < 0) {
                throw new IOException("it ends too early");
            }
        }
    }

    /** {@return the folder that goes when this is closed} */
    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }
}
