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

package io.github.diffseg.store;

import io.github.diffseg.files.FileReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Files on a disk.
 *
 * @param base a folder or a file
 */
record FolderStore(Path base) implements ByteStore {

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        Path file = base.resolve(key);
        try {
            return Files.isDirectory(file)
                    ? Optional.empty()
                    : Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (OutOfMemoryError e) {
            throw new IOException(file + " is too large to be read at once", e);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    @Override
    public byte[] read(String key, long position, int length) throws IOException {
        Path file = base.resolve(key);
        try (FileChannel channel = FileChannel.open(file)) {
            long first = position < 0 ? Math.max(0, channel.size() + position) : position;
            ByteBuffer part = ByteBuffer.allocate(length);
            while (part.hasRemaining() && channel.read(part, first + part.position()) >= 0) {
                // Until it is full or the file ends
            }
            return part.hasRemaining()
                    ? Arrays.copyOf(part.array(), part.position())
                    : part.array();
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    @Override
    public long size(String key) throws IOException {
        Path file = base.resolve(key);
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static IOException failure(Path file, IOException e) {
        return new IOException(file + " cannot be read: " + FileReason.of(e), e);
    }

    @Override
    public ByteStore in(String folder) {
        return folder.isEmpty() ? this : new FolderStore(base.resolve(folder));
    }

    @Override
    public Optional<ByteStore> above() {
        return Optional.ofNullable(absolute().getParent()).map(FolderStore::new);
    }

    @Override
    public String lastName() {
        Path name = absolute().getFileName();
        return name == null ? "" : name.toString();
    }

    private Path absolute() {
        return base.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        return base.toString();
    }
}
