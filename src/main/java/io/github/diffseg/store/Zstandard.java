package io.github.diffseg.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Zstandard, by the library that Fiji ships. */
public final class Zstandard {

    private Zstandard() {}

    /**
     * {@return the bytes as they were before}
     *
     * @param stored a frame
     * @param most bytes that are taken
     * @throws IOException if it is damaged
     */
    public static byte[] decode(byte[] stored, int most) throws IOException {
        try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(stored))) {
            return in.readNBytes(most);
        }
    }

    /**
     * Unpacks a frame.
     *
     * @param in holds it
     * @param from its first byte
     * @param packed its bytes
     * @param out gets what comes of it
     * @param to where in out
     * @param length how many bytes there is room for
     * @return how many bytes came out
     * @throws IOException if it is damaged or does not fit
     */
    public static int decode(byte[] in, int from, int packed, byte[] out, int to, int length)
            throws IOException {
        try {
            return (int) Zstd.decompressByteArray(out, to, length, in, from, packed);
        } catch (ZstdException e) {
            throw new IOException("its Zstandard data are damaged: " + e.getMessage(), e);
        }
    }
}
