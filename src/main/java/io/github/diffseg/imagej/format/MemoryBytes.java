package io.github.diffseg.imagej.format;

import javax.imageio.stream.ImageInputStreamImpl;

/** Bytes in memory as a stream with places, which knows its length. */
final class MemoryBytes extends ImageInputStreamImpl {

    private final byte[] content;

    /**
     * Reads bytes.
     *
     * @param content not copied
     */
    MemoryBytes(byte[] content) {
        this.content = content;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < content.length ? content[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
        bitOffset = 0;
        if (streamPos >= content.length) {
            return -1;
        }
        int read = (int) Math.min(count, content.length - streamPos);
        System.arraycopy(content, (int) streamPos, bytes, offset, read);
        streamPos += read;
        return read;
    }

    @Override
    public long length() {
        return content.length;
    }
}
