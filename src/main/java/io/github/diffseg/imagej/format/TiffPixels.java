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

import java.awt.image.BufferedImage;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The pixels of a TIFF page as the JDK's reader gets them, with predictors that it lacks. */
final class TiffPixels {

    /** Where the pages are read from. */
    @FunctionalInterface
    interface Source {
        /**
         * {@return the file, from its begin}
         *
         * @param patches bytes that are read as others, by their position
         */
        ImageInputStream open(Map<Long, Byte> patches) throws IOException;
    }

    private final Path file;
    private final TiffLayout layout;
    private final int page;
    private final Source source;

    /**
     * Prepares to read with the JDK's reader.
     *
     * @param layout that {@link TiffReaders#requireForJdk} lets pass
     * @param page from 0
     */
    TiffPixels(Path file, TiffLayout layout, int page) {
        this(file, layout, page, patches -> new PatchedFile(file.toFile(), patches));
    }

    /**
     * As {@link #TiffPixels(Path, TiffLayout, int)}.
     *
     * @param file for messages
     * @param source of what is read
     */
    TiffPixels(Path file, TiffLayout layout, int page, Source source) {
        this.file = file;
        this.layout = layout;
        this.page = page;
        this.source = source;
    }

    /**
     * {@return the page; samples of 32 bits are whole numbers in it where {@link #isFloatBits}}
     *
     * @param directory of the page
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    BufferedImage read(TiffDirectory directory) throws IOException {
        Map<Long, Byte> patches = new HashMap<>();
        ByteOrder order = directory.order();
        if (isInverted()) {
            // The JDK inverts signed values and floats into nonsense
            patch(patches, directory.position(PHOTOMETRIC), BLACK_IS_ZERO, order);
        }
        if (hasOwnPredictor()) {
            patch(patches, directory.position(PREDICTOR), NO_PREDICTOR, order);
            if (isFloatBits()) {
                patch(patches, directory.position(SAMPLE_FORMAT), SIGNED, order);
            }
        }
        ImageReader reader = JdkReaders.of(file, "tiff");
        try (ImageInputStream in = source.open(patches)) {
            reader.setInput(in, false, true);
            BufferedImage image = reader.read(page);
            requireAgreement(image.getSampleModel());
            if (hasOwnPredictor()) {
                undo(image, order);
            }
            return image;
        } catch (ImageFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw DamagedImageException.of(file, "TIFF", e);
        } finally {
            reader.dispose();
        }
    }

    /** Else it has understood the directory in another way. */
    private void requireAgreement(SampleModel read) throws UnsupportedImageException {
        int bits = layout.isPacked() ? Short.SIZE : layout.bits();
        if (read.getSampleSize(0) != bits || read.getNumBands() != layout.samples()) {
            throw new UnsupportedImageException(
                    file,
                    "is a TIFF whose "
                            + layout.samples()
                            + " samples of "
                            + layout.bits()
                            + " bits Java's reader takes for "
                            + read.getNumBands()
                            + " of "
                            + read.getSampleSize(0)
                            + "; save it again in another way");
        }
    }

    /** {@return whether the samples are the bits of floats, as whole numbers} */
    boolean isFloatBits() {
        return layout.predictor() == FLOAT_DIFFERENCES;
    }

    /** {@return whether the values are as stored, and the highest is to be shown black} */
    boolean isInverted() {
        return layout.photometric() == WHITE_IS_ZERO && layout.bits() >= Byte.SIZE;
    }

    private boolean hasOwnPredictor() {
        return layout.predictor() != NO_PREDICTOR && layout.bits() > 8;
    }

    private static void patch(Map<Long, Byte> patches, long position, int value, ByteOrder order) {
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        patches.put(position, (byte) (little ? value : 0));
        patches.put(position + 1, (byte) (little ? 0 : value));
    }

    private void undo(BufferedImage image, ByteOrder order) {
        int samples = image.getRaster().getNumBands();
        int chunk = layout.tileWidth() > 0 ? layout.tileWidth() : layout.width();
        int width = image.getWidth();
        int[] row = new int[Math.multiplyExact(width + chunk, samples)];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x += chunk) {
                int columns = Math.min(chunk, width - x);
                if (isFloatBits()) {
                    Predictors.joinFloats(row, x * samples, columns * samples, samples, order);
                } else {
                    Predictors.addUp(row, x * samples, columns * samples, samples, layout.bits());
                }
            }
            image.getRaster().setPixels(0, y, width, 1, row);
        }
    }
}
