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

import ij.gui.Roi;
import ij.gui.ShapeRoi;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a touched segment does to the selection that is there, as in ImageJ's own tools. */
public enum SelectionMode {
    /** It is the selection. */
    REPLACE,
    /** The selection becomes larger by it. */
    ADD,
    /** It is taken away from the selection. */
    SUBTRACT;

    /** {@return the mode of that name, in lower case} */
    public static Optional<SelectionMode> of(String name) {
        return Arrays.stream(values()).filter(mode -> mode.toString().equals(name)).findFirst();
    }

    /** {@return all names, separated by commas} */
    public static String names() {
        return Arrays.stream(values())
                .map(SelectionMode::toString)
                .collect(Collectors.joining(", "));
    }

    /**
     * Makes a new selection of the one that is there and a touched segment.
     *
     * @param selection of the image; one without an area, or null, counts as none; not changed
     * @param segment that was touched; not changed
     * @return what is selected then, or null if nothing is left
     */
    public Roi combine(Roi selection, Roi segment) {
        if (this == REPLACE) {
            return segment;
        }
        if (selection == null || !selection.isArea()) {
            return this == ADD ? segment : null;
        }
        ShapeRoi combined = new ShapeRoi((Roi) selection.clone());
        ShapeRoi touched = new ShapeRoi(segment);
        Roi simple = (this == ADD ? combined.or(touched) : combined.not(touched)).trySimplify();
        if (simple.getBounds().isEmpty()) {
            return null;
        }
        simple.copyAttributes(selection);
        return simple;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
