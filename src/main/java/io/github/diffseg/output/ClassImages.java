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

package io.github.diffseg.output;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.diffseg.segment.label.LabelMap;
import java.util.List;

/** Makes images whose pixel values are the classes of segments. */
public final class ClassImages {

    /** The property with the names of the classes, a line for each: {@code 1 cell}. */
    public static final String NAMES = Provenance.KEY_PREFIX + "classes";

    private static final String TITLE_END = " - DiffSeg classes";

    private ClassImages() {}

    /**
     * {@return a new image that is not shown, with the bits, colours and calibration of a label
     * image, and the classes' names in its property {@value #NAMES}}
     *
     * @param classes of the size of the input, see {@link
     *     io.github.diffseg.segment.label.SegmentClasses#of}
     * @param names of the classes from 1 on
     * @param input the image that was segmented, for its title and its calibration in x and y
     * @throws IllegalArgumentException if the sizes differ
     */
    public static ImagePlus of(LabelMap classes, List<String> names, ImagePlus input) {
        return named(LabelImages.of(classes, input), names, input.getTitle());
    }

    /**
     * {@return the same of many planes}
     *
     * @param classes of the planes, slice by slice and then frame by frame
     * @param names of the classes from 1 on
     * @param slices how many slices a frame has
     * @param title of the image that was segmented
     * @param calibration of the planes
     */
    public static ImagePlus of(
            LabelStack classes,
            List<String> names,
            int slices,
            String title,
            Calibration calibration) {
        return named(LabelImages.of(classes, slices, title, calibration), names, title);
    }

    private static ImagePlus named(ImagePlus image, List<String> names, String title) {
        StringBuilder lines = new StringBuilder();
        for (int c = 1; c <= names.size(); c++) {
            lines.append(c).append(' ').append(names.get(c - 1)).append('\n');
        }
        image.setTitle(ImageTitles.stem(title) + TITLE_END);
        image.setProp(NAMES, lines.toString().stripTrailing());
        return image;
    }
}
