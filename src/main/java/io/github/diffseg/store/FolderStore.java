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
    public String name() {
        return base.toString();
    }
}
