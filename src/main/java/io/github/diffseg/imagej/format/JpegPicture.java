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

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;

/**
 * The picture of a JPEG file, also where its JFIF and Adobe markers contradict each other in what
 * its three samples are: then YCbCr, as libjpeg has it. The JDK's reader refuses these.
 */
final class JpegPicture {

    private static final String UNKNOWN_COLOURS = "Unsupported Image Type";
    private static final int COLOURS = 3;
    private static final int MIDDLE = 128;

    private final Path file;
    private final ImageReader reader;

    /**
     * Prepares to read the picture.
     *
     * @param reader of the file, with its input set
     */
    JpegPicture(Path file, ImageReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * {@return the picture in grey or RGB}
     *
     * @throws IOException if it cannot be read, or has four samples
     */
    BufferedImage read() throws IOException {
        try {
            BufferedImage picture = reader.read(0);
            requireColours(picture.getRaster());
            return picture;
        } catch (IIOException e) {
            if (!String.valueOf(e.getMessage()).contains(UNKNOWN_COLOURS)) {
                throw e;
            }
        }
        Raster samples = reader.readRaster(0, null);
        requireColours(samples);
        return rgb(samples);
    }

    private void requireColours(Raster samples) throws UnsupportedImageException {
        if (samples.getNumBands() != 1 && samples.getNumBands() != COLOURS) {
            throw new UnsupportedImageException(
                    file,
                    "is a JPEG with "
                            + (samples.getNumBands() == COLOURS + 1
                                    ? "four colours (CMYK)"
                                    : samples.getNumBands() + " samples in a pixel")
                            + ", which ImageJ cannot open; save it as RGB");
        }
    }

    /** JFIF 1.02, in full range. */
    private static BufferedImage rgb(Raster samples) {
        int width = samples.getWidth();
        BufferedImage picture =
                new BufferedImage(width, samples.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        int[] row = new int[COLOURS * width];
        for (int y = 0; y < samples.getHeight(); y++) {
            samples.getPixels(0, y, width, 1, row);
            for (int i = 0; i < row.length; i += COLOURS) {
                int light = row[i];
                int blue = row[i + 1] - MIDDLE;
                int red = row[i + 2] - MIDDLE;
                row[i] = whole(light + 1.402 * red);
                row[i + 1] = whole(light - 0.344136 * blue - 0.714136 * red);
                row[i + 2] = whole(light + 1.772 * blue);
            }
            picture.getRaster().setPixels(0, y, width, 1, row);
        }
        return picture;
    }

    private static int whole(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
