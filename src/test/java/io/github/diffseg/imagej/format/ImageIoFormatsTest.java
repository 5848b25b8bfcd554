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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the JDK's lossless writers write is read with the pixels that it was made of. */
class ImageIoFormatsTest {

    private static final int WIDTH = 37;
    private static final int HEIGHT = 21;

    @TempDir private Path folder;

    static Stream<Arguments> kinds() {
        return Stream.of("png", "gif", "bmp", "tiff")
                .flatMap(
                        format ->
                                Stream.of(
                                                BufferedImage.TYPE_BYTE_BINARY,
                                                BufferedImage.TYPE_BYTE_GRAY,
                                                BufferedImage.TYPE_BYTE_INDEXED,
                                                BufferedImage.TYPE_USHORT_GRAY,
                                                BufferedImage.TYPE_USHORT_565_RGB,
                                                BufferedImage.TYPE_INT_RGB,
                                                BufferedImage.TYPE_3BYTE_BGR,
                                                BufferedImage.TYPE_4BYTE_ABGR)
                                        .flatMap(type -> written(format, type)));
    }

    /** In each compression and with and without interlacing, as far as the writer can. */
    private static Stream<Arguments> written(String format, int type) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        boolean can =
                writer.getOriginatingProvider()
                        .canEncodeImage(new ImageTypeSpecifier(picture(type)));
        boolean dithered = format.equals("gif") && type != BufferedImage.TYPE_BYTE_GRAY;
        dithered &= picture(type).getColorModel().getPixelSize() > Byte.SIZE;
        String[] compressions = writer.getDefaultWriteParam().getCompressionTypes();
        writer.dispose();
        if (!can || dithered) {
            return Stream.of();
        }
        return Stream.concat(
                        Stream.of("none"),
                        compressions == null ? Stream.of() : Arrays.stream(compressions))
                .filter(compression -> !compression.contains("JPEG"))
                .map(compression -> Arguments.of(format, type, compression));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isReadAsItWasWritten(String format, int type, String compression) throws IOException {
        BufferedImage picture = picture(type);
        Path file = folder.resolve("image." + format);
        if (!write(picture, format, compression, file)) {
            // Such as CCITT, which has no grey: the writer says so itself
            return;
        }
        ImagePlus image = ImageFiles.open(file);
        assertEquals(WIDTH, image.getWidth());
        assertEquals(HEIGHT, image.getHeight());
        if (type == BufferedImage.TYPE_USHORT_GRAY && image.getBitDepth() == 16) {
            assertArrayEquals(
                    picture.getRaster().getSamples(0, 0, WIDTH, HEIGHT, 0, (double[]) null),
                    ShownPixels.of(image));
            return;
        }
        double[] shown = ShownPixels.of(image);
        int channels = shown.length / (WIDTH * HEIGHT);
        assertTrue(channels == 1 || channels == 3, channels + " channels");
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int rgb = picture.getRGB(i % WIDTH, i / WIDTH);
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                int grey = picture.getRaster().getSample(i % WIDTH, i / WIDTH, 0);
                rgb = grey << 16 | grey << 8 | grey;
            }
            for (int c = 0; c < 3; c++) {
                int expected = rgb >> 16 - 8 * c & 0xff;
                assertEquals(expected, shown[channels * i + Math.min(c, channels - 1)], 1, "" + i);
            }
        }
    }

    private static BufferedImage picture(int type) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
        Random random = new Random(type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                // Opaque; in runs, or run lengths would not be tried
                int block = (x / 5 * 31 + y / 3 * 17) * 2654435 % (1 << 24);
                int rgb = random.nextInt(4) == 0 ? random.nextInt(1 << 24) : block;
                if (picture.getRaster().getNumBands() == 1
                        && type != BufferedImage.TYPE_USHORT_565_RGB) {
                    int most = (1 << Math.min(16, picture.getColorModel().getPixelSize())) - 1;
                    // The last palette entries of the JDK's own palette are transparent
                    int bound = type == BufferedImage.TYPE_BYTE_INDEXED ? 200 : most;
                    picture.getRaster().setSample(x, y, 0, rgb % (bound + 1));
                } else {
                    picture.setRGB(x, y, 0xff000000 | rgb);
                }
            }
        }
        return picture;
    }

    private static boolean write(
            BufferedImage picture, String format, String compression, Path file)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam choices = writer.getDefaultWriteParam();
            if (!compression.equals("none")) {
                choices.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                choices.setCompressionType(compression);
            }
            if (choices.canWriteProgressive()) {
                choices.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(picture, null, null), choices);
            return true;
        } catch (IOException | RuntimeException e) {
            assertTrue(compression.matches("CCITT.*|BI_.*"), compression + ": " + e);
            return false;
        } finally {
            writer.dispose();
        }
    }
}
