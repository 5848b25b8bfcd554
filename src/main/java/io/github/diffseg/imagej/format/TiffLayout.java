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

/**
 * How the pixels of a TIFF page are stored.
 *
 * @param bits of a sample; those of all samples are the same
 * @param samples of a pixel
 * @param format of a sample, {@link TiffTags#UNSIGNED} and so on
 * @param tileWidth in pixels; 0 if the page is stored in strips
 * @param rowsPerStrip at most the height
 * @param offsets of the strips or tiles
 */
record TiffLayout(
        int width,
        int height,
        int bits,
        int samples,
        int format,
        int compression,
        int predictor,
        int photometric,
        boolean planar,
        boolean lowBitFirst,
        int tileWidth,
        int rowsPerStrip,
        long[] offsets) {

    /**
     * Reads how the pixels of a page are stored.
     *
     * @throws IOException if the directory contradicts itself, or what it says is not supported by
     *     any reader; the message is one sentence that names the file
     */
    static TiffLayout of(Path file, TiffDirectory page) throws IOException {
        return of(file, page, false);
    }

    /**
     * As {@link #of(Path, TiffDirectory)}.
     *
     * @param inParts whether the page need not fit into memory
     */
    static TiffLayout of(Path file, TiffDirectory page, boolean inParts) throws IOException {
        try {
            return read(file, page, inParts);
        } catch (ImageFileException e) {
            throw e;
        } catch (IOException | ArithmeticException e) {
            throw new DamagedImageException(
                    file, "is a damaged TIFF file: its directory does not fit together");
        }
    }

    private static TiffLayout read(Path file, TiffDirectory page, boolean inParts)
            throws IOException {
        long[] bits = page.values(BITS_PER_SAMPLE);
        long[] formats = page.values(SAMPLE_FORMAT);
        requireOne(file, "bits per sample", bits);
        requireOne(file, "sample format", formats);
        boolean tiled = page.has(TILE_WIDTH);
        long[] offsets = page.values(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        if (offsets.length == 0) {
            throw new DamagedImageException(file, "is a damaged TIFF file: it says of no pixels");
        }
        long width = page.value(WIDTH, 0);
        long height = page.value(HEIGHT, 0);
        long samples = page.value(SAMPLES_PER_PIXEL, 1);
        long bitsOfSample = bits.length == 0 ? 1 : bits[0];
        if (samples < 1 || samples > 4096 || bitsOfSample < 1 || bitsOfSample > 64) {
            throw new DamagedImageException(
                    file,
                    "declares "
                            + samples
                            + " samples of "
                            + bitsOfSample
                            + " bits for a pixel, which is not possible");
        }
        int memoryBytes = (int) (samples * Math.max(1, (bitsOfSample + 7) / 8));
        if (inParts) {
            PixelLimits.requireSides(file, width, height);
        } else {
            PixelLimits.require(file, width, height, memoryBytes, 1);
        }
        return new TiffLayout(
                (int) width,
                (int) height,
                (int) bitsOfSample,
                (int) samples,
                (int) (formats.length == 0 ? UNSIGNED : formats[0]),
                (int) Math.max(UNCOMPRESSED, page.value(COMPRESSION, UNCOMPRESSED)),
                (int) Math.max(NO_PREDICTOR, page.value(PREDICTOR, NO_PREDICTOR)),
                (int) page.value(PHOTOMETRIC, BLACK_IS_ZERO),
                samples > 1 && page.value(PLANAR_CONFIGURATION, 1) == 2,
                page.value(FILL_ORDER, 1) == 2,
                tiled ? Math.toIntExact(page.value(TILE_WIDTH, 0)) : 0,
                (int) Math.min(height, Math.max(1, page.value(ROWS_PER_STRIP, height))),
                offsets);
    }

    private static void requireOne(Path file, String what, long[] values)
            throws UnsupportedImageException {
        if (Arrays.stream(values).distinct().count() > 1) {
            throw new UnsupportedImageException(
                    file,
                    "is a TIFF of different "
                            + what
                            + " in one pixel, "
                            + Arrays.toString(values)
                            + ", which ImageJ cannot open");
        }
    }

    boolean isGrey() {
        return photometric == WHITE_IS_ZERO || photometric == BLACK_IS_ZERO;
    }

    boolean isUnsigned() {
        return format == UNSIGNED || format == UNDEFINED;
    }

    /** {@return whether samples of more than a byte do not begin with one} */
    boolean isPacked() {
        return bits > Byte.SIZE && bits < Short.SIZE;
    }

    /** {@return bytes of a row of one plane: one sample of each pixel if planar, else all} */
    long rowBytes() {
        long rowBits = (long) width * bits * (planar ? 1 : samples);
        return (rowBits + 7) / 8;
    }

    /** {@return whether the strips follow each other without gaps, as ImageJ takes for granted} */
    boolean isContiguous() {
        for (int i = 1; i < offsets.length; i++) {
            if (offsets[i] - offsets[i - 1] != rowBytes() * rowsPerStrip) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return where the pixels end by what the strips say of their lengths: several pixels of
     * YCbCr may share a colour, so their geometry does not tell it}
     *
     * @param lengths of the strips in bytes
     */
    long end(long[] lengths) {
        long end = 0;
        for (int i = 0; i < Math.min(offsets.length, lengths.length); i++) {
            end = Math.max(end, offsets[i] + lengths[i]);
        }
        return end;
    }

    /**
     * {@return where the pixels end if they are not compressed, from their geometry: what strips
     * say of their lengths is often wrong}
     */
    long uncompressedEnd() {
        if (tileWidth > 0) {
            return 0;
        }
        long end = 0;
        int stripsPerPlane = (height + rowsPerStrip - 1) / rowsPerStrip;
        for (int i = 0; i < offsets.length; i++) {
            long first = (long) (i % stripsPerPlane) * rowsPerStrip;
            long rows = Math.min(rowsPerStrip, height - first);
            end = Math.max(end, offsets[i] + rows * rowBytes());
        }
        return end;
    }

    /** {@return how many strips the geometry wants; -1 for tiles} */
    long expectedStrips() {
        if (tileWidth > 0) {
            return -1;
        }
        long perPlane = (height + (long) rowsPerStrip - 1) / rowsPerStrip;
        return perPlane * (planar ? samples : 1);
    }
}
