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

package io.github.diffseg.imagej.format;

import static io.github.diffseg.imagej.format.TiffTags.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Whether compressed strips and tiles hold all of their pixels. The JDK's reader leaves those that
 * are missing black, without a word.
 */
final class TiffStrips {

    /** Writers share the bytes of tiles without anything, which are short. */
    private static final int MOST_SHARED = 100;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int CODES = 1 << 12;
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int SHORTEST_CODE = 9;
    private static final int LONGEST_CODE = 12;

    private TiffStrips() {}

    /**
     * Refuses a page of which pixels are missing.
     *
     * @param layout of the page
     * @throws IOException if so; the message is one sentence that names the file
     */
    static void requireWhole(Path file, TiffLayout layout, TiffDirectory page) throws IOException {
        if (!isKnown(layout)) {
            return;
        }
        boolean tiled = layout.tileWidth() > 0;
        long tileHeight = page.value(TILE_LENGTH, 0);
        long[] lengths = page.values(tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS);
        int stripsOfPlane = (layout.height() - 1) / layout.rowsPerStrip() + 1;
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            if (Arrays.stream(lengths).sum() / MOST_SHARED > in.length()) {
                throw new DamagedImageException(
                        file, "is a damaged TIFF file: its strips or tiles lie over each other");
            }
            for (int i = 0; i < Math.min(lengths.length, layout.offsets().length); i++) {
                long above = (long) (i % stripsOfPlane) * layout.rowsPerStrip();
                long rows =
                        tiled
                                ? tileHeight
                                : Math.min(layout.rowsPerStrip(), layout.height() - above);
                if (tiled && layout.offsets()[i] == 0 && lengths[i] == 0) {
                    // Tiles without anything are left out by some writers
                    continue;
                }
                PixelLimits.requireLength(file, layout.offsets()[i] + lengths[i]);
                byte[] stored = new byte[Math.toIntExact(lengths[i])];
                in.seek(layout.offsets()[i]);
                in.readFully(stored);
                int width = tiled ? layout.tileWidth() : layout.width();
                requireWhole(file, layout, stored, width, rows);
            }
        }
    }

    /**
     * Refuses a strip or a tile of which pixels are missing.
     *
     * @param stored its bytes
     * @param width in pixels
     * @param rows in pixels
     * @throws DamagedImageException if so; the message is one sentence that names the file
     */
    static void requireWhole(Path file, TiffLayout layout, byte[] stored, int width, long rows)
            throws DamagedImageException {
        if (!isKnown(layout)) {
            return;
        }
        int samples = layout.planar() ? 1 : layout.samples();
        long needed = ((long) width * samples * layout.bits() + 7) / 8 * rows;
        long held =
                switch (layout.compression()) {
                    case LZW -> lzw(stored, needed);
                    case PACK_BITS -> packBits(stored, needed);
                    default -> inflated(file, stored);
                };
        if (held < needed) {
            throw new DamagedImageException(
                    file,
                    "is a damaged TIFF file: of a strip or tile that needs "
                            + needed
                            + " bytes it holds "
                            + held);
        }
    }

    private static boolean isKnown(TiffLayout layout) {
        // Several pixels of YCbCr may share a colour
        return layout.photometric() != YCBCR
                && switch (layout.compression()) {
                    case LZW, PACK_BITS, DEFLATE, OLD_DEFLATE -> true;
                    default -> false;
                };
    }

    private static long inflated(Path file, byte[] stored) throws DamagedImageException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stored);
            byte[] buffer = new byte[BUFFER_BYTES];
            int count = inflater.inflate(buffer);
            while (count > 0) {
                count = inflater.inflate(buffer);
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException e) {
            throw DamagedImageException.of(file, "TIFF", e);
        } finally {
            inflater.end();
        }
    }

    /** Runs of bytes as they are, or of one byte (TIFF 6.0, section 9). */
    private static long packBits(byte[] stored, long needed) {
        long held = 0;
        int place = 0;
        while (held < needed && place + 1 < stored.length) {
            int count = stored[place++];
            if (count >= 0) {
                held += Math.min(count + 1, stored.length - place);
                place += count + 1;
            } else if (count > Byte.MIN_VALUE) {
                held += 1 - count;
                place++;
            }
        }
        return held;
    }

    /** Only how long the string of each code is (TIFF 6.0, section 13). */
    private static long lzw(byte[] stored, long needed) {
        boolean ofOldWriters = stored.length > 1 && stored[0] == 0 && (stored[1] & 1) == 1;
        if (ofOldWriters) {
            return needed;
        }
        int[] lengths = new int[CODES];
        Arrays.fill(lengths, 0, CLEAR, 1);
        int next = END + 1;
        int bits = SHORTEST_CODE;
        int before = -1;
        long held = 0;
        for (long place = 0; held < needed && place + bits <= 8L * stored.length; ) {
            int code = code(stored, place, bits);
            place += bits;
            if (code == END) {
                break;
            }
            if (code == CLEAR) {
                next = END + 1;
                bits = SHORTEST_CODE;
                before = -1;
                continue;
            }
            if (before >= 0 && next < CODES) {
                lengths[next++] = lengths[before] + 1;
            }
            if (code >= next) {
                break;
            }
            held += lengths[code];
            before = code;
            if (next >= (1 << bits) - 1 && bits < LONGEST_CODE) {
                bits++;
            }
        }
        return held;
    }

    private static int code(byte[] stored, long place, int bits) {
        int code = 0;
        for (int i = (int) (place / 8); i < stored.length && i <= (place + bits - 1) / 8; i++) {
            code = code << 8 | stored[i] & 0xff;
        }
        int unused = (int) (8 - (place + bits) % 8) % 8;
        return code >> unused & (1 << bits) - 1;
    }
}
