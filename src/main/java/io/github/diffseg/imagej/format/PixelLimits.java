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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks what a header declares before anything of that size is allocated. */
final class PixelLimits {

    /** The largest Java array of pixels. */
    private static final long MOST_PIXELS = Integer.MAX_VALUE - 8L;

    private static final double MEGABYTE = 1e6;

    /** Java needs some of its memory for other things than one image. */
    private static final double SHARE_OF_MEMORY = 0.9;

    /**
     * More pixels than the best compression gets out of a byte: deflate 1,032 bytes, of 8 pixels
     * each.
     */
    private static final long MOST_PIXELS_IN_A_BYTE = 10_000;

    private PixelLimits() {}

    /**
     * Refuses a size that the file is too short for, however well it is compressed.
     *
     * @param file of deflated, LZW, JPEG or run-length data
     * @throws IOException if so many pixels cannot come out of so few bytes
     */
    static void requireCompressed(Path file, long width, long height) throws IOException {
        if (width * height / MOST_PIXELS_IN_A_BYTE > Files.size(file)) {
            throw new DamagedImageException(
                    file,
                    "declares a size of "
                            + width
                            + " x "
                            + height
                            + " pixels, which cannot come out of its "
                            + Files.size(file)
                            + " bytes");
        }
    }

    /**
     * Refuses a size that no image has, or that does not fit the memory.
     *
     * @param file that declares the size
     * @param width in pixels
     * @param height in pixels
     * @param bytesPerPixel in memory, all channels together
     * @param planes that are read
     * @throws ImageFileException if there is no such image, ImageJ cannot hold it, or Java has not
     *     enough memory for it
     */
    static void require(Path file, long width, long height, int bytesPerPixel, long planes)
            throws ImageFileException {
        requireSides(file, width, height);
        String size = width + " x " + height + " pixels";
        if (width > MOST_PIXELS / height) {
            throw new TooLargeImageException(
                    file,
                    "declares a size of "
                            + size
                            + "; ImageJ holds at most "
                            + MOST_PIXELS
                            + " pixels in a plane");
        }
        double needed = (double) width * height * bytesPerPixel * Math.max(1, planes);
        double memory = SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory();
        if (needed > memory) {
            throw new TooLargeImageException(
                    file,
                    String.format(
                            "declares %s%s, which need %.0f MB of memory; Java may use %.0f MB:"
                                    + " give it more (-Xmx, or Edit > Options > Memory & Threads)"
                                    + " or choose a smaller image",
                            planes > 1 ? planes + " planes of " : "",
                            size,
                            needed / MEGABYTE,
                            memory / MEGABYTE));
        }
    }

    /**
     * Refuses a size that no image has, whether or not it would fit the memory.
     *
     * @param file that declares the size
     * @param width in pixels
     * @param height in pixels
     * @throws ImageFileException if there is no such image
     */
    static void requireSides(Path file, long width, long height) throws ImageFileException {
        if (width < 1 || height < 1 || width > MOST_PIXELS || height > MOST_PIXELS) {
            throw new DamagedImageException(
                    file,
                    "declares a size of "
                            + width
                            + " x "
                            + height
                            + " pixels; "
                            + (width < 1 || height < 1
                                    ? "both sides must be at least 1"
                                    : "no side may be larger than " + MOST_PIXELS));
        }
    }

    /**
     * Refuses a file that ends before its pixels do.
     *
     * @param needed bytes up to the end of the pixels
     * @throws DamagedImageException if the file is shorter
     */
    static void requireLength(Path file, long needed) throws IOException {
        if (needed < 0 || Files.size(file) < needed) {
            throw DamagedImageException.truncated(file);
        }
    }
}
