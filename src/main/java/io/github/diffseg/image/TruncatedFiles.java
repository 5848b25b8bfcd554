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

package io.github.diffseg.image;

import ij.ImagePlus;
import ij.io.FileInfo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Finds files that end before their pixels do. ImageJ opens TIFF, PNM, raw, FITS and JPEG files of
 * that kind without a word, and the missing pixels are black or grey.
 */
final class TruncatedFiles {

    private static final int JPEG_BEGIN = 0xffd8;
    private static final int JPEG_END = 0xffd9;

    private TruncatedFiles() {}

    /**
     * @param file an image
     * @param image opened from it by ImageJ
     * @throws IOException if the file ends before its pixels; the message is one sentence
     */
    static void refuse(Path file, ImagePlus image) throws IOException {
        FileInfo info = image.getOriginalFileInfo();
        if (info == null) {
            return;
        }
        boolean complete =
                switch (info.fileFormat) {
                    case FileInfo.GIF_OR_JPG -> isCompleteJpeg(file);
                    case FileInfo.TIFF, FileInfo.RAW, FileInfo.DICOM, FileInfo.FITS ->
                            Files.size(file) >= end(info);
                    case FileInfo.PGM -> Files.size(file) > binaryPnmBytes(file, image);
                    default -> true;
                };
        if (!complete) {
            throw new IOException(file + " is truncated: it ends before its pixels do");
        }
    }

    /** Where the pixels that ImageJ has read end in the file, as far as the header tells. */
    private static long end(FileInfo info) {
        long end = 0;
        if (info.stripOffsets != null && info.stripLengths != null) {
            for (int i = 0; i < info.stripOffsets.length; i++) {
                long offset = Integer.toUnsignedLong(info.stripOffsets[i]);
                end = Math.max(end, offset + Integer.toUnsignedLong(info.stripLengths[i]));
            }
        }
        if (info.compression <= FileInfo.COMPRESSION_NONE && info.getBytesPerPixel() > 0) {
            long plane = (long) info.width * info.height * info.getBytesPerPixel();
            boolean packed =
                    info.fileType == FileInfo.BITMAP
                            || info.fileType == FileInfo.GRAY10_UNSIGNED
                            || info.fileType == FileInfo.GRAY12_UNSIGNED;
            if (!packed && info.nImages > 1) {
                long stack = plane * info.nImages + info.getGap() * (info.nImages - 1L);
                end = Math.max(end, info.getOffset() + stack);
            } else if (!packed && info.stripOffsets == null) {
                end = Math.max(end, info.getOffset() + plane);
            }
        }
        return end;
    }

    /** The size of the pixels after the header; 0 for the variants that are text. */
    private static long binaryPnmBytes(Path file, ImagePlus image) throws IOException {
        int variant;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(1);
            variant = bytes.read();
        }
        long height = image.getHeight();
        long bytesPerSample = image.getBitDepth() == Short.SIZE ? Short.BYTES : 1;
        return switch (variant) {
            case '4' -> (image.getWidth() + 7) / 8 * height;
            case '5' -> image.getWidth() * height * bytesPerSample;
            case '6' -> image.getWidth() * height * bytesPerSample * 3;
            default -> 0;
        };
    }

    /** The marker at the very end settles it; else the decoder is asked, which takes longer. */
    private static boolean isCompleteJpeg(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            boolean jpeg = bytes.readUnsignedShort() == JPEG_BEGIN;
            bytes.seek(bytes.length() - 2);
            if (!jpeg || bytes.readUnsignedShort() == JPEG_END) {
                return true;
            }
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return true;
            }
            ImageReader reader = readers.next();
            AtomicBoolean premature = new AtomicBoolean();
            reader.addIIOReadWarningListener(
                    (source, warning) -> premature.compareAndSet(false, isPremature(warning)));
            try {
                reader.setInput(in);
                reader.read(0);
            } finally {
                reader.dispose();
            }
            return !premature.get();
        }
    }

    private static boolean isPremature(String warning) {
        return warning.toLowerCase(Locale.ROOT).contains("premature");
    }
}
