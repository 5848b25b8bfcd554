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

package io.github.diffseg.zarr;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the axes of a picture mean.
 *
 * @param names one letter each: t, c, z, y, x, or ? for another
 * @param unit of y and x, as the file writes it; empty if it says none
 */
record PictureAxes(List<String> names, String unit) {

    private static final String OLD_ORDER = "tczyx";

    /**
     * {@return the axes that NGFF names}
     *
     * @param multiscale one of the list of that name
     * @param count how many axes the arrays have
     */
    static PictureAxes ofNgff(JsonDocument multiscale, int count) {
        List<String> names = new ArrayList<>();
        for (JsonElement axis : multiscale.list("axes")) {
            if (axis.isJsonObject()) {
                JsonDocument said = new JsonDocument(multiscale.place(), axis.getAsJsonObject());
                names.add(said.text("name", "?"));
            } else {
                names.add(axis.isJsonPrimitive() ? axis.getAsString() : "?");
            }
        }
        if (names.isEmpty()) {
            // Before version 0.3 none were named
            names = letters(OLD_ORDER.substring(Math.max(0, OLD_ORDER.length() - count)));
        }
        return new PictureAxes(List.copyOf(names), unit(multiscale, "x"));
    }

    /**
     * {@return the unit of an axis; empty if there is none}
     *
     * @param multiscale one of the list of that name
     * @param name of the axis
     */
    static String unit(JsonDocument multiscale, String name) {
        return multiscale.objects("axes").stream()
                .filter(axis -> axis.text("name", "?").equals(name))
                .map(axis -> axis.text("unit", ""))
                .findFirst()
                .orElse("");
    }

    /**
     * {@return what axes mean that nobody has named}
     *
     * @param array the slowest axis first
     */
    static PictureAxes ofArray(ArrayMetadata array) {
        int count = array.shape().length;
        long last = array.shape()[count - 1];
        if (count == 3 && array.type().isByte() && (last == 3 || last == 4)) {
            return new PictureAxes(List.of("y", "x", "c"), "");
        }
        String order = array.framed() ? "tzcyx" : OLD_ORDER;
        if (count == 3) {
            order = "zyx";
        }
        return new PictureAxes(letters(order.substring(Math.max(0, order.length() - count))), "");
    }

    private static List<String> letters(String order) {
        return List.of(order.split(""));
    }

    /** {@return where an axis is, or -1} */
    int index(String name) {
        return names.indexOf(name);
    }

    /** {@return how long an axis is; 1 if there is none of that name} */
    long length(String name, ArrayMetadata array) {
        int axis = index(name);
        return axis < 0 || axis >= array.shape().length ? 1 : array.shape()[axis];
    }

    /**
     * Refuses arrays of which a part would be passed over without a word.
     *
     * @param array that the axes fit
     * @throws ZarrException if it has several places along an axis that a picture does not have, or
     *     has twice
     */
    void requireNoOthers(ArrayMetadata array) throws ZarrException {
        for (int axis = 0; axis < names.size(); axis++) {
            String name = names.get(axis);
            boolean known =
                    name.length() == 1 && OLD_ORDER.contains(name) && names.indexOf(name) == axis;
            if (!known && array.shape()[axis] > 1) {
                throw new ZarrException(
                        array.place(),
                        "has "
                                + array.shape()[axis]
                                + " places along the axis \""
                                + name
                                + "\" of "
                                + names
                                + "; t, c, z, y and x are read, each once: store one place of that"
                                + " axis as a picture of its own");
            }
        }
    }

    /** {@return whether they fit the array, and rows and columns are among them} */
    boolean fit(ArrayMetadata array) {
        return names.size() == array.shape().length && index("y") >= 0 && index("x") >= 0;
    }
}
