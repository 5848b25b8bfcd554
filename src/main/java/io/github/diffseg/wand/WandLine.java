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

package io.github.diffseg.wand;

import io.github.diffseg.Setting;
import io.github.diffseg.imagej.MacroLine;
import java.util.LinkedHashMap;
import java.util.Map;

/** The line of an ImageJ macro that makes a selection again without a mouse. */
public final class WandLine {

    /** The command's name in macros. */
    public static final String COMMAND = "DiffSeg Wand...";

    private WandLine() {}

    /**
     * Passes every parameter of the command, so that a later default changes no replay.
     *
     * @param imageTitle of the image
     * @param plane of it that was looked at
     * @param touch in that plane
     * @param position from the part to the whole
     * @param mode what it did to the selection that was there
     * @return a {@code run(…);} line
     */
    public static String of(
            String imageTitle, WandPlane plane, Touch touch, int position, SelectionMode mode) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("x", Integer.toString(touch.x()));
        parameters.put("y", Integer.toString(touch.y()));
        parameters.put(Setting.GRANULARITY.key(), Double.toString(touch.granularity(position)));
        parameters.put("mode", mode.toString());
        parameters.put("connected_part", Boolean.toString(touch.connectedPart()));
        parameters.putAll(plane.parameters());
        return MacroLine.of(COMMAND, parameters, imageTitle);
    }
}
