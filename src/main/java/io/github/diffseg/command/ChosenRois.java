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

package io.github.diffseg.command;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.output.RoiLabels;
import io.github.diffseg.output.RoiManagers;
import io.github.diffseg.output.RoiPlanes;
import java.util.List;

/** Which ROIs of ImageJ become labels. */
final class ChosenRois {

    private ChosenRois() {}

    /**
     * {@return the ROIs in the ROI Manager, else those of the image's overlay}
     *
     * @param image that the labels are for
     * @param asks whether there is somebody to be asked about ROIs of other images
     * @throws UserException if there are none
     */
    static List<Roi> ofManagerOrOverlay(ImagePlus image, boolean asks) {
        List<Roi> managed = RoiManagers.rois();
        if (!managed.isEmpty()) {
            return OtherImagesRois.settle(managed, image, asks);
        }
        Overlay overlay = image.getOverlay();
        if (overlay == null) {
            throw new UserException(
                    "There are no ROIs: neither in the ROI Manager nor on the image; add some, or"
                            + " give the path of a RoiSet.zip as roi_set");
        }
        return OtherImagesRois.settle(List.of(overlay.toArray()), image, asks);
    }

    /**
     * {@return those that are areas of its current plane}
     *
     * @param rois of an image
     * @throws UserException if there is none
     */
    static List<Roi> onCurrentPlane(List<Roi> rois, ImagePlus image) {
        List<Roi> chosen =
                rois.stream()
                        .filter(roi -> RoiPlanes.isOnCurrent(roi, image))
                        .filter(roi -> !RoiLabels.isAnnotation(roi))
                        .toList();
        if (chosen.isEmpty()) {
            throw new UserException(
                    "There is no ROI for the current plane of \""
                            + image.getTitle()
                            + "\"; text, pictures and scale bars do not count");
        }
        return chosen;
    }
}
