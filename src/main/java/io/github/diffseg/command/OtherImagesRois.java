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

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.output.RoiImages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import javax.swing.JOptionPane;

/** What becomes of ROIs that say that they belong to another image than the one at hand. */
final class OtherImagesRois {

    private static final String TAKE = "Take all";
    private static final String LEAVE_OUT = "Leave them out";
    private static final String CANCEL = "Cancel";

    private OtherImagesRois() {}

    /**
     * Asks, where somebody can answer.
     *
     * @param asks whether a user sits at the dialog
     * @return the ROIs to take
     * @throws UserException if there are such ROIs and nobody to ask
     * @throws CancellationException if the user wants none of it
     */
    static List<Roi> settle(List<Roi> rois, ImagePlus image, boolean asks) {
        List<Roi> others = rois.stream().filter(roi -> RoiImages.isOfAnother(roi, image)).toList();
        if (others.isEmpty()) {
            return rois;
        }
        String found = found(others.size(), rois.size(), others, image);
        if (!asks) {
            throw new UserException(
                    found
                            + "; remove them from the ROI Manager, or name the image or the file"
                            + " of ROIs that is meant");
        }
        return chosen(rois, others, ask(found, others.size() == rois.size()));
    }

    private static String found(int other, int all, List<Roi> others, ImagePlus image) {
        String titles =
                others.stream()
                        .map(roi -> "\"" + RoiImages.of(roi).orElseThrow() + "\"")
                        .distinct()
                        .collect(Collectors.joining(", "));
        return other
                + " of "
                + all
                + " ROIs belong to "
                + titles
                + ", not to \""
                + image.getTitle()
                + "\"";
    }

    private static List<Roi> chosen(List<Roi> all, List<Roi> others, String choice) {
        if (choice.equals(TAKE)) {
            return all;
        }
        if (choice.equals(LEAVE_OUT)) {
            List<Roi> own = new ArrayList<>(all);
            own.removeAll(others);
            return own;
        }
        throw new CancellationException("Cancelled by the user");
    }

    private static String ask(String found, boolean nothingElse) {
        String[] choices =
                nothingElse ? new String[] {CANCEL, TAKE} : new String[] {LEAVE_OUT, TAKE, CANCEL};
        int chosen =
                JOptionPane.showOptionDialog(
                        IJ.getInstance(),
                        found + ".",
                        "DiffSeg ROIs to Labels",
                        JOptionPane.DEFAULT_OPTION,
                        JOptionPane.QUESTION_MESSAGE,
                        null,
                        choices,
                        choices[0]);
        return chosen < 0 ? CANCEL : choices[chosen];
    }
}
