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

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which planes ROIs are: those on which ImageJ draws them. */
public final class RoiPlanes {

    /** What the ROI Manager calls ROIs of a stack: slice, y and x, with 4, 5 or 6 digits each. */
    private static final Pattern SLICE_NAME =
            Pattern.compile(
                    "(?:(\\d{4})-.{4}-.{4}|(\\d{5})-.{5}-.{5}|(\\d{6})-.{6}-.{6}).*",
                    Pattern.DOTALL);

    private RoiPlanes() {}

    /**
     * {@return whether ImageJ draws the ROI there}
     *
     * @param roi with the position that it brings along; one that the image has no place for, such
     *     as a slice of the stack that it is a projection of, says nothing
     * @param image at its current plane
     */
    public static boolean isOnCurrent(Roi roi, ImagePlus image) {
        if (image.isHyperStack() || image.getNChannels() > 1) {
            return isOnCurrentOfHyperStack(roi, image);
        }
        return image.getStackSize() == 1 || isOrAll(slice(roi, image), image.getCurrentSlice());
    }

    private static boolean isOnCurrentOfHyperStack(Roi roi, ImagePlus image) {
        int z = roi.getZPosition();
        int t = roi.getTPosition();
        int position = roi.getPosition();
        // ImageJ gives a single number out as the slice too, so that slice and frame must be it
        if (position > 0) {
            if (z == 0 && image.getNSlices() > 1) {
                z = position;
            } else if (t == 0) {
                t = position;
            }
        }
        return isOrAll(roi.getCPosition(), image.getChannel())
                && isOrAll(z, image.getSlice())
                && isOrAll(t, image.getFrame());
    }

    /** In a stack of one dimension. */
    private static int slice(Roi roi, ImagePlus image) {
        if (image.getCompositeMode() == IJ.COMPOSITE) {
            return 0;
        }
        int slice = roi.getPosition();
        if (slice == 0 && roi.getCPosition() == 1) {
            if (roi.getZPosition() == 1) {
                slice = roi.getTPosition();
            } else if (roi.getTPosition() == 1) {
                slice = roi.getZPosition();
            }
        }
        Matcher name = SLICE_NAME.matcher(roi.getName() == null ? "" : roi.getName());
        if (slice == 0 && name.matches()) {
            for (int group = 1; group <= name.groupCount(); group++) {
                slice += name.group(group) == null ? 0 : Integer.parseInt(name.group(group));
            }
        }
        return slice;
    }

    /** Position 0 stands for all planes. */
    private static boolean isOrAll(int position, int current) {
        return position == 0 || position == current;
    }
}
