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
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;

/**
 * Opens DICOM files that are not compressed. ImageJ's own reader applies a rescale slope by
 * commands of its menus, which are not there without windows.
 */
final class DicomFile {

    /** None, implicit and explicit, and big-endian. */
    private static final Set<String> UNCOMPRESSED =
            Set.of("", "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2");

    private final Path file;
    private final DicomHeader header;
    private final int bits;
    private final int stored;
    private final boolean signed;
    private final String colours;
    private final int samples;

    private DicomFile(Path file, DicomHeader header) {
        this.file = file;
        this.header = header;
        bits = header.number(DicomHeader.BITS_ALLOCATED, 16);
        stored = header.number(DicomHeader.BITS_STORED, bits);
        signed = header.number(DicomHeader.PIXEL_REPRESENTATION, 0) == 1;
        colours = header.text(DicomHeader.PHOTOMETRIC);
        samples = header.number(DicomHeader.SAMPLES_PER_PIXEL, 1);
    }

    /**
     * {@return the image or stack, with values as the rescale slope and intercept give them, shown
     * in the file's window}
     *
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    static ImagePlus open(Path file) throws IOException {
        DicomFile dicom = new DicomFile(file, DicomHeader.read(file));
        dicom.requireKnownKind();
        return dicom.read();
    }

    private void requireKnownKind() throws UnsupportedImageException {
        String syntax = header.text(DicomHeader.TRANSFER_SYNTAX);
        if (!UNCOMPRESSED.contains(syntax) || header.isEncapsulated()) {
            throw header.unsupported("that is compressed (transfer syntax " + syntax + ")");
        }
        boolean grey = samples == 1 && (colours.isEmpty() || colours.startsWith("MONOCHROME"));
        boolean rgb = samples == 3 && colours.equals("RGB") && bits == 8 && !signed;
        if (!grey && !rgb) {
            throw header.unsupported(
                    "with " + samples + " samples of " + bits + " bits in " + colours);
        }
        boolean known = bits == 8 && !signed || bits == 16 || bits == 32;
        boolean low = header.number(DicomHeader.HIGH_BIT, stored - 1) == stored - 1;
        if (header.hasTable()) {
            throw header.unsupported("whose values stand for entries of a table (Modality LUT)");
        }
        if (header.differsByFrame(DicomHeader.RESCALE_SLOPE)
                || header.differsByFrame(DicomHeader.RESCALE_INTERCEPT)) {
            throw header.unsupported("whose frames have different rescale slopes or intercepts");
        }
        if (!known || !low || stored < 1 || stored > bits || bits != 16 && stored != bits) {
            throw header.unsupported(
                    "with " + stored + " of " + bits + (signed ? " signed" : "") + " bits in use");
        }
    }

    private ImagePlus read() throws IOException {
        FileInfo info = new FileInfo();
        info.fileFormat = FileInfo.DICOM;
        info.directory = file.toAbsolutePath().getParent().toString();
        info.fileName = file.getFileName().toString();
        info.width = header.number(DicomHeader.COLUMNS, 0);
        info.height = header.number(DicomHeader.ROWS, 0);
        info.nImages = (int) Math.max(1, header.decimal(DicomHeader.FRAMES, 1));
        info.longOffset = header.pixels();
        info.intelByteOrder = header.order() == ByteOrder.LITTLE_ENDIAN;
        info.whiteIsZero = colours.equals("MONOCHROME1");
        info.fileType = type();
        PixelLimits.require(file, info.width, info.height, info.getBytesPerPixel(), info.nImages);
        long plane = (long) info.width * info.height * bits / Byte.SIZE * samples;
        PixelLimits.requireLength(file, header.pixels() + plane * info.nImages);
        spacing(info);
        ImagePlus image = new FileOpener(info).openImage();
        if (image == null) {
            throw DamagedImageException.of(file, "DICOM", null);
        }
        if (bits == 16 && stored < bits) {
            dropUnusedBits(image);
        }
        ImagePlus rescaled = rescaled(image);
        window(rescaled);
        return rescaled;
    }

    private int type() {
        if (samples == 3) {
            boolean planar = header.number(DicomHeader.PLANAR_CONFIGURATION, 0) == 1;
            return planar ? FileInfo.RGB_PLANAR : FileInfo.RGB;
        }
        return switch (bits) {
            case 8 -> FileInfo.GRAY8;
            case 16 -> signed ? FileInfo.GRAY16_SIGNED : FileInfo.GRAY16_UNSIGNED;
            default -> signed ? FileInfo.GRAY32_INT : FileInfo.GRAY32_UNSIGNED;
        };
    }

    private void spacing(FileInfo info) {
        double[] spacing = header.decimals(DicomHeader.PIXEL_SPACING);
        if (spacing.length < 2) {
            spacing = header.decimals(DicomHeader.IMAGER_PIXEL_SPACING);
        }
        if (spacing.length >= 2 && spacing[0] > 0 && spacing[1] > 0) {
            info.pixelHeight = spacing[0];
            info.pixelWidth = spacing[1];
            info.unit = "mm";
            info.pixelDepth = Math.max(0, header.sliceThickness());
        }
    }

    /** Old files keep drawings in the bits that their pixels do not use. */
    private void dropUnusedBits(ImagePlus image) {
        int unused = 16 - stored;
        for (int i = 1; i <= image.getStackSize(); i++) {
            short[] pixels = (short[]) image.getStack().getProcessor(i).getPixels();
            for (int p = 0; p < pixels.length; p++) {
                // ImageJ keeps signed 16-bit numbers as unsigned ones
                short value =
                        (short) ((signed ? pixels[p] + Short.MIN_VALUE : pixels[p]) << unused);
                pixels[p] =
                        signed
                                ? (short) ((value >> unused) - Short.MIN_VALUE)
                                : (short) ((value & 0xffff) >>> unused);
            }
        }
        if (image.getProcessor() instanceof ShortProcessor plane) {
            plane.findMinAndMax();
            plane.resetMinAndMax();
        }
    }

    private ImagePlus rescaled(ImagePlus image) {
        double slope = header.decimal(DicomHeader.RESCALE_SLOPE, 1);
        double intercept = header.decimal(DicomHeader.RESCALE_INTERCEPT, 0);
        Calibration calibration = image.getCalibration();
        if (slope == 1 && intercept != 0 && image.getBitDepth() <= 16) {
            double first = intercept + (bits == 16 && signed ? Short.MIN_VALUE : 0);
            calibration.setFunction(
                    Calibration.STRAIGHT_LINE, new double[] {first, 1}, "Gray Value");
            return image;
        }
        if (slope == 1 && intercept == 0 || samples == 3) {
            return image;
        }
        ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
        float[] table = calibration.getCTable();
        for (int i = 1; i <= image.getStackSize(); i++) {
            ImageProcessor plane = image.getStack().getProcessor(i);
            plane.setCalibrationTable(table);
            ImageProcessor values = plane.convertToFloat();
            values.multiply(slope);
            values.add(intercept);
            values.resetMinAndMax();
            stack.addSlice(values);
        }
        ImagePlus result = new ImagePlus(image.getTitle(), stack);
        Calibration units = calibration.copy();
        units.setFunction(Calibration.NONE, null, "Gray Value");
        result.setCalibration(units);
        return result;
    }

    private void window(ImagePlus image) {
        double width = header.decimal(DicomHeader.WINDOW_WIDTH, 0);
        double center = header.decimal(DicomHeader.WINDOW_CENTER, 0);
        if (width > 0 && image.getBitDepth() != 24) {
            Calibration calibration = image.getCalibration();
            image.getProcessor()
                    .setMinAndMax(
                            calibration.getRawValue(center - width / 2),
                            calibration.getRawValue(center + width / 2));
        }
    }
}
