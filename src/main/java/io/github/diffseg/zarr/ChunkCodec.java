package io.github.diffseg.zarr;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How the bytes of a chunk are compressed. */
@FunctionalInterface
interface ChunkCodec {

    /** Not at all. */
    ChunkCodec RAW = (stored, expected) -> stored;

    /** As gzip files are. */
    ChunkCodec GZIP =
            (stored, expected) -> {
                try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
                    return in.readNBytes(expected);
                }
            };

    /** As PNG files are. */
    ChunkCodec ZLIB =
            (stored, expected) -> {
                try (InflaterInputStream in =
                        new InflaterInputStream(new ByteArrayInputStream(stored))) {
                    return in.readNBytes(expected);
                }
            };

    /**
     * {@return the chunk as it was before it was compressed}
     *
     * @param stored what the file has
     * @param expected how many bytes a whole chunk has
     * @throws IOException if they do not come out of it
     */
    byte[] decode(byte[] stored, int expected) throws IOException;

    /**
     * {@return the bytes as a zlib stream}
     *
     * @param bytes any
     */
    static byte[] zlib(byte[] bytes) {
        java.util.zip.Deflater deflater = new java.util.zip.Deflater(1);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 8 + 64);
            byte[] part = new byte[1 << 14];
            while (!deflater.finished()) {
                packed.write(part, 0, deflater.deflate(part));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
