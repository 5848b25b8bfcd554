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

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens PBM, PGM and PPM files, plain and raw. ImageJ's own reader takes rows of bits for one long
 * row, digits without space between them for one number, and fills what is missing with black.
 */
final class NetpbmFile {

    private static final int MOST = 65535;
    private static final int MOST_OF_A_BYTE = 255;

    private final Path file;
    private final InputStream in;
    private final boolean plain;
    private final boolean bits;
    private final int channels;
    private final int width;
    private final int height;
    private final int maximum;

    private NetpbmFile(Path file, InputStream in) throws IOException {
        this.file = file;
        this.in = in;
        in.skipNBytes(1);
        int variant = in.read() - '0';
        plain = variant <= 3;
        bits = variant == 1 || variant == 4;
        channels = variant == 3 || variant == 6 ? 3 : 1;
        width = number("width");
        height = number("height");
        maximum = bits ? 1 : number("highest value");
        if (maximum < 1 || maximum > MOST) {
            throw new DamagedImageException(
                    file, "declares the highest value " + maximum + "; it must be 1 to " + MOST);
        }
        PixelLimits.require(file, width, height, channels * (isWide() ? 2 : 1), 1);
    }

    /**
     * {@return the image; values of up to 8 bits are stretched from the highest declared one to
     * 255, as ImageJ does}
     *
     * @param file that begins with P1 to P6
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    static ImagePlus open(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            NetpbmFile netpbm = new NetpbmFile(file, in);
            if (netpbm.plain) {
                // A digit and a space for each value, but for the last one
                long values = (long) netpbm.width * netpbm.height * netpbm.channels;
                PixelLimits.requireLength(file, netpbm.bits ? values : 2 * values - 1);
            } else {
                long row = (long) netpbm.width * netpbm.channels * (netpbm.isWide() ? 2 : 1);
                long bytes = netpbm.bits ? (netpbm.width + 7L) / 8 : row;
                // The shortest header has 7 bytes
                PixelLimits.requireLength(file, bytes * netpbm.height + 7);
            }
            return netpbm.image();
        } catch (EOFException e) {
            throw DamagedImageException.truncated(file);
        }
    }

    private boolean isWide() {
        return maximum > MOST_OF_A_BYTE;
    }

    private ImagePlus image() throws IOException {
        String title = file.getFileName().toString();
        if (channels == 1 && !isWide()) {
            byte[] grey = new byte[width * height];
            for (int y = 0; y < height; y++) {
                int[] row = row();
                for (int x = 0; x < width; x++) {
                    int value = bits ? 1 - row[x] : row[x];
                    grey[y * width + x] = (byte) (value * MOST_OF_A_BYTE / maximum);
                }
            }
            return new ImagePlus(title, new ByteProcessor(width, height, grey));
        }
        if (isWide()) {
            return wide(title);
        }
        int[] rgb = new int[width * height];
        for (int y = 0; y < height; y++) {
            int[] row = row();
            for (int x = 0; x < width; x++) {
                int colour = 0xff;
                for (int c = 0; c < channels; c++) {
                    colour = colour << 8 | row[x * channels + c] * MOST_OF_A_BYTE / maximum;
                }
                rgb[y * width + x] = colour;
            }
        }
        return new ImagePlus(title, new ColorProcessor(width, height, rgb));
    }

    private ImagePlus wide(String title) throws IOException {
        short[][] planes = new short[channels][width * height];
        for (int y = 0; y < height; y++) {
            int[] row = row();
            for (int i = 0; i < row.length; i++) {
                planes[i % channels][y * width + i / channels] = (short) row[i];
            }
        }
        if (channels == 1) {
            return new ImagePlus(title, new ShortProcessor(width, height, planes[0], null));
        }
        ImageStack stack = new ImageStack(width, height);
        double lowest = MOST;
        double highest = 0;
        for (short[] plane : planes) {
            ShortProcessor channel = new ShortProcessor(width, height, plane, null);
            lowest = Math.min(lowest, channel.getMin());
            highest = Math.max(highest, channel.getMax());
            stack.addSlice(channel);
        }
        return RasterImages.composite(title, stack, lowest, highest);
    }

    /** Samples of the next row, {@code [width · channels]}. */
    private int[] row() throws IOException {
        int[] row = new int[width * channels];
        if (bits && !plain) {
            byte[] packed = in.readNBytes((width + 7) / 8);
            requireAll(packed.length, (width + 7) / 8);
            for (int x = 0; x < width; x++) {
                row[x] = packed[x / 8] >> 7 - x % 8 & 1;
            }
        } else if (!plain) {
            int size = isWide() ? 2 : 1;
            byte[] raw = in.readNBytes(row.length * size);
            requireAll(raw.length, row.length * size);
            for (int i = 0; i < row.length; i++) {
                row[i] =
                        size == 1
                                ? raw[i] & 0xff
                                : (raw[2 * i] & 0xff) << 8 | raw[2 * i + 1] & 0xff;
            }
        } else {
            for (int i = 0; i < row.length; i++) {
                row[i] = bits ? digit() : number("value");
            }
        }
        for (int value : row) {
            if (value > maximum) {
                throw new DamagedImageException(
                        file,
                        "holds the value " + value + "; the highest it declares is " + maximum);
            }
        }
        return row;
    }

    private void requireAll(int read, int wanted) throws DamagedImageException {
        if (read < wanted) {
            throw DamagedImageException.truncated(file);
        }
    }

    private int digit() throws IOException {
        int next = nextOfText();
        if (next != '0' && next != '1') {
            throw new DamagedImageException(
                    file, "holds \"" + (char) next + "\" where plain PBM has 0 or 1");
        }
        return next - '0';
    }

    /** A number, and the one character after it. */
    private int number(String what) throws IOException {
        int next = nextOfText();
        long number = 0;
        if (next < '0' || next > '9') {
            throw new DamagedImageException(
                    file, "has no whole number as its " + what + " but \"" + (char) next + "\"");
        }
        while (next >= '0' && next <= '9') {
            number = number * 10 + next - '0';
            if (number > Integer.MAX_VALUE) {
                throw new DamagedImageException(file, "has a " + what + " above 2147483647");
            }
            next = in.read();
        }
        if (next == '#') {
            skipLine();
        }
        return (int) number;
    }

    /** The next character that is neither space nor part of a comment. */
    private int nextOfText() throws IOException {
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw DamagedImageException.truncated(file);
            }
            if (next == '#') {
                skipLine();
            } else if (next > ' ') {
                return next;
            }
        }
    }

    private void skipLine() throws IOException {
        int next = in.read();
        while (next >= 0 && next != '\n' && next != '\r') {
            next = in.read();
        }
    }
}
