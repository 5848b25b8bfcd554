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

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Opens TIFF files. */
final class TiffFile {

    private TiffFile() {}

    /**
     * {@return the first page that is no thumbnail, with all pages of its kind: a stack, as the
     * file describes it, in memory where ImageJ reads it right and it fits, else read plane by
     * plane}
     *
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    static ImagePlus open(Path file) throws IOException {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            TiffPages pages = TiffPages.read(file, in);
            int number = pages.main(file);
            List<Integer> numbers = pages.ofKind(number, in);
            TiffDirectory page = pages.directory(number, in);
            if (pages.pages().size() == 1) {
                return read(file, page, ImageJTiff::open, number);
            }
            if (numbers.size() == 1) {
                return readPage(file, in, pages, number);
            }
            TiffHyperstack hyperstack = TiffHyperstack.of(page, numbers.size());
            boolean known = !hyperstack.ofImageJ() || pages.areContiguous(file, numbers, in);
            ImagePlus stack = known ? inMemory(file, page, number) : null;
            if (stack != null && stack.getStackSize() == numbers.size()) {
                return hyperstack.of(stack);
            }
            ImagePlus first = readPage(file, in, pages, number);
            List<Integer> inOrder = hyperstack.order().stream().map(numbers::get).toList();
            TiffPageStack planes =
                    new TiffPageStack(file, n -> readPage(file, pages, n), inOrder, first);
            FileInfo[] saved =
                    hyperstack.ofImageJ() ? ImageJTiff.understood(file) : new FileInfo[0];
            return number < saved.length
                    ? hyperstack.of(first, planes, saved[number])
                    : hyperstack.of(first, planes);
        }
    }

    /** Null of pages that ImageJ does not join to a stack, or does not read right. */
    private static ImagePlus inMemory(Path file, TiffDirectory page, int number)
            throws IOException {
        TiffLayout layout = layout(file, page);
        boolean planes = layout.samples() == 1 || layout.bits() == Byte.SIZE;
        return planes && number == 0 && TiffReaders.isForImageJ(layout, page)
                ? read(file, page, ImageJTiff::open, 0)
                : null;
    }

    private static ImagePlus readPage(Path file, TiffPages pages, int number) throws IOException {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            in.setByteOrder(pages.order());
            return readPage(file, in, pages, number);
        }
    }

    private static ImagePlus readPage(Path file, ImageInputStream in, TiffPages pages, int number)
            throws IOException {
        return read(file, pages.directory(number, in), reader -> reader.openPage(number), number);
    }

    /** Null of a page that ImageJ does not come to. */
    private interface ImageJReader {
        ImagePlus open(ImageJTiff reader) throws IOException;
    }

    private static ImagePlus read(Path file, TiffDirectory page, ImageJReader ofImageJ, int number)
            throws IOException {
        TiffLayout layout = layout(file, page);
        ImagePlus image = null;
        if (TiffReaders.isForImageJ(layout, page)) {
            image = ofImageJ.open(new ImageJTiff(file, layout));
        }
        if (image == null) {
            TiffReaders.requireKnownPredictor(file, layout);
            TiffReaders.requireForJdk(file, layout, page);
            TiffStrips.requireWhole(file, layout, page);
            image = decode(file, layout, page, new TiffPixels(file, layout, number));
            calibrate(image, page, page.text(DESCRIPTION));
        }
        return Orientation.of(page).apply(image);
    }

    private static TiffLayout layout(Path file, TiffDirectory page) throws IOException {
        TiffLayout layout = TiffLayout.of(file, page);
        if (layout.compression() == UNCOMPRESSED && layout.photometric() == YCBCR) {
            PixelLimits.requireLength(file, layout.end(page.values(STRIP_BYTE_COUNTS)));
        } else if (layout.compression() == UNCOMPRESSED) {
            PixelLimits.requireLength(file, layout.uncompressedEnd());
        } else if (layout.compression() < CCITT_RLE || layout.compression() > CCITT_GROUP_4) {
            // CCITT takes one bit for a row, however long
            PixelLimits.requireCompressed(file, layout.width(), layout.height());
        }
        return layout;
    }

    /**
     * {@return the pixels that the JDK's reader gets, as ImageJ has them; not calibrated}
     *
     * @throws IOException if they cannot be read; the message is one sentence that names the file
     */
    static ImagePlus decode(Path file, TiffLayout layout, TiffDirectory page, TiffPixels pixels)
            throws IOException {
        RasterImages.Samples samples = RasterImages.Samples.AS_THEY_ARE;
        if (pixels.isFloatBits()) {
            samples = RasterImages.Samples.FLOAT_BITS;
        } else if (layout.photometric() == CMYK) {
            samples = RasterImages.Samples.CMYK;
        } else if (layout.format() == SIGNED) {
            samples = RasterImages.Samples.SIGNED;
        } else if (layout.bits() == 32 && layout.isUnsigned()) {
            samples = RasterImages.Samples.UNSIGNED_32_BIT;
        }
        ImagePlus image =
                RasterImages.of(file.getFileName().toString(), pixels.read(page), samples);
        if (layout.isPacked()) {
            unstretch(image.getProcessor(), (1 << layout.bits()) - 1);
        }
        if (layout.photometric() == WHITE_IS_ZERO && layout.bits() < Byte.SIZE) {
            asStored(image.getProcessor(), (1 << layout.bits()) - 1);
        } else if (pixels.isInverted()) {
            image.getProcessor().invertLut();
        } else if (layout.photometric() == PALETTE && image.getType() != ImagePlus.COLOR_RGB) {
            image.getProcessor().setColorModel(palette(page.values(COLOR_MAP)));
        }
        return image;
    }

    /**
     * The JDK turns fewer than 8 bits whose lowest value is white round; in masks it is nothing.
     */
    private static void asStored(ImageProcessor plane, int highest) {
        int[] greys = new int[256];
        for (int value = 0; value <= highest; value++) {
            greys[value] = 0x010101 * (255 - 255 * value / highest);
        }
        for (int i = 0; i < plane.getPixelCount(); i++) {
            plane.set(i, highest - plane.get(i));
        }
        plane.setColorModel(
                new IndexColorModel(Byte.SIZE, 256, greys, 0, false, -1, DataBuffer.TYPE_BYTE));
    }

    /** The JDK stretches values of 9 to 15 bits to 16, without a loss. */
    private static void unstretch(ImageProcessor plane, int highest) {
        for (int i = 0; i < plane.getPixelCount(); i++) {
            plane.set(i, Math.round(plane.get(i) * highest / 65535f));
        }
        plane.resetMinAndMax();
    }

    /**
     * All reds, greens and blues of 16 bits, of which ImageJ takes the higher 8; old writers use
     * the lower 8 alone.
     */
    private static IndexColorModel palette(long[] map) {
        int size = map.length / 3;
        int unused = TiffReaders.isOfBytes(map) ? 0 : Byte.SIZE;
        byte[] colours = new byte[3 * 256];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < size; i++) {
                colours[3 * i + c] = (byte) (map[c * size + i] >> unused);
            }
        }
        return new IndexColorModel(Byte.SIZE, 256, colours, 0, false);
    }

    /**
     * What ImageJ reads from the tags and their text, by a stand-in of one pixel with the same: the
     * pixel size and, where ImageJ says them, what the values mean and which of them are shown.
     */
    static void calibrate(ImagePlus image, TiffDirectory page, String description)
            throws IOException {
        FileInfo info = new FileInfo();
        info.fileType =
                switch (image.getBitDepth()) {
                    case 16 ->
                            image.getCalibration().isSigned16Bit()
                                    ? FileInfo.GRAY16_SIGNED
                                    : FileInfo.GRAY16_UNSIGNED;
                    case 32 -> FileInfo.GRAY32_FLOAT;
                    default -> FileInfo.GRAY8;
                };
        info.width = 1;
        info.height = 1;
        info.inputStream = new ByteArrayInputStream(new byte[Float.BYTES]);
        info.description = description;
        double horizontal = page.fraction(X_RESOLUTION);
        double vertical = page.fraction(Y_RESOLUTION);
        long unit = page.value(RESOLUTION_UNIT, 0);
        if (horizontal > 0 && vertical > 0 && unit > 0 && unit <= 3) {
            info.pixelWidth = 1 / horizontal;
            info.pixelHeight = 1 / vertical;
            info.unit = unit == 1 ? " " : unit == 2 ? "inch" : "cm";
        }
        boolean onScreen = unit == 2 && info.pixelWidth == 1 / 72.0;
        if (onScreen) {
            info.pixelWidth = 1;
            info.pixelHeight = 1;
            info.unit = null;
        }
        ImagePlus standIn = new FileOpener(info).openImage();
        image.getCalibration().pixelWidth = standIn.getCalibration().pixelWidth;
        image.getCalibration().pixelHeight = standIn.getCalibration().pixelHeight;
        image.getCalibration().setUnit(standIn.getCalibration().getUnit());
        TiffDescription said = TiffDescription.of(description, 1);
        if (image.getStackSize() > 1 || image.getType() == ImagePlus.COLOR_RGB) {
            return;
        }
        Calibration values = standIn.getCalibration();
        if (values.calibrated() && !values.isSigned16Bit()) {
            image.getCalibration()
                    .setFunction(
                            values.getFunction(),
                            values.getCoefficients(),
                            values.getValueUnit(),
                            values.zeroClip());
        }
        if (said.high() > said.low()) {
            image.getProcessor()
                    .setMinAndMax(standIn.getDisplayRangeMin(), standIn.getDisplayRangeMax());
        }
    }
}
