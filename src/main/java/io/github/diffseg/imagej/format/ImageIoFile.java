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

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.Opener;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Opens PNG, JPEG, GIF and BMP files. */
final class ImageIoFile {

    private static final int END_BYTES = 12;

    /** Where PNG has the bits of a sample and the kind of colour. */
    private static final int PNG_DEPTH = 24;

    private final Path file;
    private final String format;

    /**
     * Prepares to read with the JDK's reader of a format.
     *
     * @param format png, jpeg, gif or bmp
     */
    ImageIoFile(Path file, String format) {
        this.file = file;
        this.format = format;
    }

    /**
     * {@return the image as it is shown: turned as its EXIF data say, transparent pixels on white;
     * of an animation the first picture}
     *
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    ImagePlus open() throws IOException {
        BufferedImage picture = read();
        String title = file.getFileName().toString();
        return switch (format) {
            case "jpeg" -> {
                ImagePlus image = RasterImages.of(title, picture, RasterImages.Samples.AS_THEY_ARE);
                Opener.convertGrayJpegTo8Bits(image);
                yield ExifData.orientation(file).apply(image);
            }
            case "png" -> ExifData.orientation(file).apply(png(title, picture));
            case "bmp" -> new ImagePlus(title, asRgb(picture));
            default -> new ImagePlus(title, picture);
        };
    }

    /**
     * {@return the picture as the JDK reads it, neither turned nor converted}
     *
     * @throws IOException as {@link #open}
     */
    BufferedImage read() throws IOException {
        ImageReader reader = JdkReaders.of(file, format);
        AtomicBoolean premature = new AtomicBoolean();
        reader.addIIOReadWarningListener(
                (source, warning) -> {
                    if (warning.toLowerCase(Locale.ROOT).contains("premature")) {
                        premature.set(true);
                    }
                });
        BufferedImage picture;
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            int bytes = bytesPerPixel(in);
            reader.setInput(in, false, true);
            PixelLimits.require(file, reader.getWidth(0), reader.getHeight(0), bytes, 1);
            PixelLimits.requireCompressed(file, reader.getWidth(0), reader.getHeight(0));
            picture =
                    switch (format) {
                        case "gif" -> new GifPicture(file, reader).read();
                        case "jpeg" -> new JpegPicture(file, reader).read();
                        default -> reader.read(0);
                    };
        } catch (ImageFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        } finally {
            reader.dispose();
        }
        if (premature.get()) {
            throw DamagedImageException.truncated(file);
        }
        return picture;
    }

    /** At most; PNG tells it in the first chunk, and has the largest pixels. */
    private int bytesPerPixel(ImageInputStream in) throws IOException {
        if (!format.equals("png")) {
            return format.equals("gif") ? 1 : 3;
        }
        in.mark();
        in.seek(PNG_DEPTH);
        int bytes = Math.max(1, in.readUnsignedByte() / Byte.SIZE);
        int samples =
                switch (in.readUnsignedByte()) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        in.reset();
        return bytes * samples;
    }

    private IOException failure(Exception e) throws IOException {
        if (String.valueOf(e.getMessage()).startsWith("Unsupported ")) {
            return new UnsupportedImageException(
                    file,
                    "is a "
                            + format.toUpperCase(Locale.ROOT)
                            + " of a kind that Java does not read ("
                            + e.getMessage()
                            + "); save it as PNG or TIFF");
        }
        if (!hasItsEnd()) {
            return DamagedImageException.truncated(file);
        }
        return DamagedImageException.of(file, format.toUpperCase(Locale.ROOT), e);
    }

    /** Whether it ends as files of its format do, which have a mark there; BMP has none. */
    private boolean hasItsEnd() throws IOException {
        byte[] end = new byte[END_BYTES];
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() < END_BYTES) {
                return false;
            }
            bytes.seek(bytes.length() - END_BYTES);
            bytes.readFully(end);
        }
        String mark = new String(end, StandardCharsets.ISO_8859_1);
        return switch (format) {
            case "png" -> mark.contains("IEND");
            case "gif" -> mark.contains(";");
            case "jpeg" -> mark.contains("\u00ff\u00d9");
            default -> true;
        };
    }

    private static ImagePlus png(String title, BufferedImage picture) {
        int samples = picture.getSampleModel().getNumBands();
        if (picture.getColorModel().hasAlpha() && samples == 2) {
            return RasterImages.greyOnWhite(title, picture);
        }
        if (picture.getColorModel().hasAlpha()) {
            return new ImagePlus(title, onWhite(picture));
        }
        if (samples == 3
                && picture.getRaster().getTransferType() == DataBuffer.TYPE_BYTE
                && picture.getColorModel().getColorSpace().isCS_sRGB()) {
            // What ImageJ makes of it, without asking the colour model pixel by pixel
            return RasterImages.of(title, picture, RasterImages.Samples.AS_THEY_ARE);
        }
        ImagePlus image = new ImagePlus(title, picture);
        return image.getBitDepth() == 16 && image.getStackSize() > 1
                ? new CompositeImage(image, IJ.COMPOSITE)
                : image;
    }

    private static BufferedImage onWhite(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return opaque;
    }

    /** Alpha in BMP files is often zero throughout, and not meant. */
    private static BufferedImage asRgb(BufferedImage picture) {
        if (picture.getRaster().getNumBands() < 3) {
            return picture;
        }
        BufferedImage opaque =
                new BufferedImage(
                        picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < opaque.getHeight(); y++) {
            for (int x = 0; x < opaque.getWidth(); x++) {
                opaque.setRGB(x, y, picture.getRGB(x, y));
            }
        }
        return opaque;
    }
}
