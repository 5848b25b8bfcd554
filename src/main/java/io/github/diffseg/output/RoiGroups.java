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
import ij.gui.Roi;
import ij.process.LUT;
import java.io.File;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Gives ROIs their group. ImageJ takes the colours of groups from a file that Fiji has, but a bare
 * ij.jar has not: then every ROI with a group writes a complaint to the standard output. There, the
 * colours of labels take the file's place.
 */
final class RoiGroups {

    private static final int LARGEST = 255;

    static {
        String folder = IJ.getDirectory("luts");
        if (!new File(folder, "Glasbey.lut").exists()
                && !new File(folder, "glasbey.lut").exists()) {
            setGroupColors(LabelColors.lut(LARGEST));
        }
    }

    private RoiGroups() {}

    /**
     * Puts a ROI into a group.
     *
     * @param group none if 0 or above ImageJ's limit of 255
     */
    static void assign(Roi roi, int group) {
        roi.setGroup(group <= LARGEST ? group : 0);
    }

    /** ImageJ offers no other way to set them than the file. */
    private static void setGroupColors(LUT colors) {
        try {
            VarHandle field =
                    MethodHandles.privateLookupIn(Roi.class, MethodHandles.lookup())
                            .findStaticVarHandle(Roi.class, "glasbeyLut", LUT.class);
            field.set(colors);
        } catch (ReflectiveOperationException e) {
            IJ.log("DiffSeg cannot set ImageJ's group colours: " + e.getMessage());
        }
    }
}
