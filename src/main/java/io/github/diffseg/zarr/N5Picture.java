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

import io.github.diffseg.store.ByteStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Arrays whose sizes, if they are written at all, are written as N5's programs do. */
final class N5Picture {

    private N5Picture() {}

    /**
     * {@return the picture}
     *
     * @param group that they are in, or the array itself
     * @param arrays its levels, the finest first
     * @param folders of the arrays
     * @throws IOException if the metadata cannot be read, or the array has no rows and columns
     */
    static ZarrPicture of(ByteStore group, List<ArrayMetadata> arrays, List<ByteStore> folders)
            throws IOException {
        ArrayMetadata finest = arrays.get(0);
        Optional<JsonDocument> own = ArrayFiles.attributes(folders.get(0));
        Optional<JsonDocument> shared = ArrayFiles.attributes(group);
        PictureAxes axes = axes(finest, own, shared, ArrayFiles.dimensions(folders.get(0)));
        double[] size = size(own).length > 1 ? size(own) : size(shared);
        for (ArrayMetadata array : arrays) {
            if (!axes.fit(array)) {
                throw new ZarrException(
                        array.place(),
                        "has "
                                + array.shape().length
                                + (array == finest
                                        ? " axes; arrays of two to five are read"
                                        : " axes, and the first level has "
                                                + finest.shape().length));
            }
            axes.requireNoOthers(array);
        }
        boolean known = size.length > 1;
        return new ZarrPicture(arrays, axes, known ? size[0] : 0, known ? size[1] : 0, List.of());
    }

    private static PictureAxes axes(
            ArrayMetadata array,
            Optional<JsonDocument> own,
            Optional<JsonDocument> shared,
            List<String> dimensions) {
        PictureAxes unnamed = PictureAxes.ofArray(array);
        String unit = "";
        List<String> names = dimensions.isEmpty() ? unnamed.names() : dimensions;
        for (Optional<JsonDocument> said : List.of(shared, own)) {
            if (said.isEmpty()) {
                continue;
            }
            unit = said.get().in("pixelResolution").map(r -> r.text("unit", "")).orElse(unit);
            List<String> units = texts(said.get(), "units");
            unit = units.isEmpty() ? unit : units.get(0);
            List<String> written = texts(said.get(), "axes");
            if (written.size() == array.shape().length && array.framed()) {
                names = new ArrayList<>(written);
                java.util.Collections.reverse(names);
            }
        }
        PictureAxes axes = new PictureAxes(List.copyOf(names), unit);
        return axes.fit(array) ? axes : unnamed;
    }

    private static List<String> texts(JsonDocument said, String name) {
        return said.list(name).asList().stream()
                .filter(e -> e.isJsonPrimitive())
                .map(e -> e.getAsString().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** {@return width and height of a pixel of the finest level, and what else there is} */
    private static double[] size(Optional<JsonDocument> said) {
        if (said.isEmpty()) {
            return new double[0];
        }
        for (String name : new String[] {"pixelResolution", "resolution"}) {
            double[] size =
                    said.get().in(name).map(r -> r.doubles("dimensions")).orElse(new double[0]);
            if (size.length > 1) {
                return size;
            }
            if (said.get().doubles(name).length > 1) {
                return said.get().doubles(name);
            }
        }
        return new double[0];
    }
}
