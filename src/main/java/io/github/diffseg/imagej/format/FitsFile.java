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
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Opens FITS files (standard 4.0, sections 4 and 5). ImageJ's own reader believes their headers,
 * knows no undefined values, and rounds 32-bit numbers before anyone can scale them.
 */
final class FitsFile {

    private static final int CARD_BYTES = 80;
    private static final int BLOCK_BYTES = 2880;
    private static final int MOST_CARDS = 100_000;
    private static final Set<Integer> BITS = Set.of(8, 16, 32, 64, -32, -64);
    private static final double UNSIGNED_16_BIT_ZERO = 32768;

    private final Path file;
    private final Map<String, String> cards = new HashMap<>();

    private FitsFile(Path file) {
        this.file = file;
    }

    /**
     * {@return the image or stack, with values as BSCALE and BZERO give them}
     *
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    static ImagePlus open(Path file) throws IOException {
        return new FitsFile(file).open();
    }

    private ImagePlus open() throws IOException {
        int header = readHeader();
        int bits = whole("BITPIX", 0);
        int axes = whole("NAXIS", 0);
        if (axes < 2 || axes > 3 && whole("NAXIS4", 1) > 1) {
            throw new UnsupportedImageException(
                    file, "is a FITS file of " + axes + " axes in its first part; 2 or 3 are read");
        }
        if (!BITS.contains(bits)) {
            throw new DamagedImageException(
                    file, "declares BITPIX " + bits + "; it must be 8, 16, 32, 64, -32 or -64");
        }
        int planes = axes == 2 ? 1 : Math.max(1, whole("NAXIS3", 1));
        int bytes = Math.abs(bits) / Byte.SIZE;
        int width = whole("NAXIS1", 0);
        int height = whole("NAXIS2", 0);
        double scale = decimal("BSCALE", 1);
        double zero = decimal("BZERO", 0);
        boolean blank = bits > 0 && cards.containsKey("BLANK");
        boolean unsigned = bits == 16 && zero == UNSIGNED_16_BIT_ZERO;
        boolean stored = (bits == 8 || bits == 16) && scale == 1 && (zero == 0 || unsigned);
        boolean real = !stored || blank;
        PixelLimits.require(file, width, height, real ? Float.BYTES : bytes, planes);
        PixelLimits.requireLength(file, header + (long) width * height * bytes * planes);
        Numbers numbers = new Numbers(bits, scale, zero, blank ? decimal("BLANK", 0) : Double.NaN);
        ImageStack stack = new ImageStack(width, height);
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            in.seek(header);
            for (int i = 0; i < planes; i++) {
                ImageProcessor plane =
                        real
                                ? new FloatProcessor(width, height)
                                : bits == 8
                                        ? new ByteProcessor(width, height)
                                        : new ShortProcessor(width, height);
                read(in, plane, numbers, bits == 16 && !unsigned && !real ? Short.MIN_VALUE : 0);
                plane.resetMinAndMax();
                stack.addSlice(plane);
            }
        }
        ImagePlus image = new ImagePlus(file.getFileName().toString(), stack);
        if (bits == 16 && !unsigned && !real) {
            image.getLocalCalibration().setSigned16BitCalibration();
        }
        return image;
    }

    /**
     * What stands in the file for a value.
     *
     * @param blank stands for an undefined one; NaN if none does
     */
    private record Numbers(int bits, double scale, double zero, double blank) {

        double next(ByteBuffer row) {
            double number =
                    switch (bits) {
                        case 8 -> row.get() & 0xff;
                        case 16 -> row.getShort();
                        case 32 -> row.getInt();
                        case 64 -> row.getLong();
                        case -32 -> row.getFloat();
                        default -> row.getDouble();
                    };
            return number == blank ? Double.NaN : number * scale + zero;
        }
    }

    /** The first row is the lowest one. */
    private static void read(ImageInputStream in, ImageProcessor plane, Numbers numbers, int lowest)
            throws IOException {
        byte[] row = new byte[plane.getWidth() * (Math.abs(numbers.bits) / Byte.SIZE)];
        for (int y = plane.getHeight() - 1; y >= 0; y--) {
            in.readFully(row);
            ByteBuffer values = ByteBuffer.wrap(row);
            for (int x = 0; x < plane.getWidth(); x++) {
                plane.setf(x, y, (float) (numbers.next(values) - lowest));
            }
        }
    }

    /** Reads the cards up to END and returns the size of the header in bytes. */
    private int readHeader() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (int card = 0; card < MOST_CARDS; card++) {
                byte[] bytes = in.readNBytes(CARD_BYTES);
                if (bytes.length < CARD_BYTES) {
                    throw new EOFException();
                }
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                if (text.startsWith("END ") || text.trim().equals("END")) {
                    int end = (card + 1) * CARD_BYTES;
                    return (end + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
                }
                keep(text);
            }
        } catch (EOFException e) {
            throw DamagedImageException.truncated(file);
        }
        throw new DamagedImageException(file, "is a damaged FITS file: its header has no end");
    }

    private void keep(String card) {
        int sign = card.indexOf('=');
        if (sign > 0) {
            int comment = card.indexOf('/', sign);
            String value = card.substring(sign + 1, comment < 0 ? card.length() : comment);
            cards.putIfAbsent(card.substring(0, sign).trim(), value.trim());
        }
    }

    private int whole(String key, int otherwise) throws DamagedImageException {
        String value = cards.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new DamagedImageException(
                    file, "declares " + key + " = " + value + "; it must be a whole number");
        }
    }

    private double decimal(String key, double otherwise) throws DamagedImageException {
        String value = cards.get(key);
        try {
            double number = value == null ? otherwise : Double.parseDouble(value.replace('D', 'E'));
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as are infinite ones
        }
        throw new DamagedImageException(
                file, "declares " + key + " = " + value + "; it must be a number");
    }
}
