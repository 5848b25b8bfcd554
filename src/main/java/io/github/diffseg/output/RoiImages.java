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
import ij.gui.Roi;
import java.util.List;
import java.util.Optional;

/** Which image ROIs belong to: a property of each says it, and in the ROI Manager its name. */
public final class RoiImages {

    private static final String IMAGE = Provenance.KEY_PREFIX + "image";

    private RoiImages() {}

    /** Notes the image in properties, which {@code .roi} files keep. */
    public static void mark(List<Roi> rois, String imageTitle) {
        rois.forEach(roi -> roi.setProperty(IMAGE, imageTitle));
    }

    /** Adds the image to the names, behind what they begin with. */
    public static void name(List<Roi> rois) {
        for (Roi roi : rois) {
            of(roi).ifPresent(
                            title ->
                                    roi.setName(roi.getName() + " " + ImageTitles.fileStem(title)));
        }
    }

    /** {@return the title of the image that a ROI was made of, if it says so} */
    public static Optional<String> of(Roi roi) {
        return Optional.ofNullable(roi.getProperty(IMAGE));
    }

    /**
     * {@return whether a ROI says that it belongs to another image; one of the labels of an image
     * belongs to that image's label image, too}
     */
    public static boolean isOfAnother(Roi roi, ImagePlus image) {
        return of(roi).filter(
                        title ->
                                !title.equals(image.getTitle())
                                        && !title.equals(image.getProp(IMAGE)))
                .isPresent();
    }
}
