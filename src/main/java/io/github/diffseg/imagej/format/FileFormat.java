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
import ij.io.Opener;
import ij.plugin.TextReader;
import ij.process.ImageProcessor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The formats of image files, told by their first bytes and names as ImageJ tells them. */
enum FileFormat {
    TIFF(TiffFile::open),
    PNG(file -> new ImageIoFile(file, "png").open()),
    JPEG(file -> new ImageIoFile(file, "jpeg").open()),
    GIF(file -> new ImageIoFile(file, "gif").open()),
    BMP(file -> new ImageIoFile(file, "bmp").open()),
    NETPBM(NetpbmFile::open),
    FITS(FileFormat::openFits),
    DICOM(DicomFile::open),
    AVI(AviFile::open),
    ZIP(FileFormat::openZip),
    TEXT(FileFormat::openText),
    OTHER(
            file -> {
                throw new UnsupportedImageException(file, whatElse(file));
            });

    private static final int SIGNATURE_BYTES = 12;

    private final Reader reader;

    /** What else than {@link ImageFileException} it throws tells of a damaged file. */
    @FunctionalInterface
    private interface Reader {
        ImagePlus open(Path file) throws IOException;
    }

    FileFormat(Reader reader) {
        this.reader = reader;
    }

    /**
     * {@return what it is, whatever its name says; {@link #OTHER} for what ImageJ leaves to
     * plugins}
     *
     * @param file a regular file that may be read
     */
    static FileFormat of(Path file) {
        return switch (new Opener().getFileType(file.toAbsolutePath().toString())) {
            case Opener.TIFF -> TIFF;
            case Opener.PNG -> PNG;
            case Opener.JPEG -> JPEG;
            case Opener.GIF -> GIF;
            case Opener.BMP -> BMP;
            case Opener.PGM -> NETPBM;
            case Opener.FITS -> FITS;
            case Opener.DICOM, Opener.TIFF_AND_DICOM -> DICOM;
            case Opener.AVI -> AVI;
            case Opener.ZIP -> ZIP;
            case Opener.JAVA_OR_TEXT -> isNamedText(file) ? TEXT : OTHER;
            default -> OTHER;
        };
    }

    private static boolean isNamedText(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".txt");
    }

    /**
     * {@return the image as it is shown; of a file with several, the first}
     *
     * @param file of this format
     * @throws UnsupportedImageException if it is of a kind that is not read, or would be read
     *     wrongly
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    ImagePlus read(Path file) throws IOException {
        try {
            return reader.open(file);
        } catch (ImageFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw DamagedImageException.of(file, name(), e);
        }
    }

    /**
     * {@return the samples or indices of a PNG file as they are stored}
     *
     * @throws IOException as {@link #read}
     */
    static BufferedImage readPng(Path file) throws IOException {
        return new ImageIoFile(file, "png").read();
    }

    private static ImagePlus openFits(Path file) throws IOException {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return FitsFile.open(file);
        }
        try (UnpackedFile fits = UnpackedFile.ofGzip(file)) {
            return openUnpacked(fits, file, FITS);
        }
    }

    private static ImagePlus openZip(Path file) throws IOException {
        try (UnpackedFile image = UnpackedFile.ofZip(file)) {
            return openUnpacked(image, file, of(image.path()));
        }
    }

    private static ImagePlus openText(Path file) throws IOException {
        ImageProcessor table;
        try {
            table = new TextReader().open(file.toAbsolutePath().toString());
        } catch (RuntimeException e) {
            throw DamagedImageException.of(file, "text image", e);
        }
        if (table == null) {
            throw new UnsupportedImageException(file, "is text, not an image");
        }
        return new ImagePlus(file.getFileName().toString(), table);
    }

    private static ImagePlus openUnpacked(UnpackedFile unpacked, Path file, FileFormat format)
            throws IOException {
        try {
            ImagePlus image = format.read(unpacked.path());
            image.setTitle(file.getFileName().toString());
            return image;
        } catch (ImageFileException e) {
            String reason = e.getMessage().substring(unpacked.path().toString().length());
            throw new DamagedImageException(file, "holds an image that" + reason);
        }
    }

    private static String whatElse(Path file) throws IOException {
        byte[] begin = new byte[SIGNATURE_BYTES];
        long size = Files.size(file);
        if (size == 0) {
            return "is empty";
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(begin, 0, begin.length);
        }
        String letters = new String(begin, StandardCharsets.ISO_8859_1);
        String kind = "";
        if (Arrays.equals(begin, 0, 4, new byte[] {'I', 'I', 43, 0}, 0, 4)
                || Arrays.equals(begin, 0, 4, new byte[] {'M', 'M', 0, 43}, 0, 4)) {
            kind = " (it is a BigTIFF)";
        } else if (letters.startsWith("RIFF") && letters.endsWith("WEBP")) {
            kind = " (it is a WebP)";
        } else if (letters.startsWith("ftyp", 4)) {
            kind = " (it is a HEIF, AVIF or video file)";
        } else if (letters.startsWith("jP", 4)) {
            kind = " (it is a JPEG 2000)";
        } else if (letters.startsWith("P7")) {
            kind = " (it is a PAM)";
        }
        return "is not an image that ImageJ opens" + kind;
    }
}
