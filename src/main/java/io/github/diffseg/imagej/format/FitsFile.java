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
import ij.measure.Calibration;
import ij.plugin.FITS_Reader;
import ij.process.ImageProcessor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Opens FITS files with ImageJ's reader, which believes their headers, after these are checked, and
 * applies the scale that it leaves out.
 */
final class FitsFile {

    private static final int CARD_BYTES = 80;
    private static final int BLOCK_BYTES = 2880;
    private static final int MOST_CARDS = 100_000;
    private static final Set<Integer> BITS = Set.of(8, 16, 32, -32, -64);
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
                    file, "declares BITPIX " + bits + "; it must be 8, 16, 32, -32 or -64");
        }
        int planes = axes == 2 ? 1 : Math.max(1, whole("NAXIS3", 1));
        int bytes = Math.abs(bits) / Byte.SIZE;
        long width = whole("NAXIS1", 0);
        long height = whole("NAXIS2", 0);
        PixelLimits.require(file, width, height, Math.min(bytes, Float.BYTES), planes);
        PixelLimits.requireLength(file, header + width * height * bytes * planes);
        double scale = decimal("BSCALE", 1);
        double zero = decimal("BZERO", 0);
        FITS_Reader reader = new FITS_Reader();
        try {
            reader.run(file.toAbsolutePath().toString());
        } catch (RuntimeException e) {
            throw DamagedImageException.of(file, "FITS", e);
        }
        if (reader.getWidth() == 0) {
            throw DamagedImageException.of(file, "FITS", null);
        }
        boolean unsigned = bits == 16 && scale == 1 && zero == UNSIGNED_16_BIT_ZERO;
        return scale == 1 && zero == 0 || unsigned ? reader : scaled(reader, bits, scale, zero);
    }

    /** As 32-bit numbers, since the scale need not be whole. */
    private static ImagePlus scaled(ImagePlus raw, int bits, double scale, double zero) {
        ImageStack stack = new ImageStack(raw.getWidth(), raw.getHeight());
        for (int i = 1; i <= raw.getStackSize(); i++) {
            ImageProcessor stored = raw.getStack().getProcessor(i);
            stored.setCalibrationTable(null);
            ImageProcessor plane = stored.convertToFloat();
            // ImageJ keeps signed 16-bit numbers as unsigned ones
            double shift = bits == 16 ? Short.MIN_VALUE : 0;
            float[] values = (float[]) plane.getPixels();
            for (int p = 0; p < values.length; p++) {
                values[p] = (float) ((values[p] + shift) * scale + zero);
            }
            plane.resetMinAndMax();
            stack.addSlice(plane);
        }
        ImagePlus image = new ImagePlus(raw.getTitle(), stack);
        Calibration calibration = raw.getCalibration().copy();
        calibration.setFunction(Calibration.NONE, null, "Gray Value");
        image.setCalibration(calibration);
        return image;
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
