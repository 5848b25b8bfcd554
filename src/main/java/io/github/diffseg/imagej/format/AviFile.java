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
import ij.plugin.AVI_Reader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOException;

/** Opens the first frame of AVI files with ImageJ's reader. */
final class AviFile {

    /** The headers of the streams come first. */
    private static final int HEADER_BYTES = 1 << 16;

    private static final String STREAM_FORMAT = "strf";

    private AviFile() {}

    /**
     * {@return the first frame}
     *
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    static ImagePlus open(Path file) throws IOException {
        requireSize(file);
        AVI_Reader reader = new AVI_Reader();
        ImageStack frames;
        try {
            frames = reader.makeStack(file.toAbsolutePath().toString(), 1, 1, false, false, false);
        } catch (RuntimeException e) {
            throw DamagedImageException.of(file, "AVI", e);
        }
        if (frames == null || frames.size() == 0) {
            throw failure(file, String.valueOf(reader.getErrorText()));
        }
        if (frames.getWidth() < 1 || frames.getHeight() < 1) {
            throw DamagedImageException.of(file, "AVI", null);
        }
        return new ImagePlus(file.getFileName().toString(), frames);
    }

    private static ImageFileException failure(Path file, String text) {
        String reason =
                text.replaceFirst("An error occurred reading the AVI file\\.\\s*", "").strip();
        if (reason.matches("Unsupported [\\w ,.:'\"()\\-]{10,120}")) {
            return new UnsupportedImageException(
                    file,
                    "is an AVI file that ImageJ cannot open ("
                            + reason
                            + "); save it uncompressed or as Motion JPEG");
        }
        return DamagedImageException.of(file, "AVI", new IIOException(reason));
    }

    /** Each stream's format begins with the size of its frames, if it has any. */
    private static void requireSize(Path file) throws IOException {
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(HEADER_BYTES);
        }
        ByteBuffer header = ByteBuffer.wrap(begin).order(ByteOrder.LITTLE_ENDIAN);
        String letters = new String(begin, StandardCharsets.ISO_8859_1);
        int video = letters.indexOf("vids");
        int format = letters.indexOf(STREAM_FORMAT, Math.max(0, video));
        int size = format + STREAM_FORMAT.length() + 2 * Integer.BYTES;
        if (video < 0 || format < 0 || size + 2 * Integer.BYTES > begin.length) {
            throw DamagedImageException.of(file, "AVI", null);
        }
        long height = Math.abs((long) header.getInt(size + Integer.BYTES));
        PixelLimits.require(file, header.getInt(size), height, Integer.BYTES, 1);
    }
}
