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
import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.io.Opener;
import ij.io.TiffDecoder;
import java.io.IOException;
import java.nio.file.Path;

/** A TIFF file as ImageJ opens it, without what was selected or plotted when it was saved. */
final class ImageJTiff {

    private final Path file;
    private final TiffLayout layout;

    /**
     * Prepares to read with ImageJ's reader.
     *
     * @param layout of the page that is opened, one that ImageJ reads right
     */
    ImageJTiff(Path file, TiffLayout layout) {
        this.file = file;
        this.layout = layout;
    }

    /**
     * {@return the stack that the file is; its first page where it is no stack or none that fits
     * into memory}
     *
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    ImagePlus open() throws IOException {
        return open(decode(file), 0, false);
    }

    /**
     * {@return that page; null if ImageJ does not come to it, since it does not understand another
     * one or takes the first for all}
     *
     * @param number of the page, from 0
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    ImagePlus openPage(int number) throws IOException {
        FileInfo[] pages = understood(file);
        return number < pages.length ? open(pages, number, true) : null;
    }

    private ImagePlus open(FileInfo[] pages, int number, boolean single) throws IOException {
        FileInfo page = pages[number];
        forgetState(page);
        // The strips follow each other: their lengths, which may be wrong, do not matter
        page.stripOffsets = new int[] {page.stripOffsets[0]};
        page.stripLengths = new int[] {(int) (layout.rowBytes() * layout.height())};
        boolean alone = single || page.fileType == FileInfo.RGB48;
        if (alone) {
            page.nImages = 1;
        } else {
            requireStack(page);
        }
        ImagePlus image = null;
        try {
            if (pages.length > 1 && !alone && fits(page, pages.length)) {
                image = new Opener().openTiffStack(pages);
            }
            if (image == null) {
                image = new FileOpener(page).openImage();
            }
        } catch (RuntimeException e) {
            throw DamagedImageException.of(file, "TIFF", e);
        }
        if (image == null || image.getWidth() != layout.width()) {
            throw damaged();
        }
        return asShown(image, page);
    }

    private DamagedImageException damaged() {
        return DamagedImageException.of(file, "TIFF", null);
    }

    /**
     * {@return what ImageJ understands of each page}
     *
     * @throws IOException if that is nothing; the message is one sentence that names the file
     */
    private static FileInfo[] decode(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        String folder = whole.getParent().toString();
        FileInfo[] pages;
        try {
            pages = new TiffDecoder(folder, whole.getFileName().toString()).getTiffInfo();
        } catch (IOException | RuntimeException e) {
            throw DamagedImageException.of(file, "TIFF", e);
        }
        if (pages == null || pages.length == 0) {
            throw DamagedImageException.of(file, "TIFF", null);
        }
        return pages;
    }

    /**
     * {@return what ImageJ understands of the pages, as far as it comes; none at one that it does
     * not know, such as one in tiles}
     */
    static FileInfo[] understood(Path file) {
        try {
            return decode(file);
        } catch (IOException e) {
            // The other reader says what is wrong with a page, if anything is
            return new FileInfo[0];
        }
    }

    /** What somebody selected or plotted before the file was saved is not what it shows. */
    private static void forgetState(FileInfo page) {
        page.roi = null;
        page.overlay = null;
        // Would be read as serialized Java objects, from a file that may come from anyone
        page.plot = null;
    }

    /** ImageJ writes one directory for a whole stack. */
    private void requireStack(FileInfo page) throws IOException {
        if (page.nImages > 1) {
            PixelLimits.require(file, layout.width(), layout.height(), bytes(page), page.nImages);
            long plane = layout.rowBytes() * layout.height();
            long gaps = page.getGap() * (page.nImages - 1L);
            PixelLimits.requireLength(file, page.getOffset() + plane * page.nImages + gaps);
        }
    }

    /** Of a stack that is too large for the memory the first page is opened alone. */
    private boolean fits(FileInfo page, int planes) throws ImageFileException {
        try {
            PixelLimits.require(file, layout.width(), layout.height(), bytes(page), planes);
            return true;
        } catch (TooLargeImageException e) {
            return false;
        }
    }

    private static int bytes(FileInfo page) {
        return Math.max(1, page.getBytesPerPixel());
    }

    /** Several channels as ImageJ's File > Open shows them. */
    static ImagePlus asShown(ImagePlus image, FileInfo page) {
        String description = page.description == null ? "" : page.description;
        boolean channels =
                image.getNChannels() > 1
                        && !image.isComposite()
                        && image.getType() != ImagePlus.COLOR_RGB
                        && (image.getOpenAsHyperStack() || description.contains("mode="));
        if (!channels) {
            return image;
        }
        int mode = IJ.COLOR;
        if (description.contains("mode=composite")) {
            mode = IJ.COMPOSITE;
        } else if (description.contains("mode=gray")) {
            mode = IJ.GRAYSCALE;
        }
        return new CompositeImage(image, mode);
    }
}
