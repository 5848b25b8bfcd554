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
import ij.ImageStack;
import ij.io.FileInfo;
import ij.measure.Calibration;
import ij.process.LUT;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages of a TIFF file as channels, slices and frames.
 *
 * @param said what the first page says of them; slices where that does not fit their number
 * @param ofImageJ whether ImageJ, or a program that does as ImageJ, has written it
 */
record TiffHyperstack(TiffDescription said, boolean ofImageJ) {

    /**
     * {@return what a page says of all}
     *
     * @param page the first of them
     * @param pages how many they are
     */
    static TiffHyperstack of(TiffDirectory page, int pages) throws IOException {
        String text = page.text(TiffTags.DESCRIPTION);
        int samples = (int) page.value(TiffTags.SAMPLES_PER_PIXEL, 1);
        TiffDescription said = TiffDescription.of(text, samples);
        return new TiffHyperstack(
                said.planes() == pages ? said : said.ofPages(pages), text.startsWith("ImageJ="));
    }

    /** {@return the numbers of the pages, from 0, in ImageJ's order: channels change first} */
    List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (int t = 0; t < said.frames(); t++) {
            for (int z = 0; z < said.slices(); z++) {
                for (int c = 0; c < said.channels(); c++) {
                    order.add((int) said.plane(c, z, t));
                }
            }
        }
        return order;
    }

    /**
     * {@return pages that ImageJ has read, as they are described; what ImageJ has written it
     * understands by itself}
     *
     * @param stack of all pages in the order of the file
     */
    ImagePlus of(ImagePlus stack) {
        if (ofImageJ) {
            return stack;
        }
        ImageStack inOrder = new ImageStack(stack.getWidth(), stack.getHeight());
        for (int number : order()) {
            inOrder.addSlice(
                    stack.getStack().getSliceLabel(number + 1),
                    stack.getStack().getPixels(number + 1));
        }
        inOrder.setColorModel(stack.getStack().getColorModel());
        return hyperstack(stack, inOrder, 1);
    }

    /**
     * {@return pages that are read one by one, as they are described}
     *
     * @param first the first page: its colours, pixel size, and channels if it has several
     * @param planes of all pages, in ImageJ's order
     */
    ImagePlus of(ImagePlus first, TiffPageStack planes) {
        return hyperstack(first, planes, first.getStackSize());
    }

    /**
     * As {@link #of(ImagePlus, TiffPageStack)}, with what ImageJ saves beside the pages.
     *
     * @param saved what ImageJ understands of the first page
     */
    ImagePlus of(ImagePlus first, TiffPageStack planes, FileInfo saved) {
        ImagePlus image = of(first, planes);
        String[] labels = saved.sliceLabels == null ? new String[0] : saved.sliceLabels;
        for (int i = 0; i < Math.min(planes.size(), labels.length); i++) {
            planes.setSliceLabel(labels[i], i + 1);
        }
        // Of which a composite image takes colours and ranges of the channels
        image.setFileInfo(saved);
        return ImageJTiff.asShown(image, saved);
    }

    private ImagePlus hyperstack(ImagePlus look, ImageStack planes, int channelsOfPage) {
        ImagePlus image = new ImagePlus(look.getTitle(), planes);
        int channels = said.channels() * channelsOfPage;
        image.setDimensions(channels, said.slices(), said.frames());
        Calibration calibration = look.getCalibration().copy();
        said.calibrate(calibration);
        image.setCalibration(calibration);
        image.setOpenAsHyperStack(channels > 1 || said.slices() > 1 && said.frames() > 1);
        if (said.high() > said.low() && channels == 1) {
            image.setDisplayRange(said.low(), said.high());
        }
        if (channels == 1 || ofImageJ) {
            return image;
        }
        CompositeImage composite = new CompositeImage(image, IJ.COMPOSITE);
        if (look instanceof CompositeImage colours && channels == channelsOfPage) {
            composite.setLuts(colours.getLuts());
        }
        LUT[] luts = composite.getLuts();
        for (int c = 0; c < said.colours().size(); c++) {
            LUT colour = LUT.createLutFromColor(new Color(said.colours().get(c)));
            colour.min = luts[c].min;
            colour.max = luts[c].max;
            luts[c] = colour;
        }
        composite.setLuts(luts);
        return composite;
    }
}
