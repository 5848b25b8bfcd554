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

import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.store.ByteStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A picture whose levels, axes, sizes and channels OME-Zarr's metadata (NGFF) tell. */
final class NgffPicture {

    private static final String MULTISCALES = "multiscales";

    private NgffPicture() {}

    /** {@return whether they are the metadata of a picture} */
    static boolean isIn(JsonDocument said) {
        return !said.objects(MULTISCALES).isEmpty();
    }

    /**
     * {@return the picture}
     *
     * @param store the group that says it
     * @param said its metadata
     * @throws IOException if it holds several or none, or cannot be read; the message is one
     *     sentence that names it
     */
    static ZarrPicture of(ByteStore store, JsonDocument said) throws IOException {
        List<JsonDocument> multiscales = said.objects(MULTISCALES);
        if (multiscales.size() > 1) {
            throw new ZarrException(
                    store.name(),
                    "holds "
                            + multiscales.size()
                            + " pictures (multiscales); a file with one is read");
        }
        return of(store, said, multiscales.get(0), multiscales.get(0).objects("datasets"));
    }

    /**
     * {@return the picture with one of its levels alone; empty if there is no such level}
     *
     * @param store the group that says it
     * @param said its metadata
     * @param path of the level
     * @throws IOException if it cannot be read; the message is one sentence that names it
     */
    static Optional<ZarrPicture> ofLevel(ByteStore store, JsonDocument said, String path)
            throws IOException {
        for (JsonDocument multiscale : said.objects(MULTISCALES)) {
            for (JsonDocument dataset : multiscale.objects("datasets")) {
                if (dataset.text("path", "").equals(path)) {
                    return Optional.of(of(store, said, multiscale, List.of(dataset)));
                }
            }
        }
        return Optional.empty();
    }

    private static ZarrPicture of(
            ByteStore store, JsonDocument said, JsonDocument multiscale, List<JsonDocument> levels)
            throws IOException {
        List<ArrayMetadata> arrays = new ArrayList<>();
        List<double[]> scales = new ArrayList<>();
        for (JsonDocument dataset : levels) {
            ByteStore folder = store.in(dataset.text("path", ""));
            arrays.add(
                    ArrayFiles.read(folder)
                            .orElseThrow(
                                    () ->
                                            new ZarrException(
                                                    folder.name(),
                                                    "is missing, though the metadata of "
                                                            + store.name()
                                                            + " name it")));
            scales.add(scale(dataset, multiscale));
        }
        if (arrays.isEmpty()) {
            throw new ZarrException(store.name(), "holds no image: its list of levels is empty");
        }
        PictureAxes axes = PictureAxes.ofNgff(multiscale, arrays.get(0).shape().length);
        for (ArrayMetadata array : arrays) {
            requireAxes(axes, array);
        }
        // Of sides in different units no size of a pixel can be told in one
        String unitDown = PictureAxes.unit(multiscale, "y");
        boolean known =
                scales.get(0).length == axes.names().size()
                        && (unitDown.isEmpty() || unitDown.equals(axes.unit()));
        return new ZarrPicture(
                arrays,
                axes,
                known ? scales.get(0)[axes.index("x")] : 0,
                known ? scales.get(0)[axes.index("y")] : 0,
                looks(said, (int) axes.length("c", arrays.get(0))));
    }

    private static void requireAxes(PictureAxes axes, ArrayMetadata array) throws ZarrException {
        if (!axes.fit(array)) {
            throw new ZarrException(
                    array.place(),
                    "has "
                            + array.shape().length
                            + " axes, but the metadata say "
                            + axes.names()
                            + "; a picture has x and y");
        }
        axes.requireNoOthers(array);
    }

    /** The scale of a level, times that of all. */
    private static double[] scale(JsonDocument dataset, JsonDocument multiscale) {
        double[] scale = new double[0];
        for (JsonDocument of : List.of(dataset, multiscale)) {
            for (JsonDocument step : of.objects("coordinateTransformations")) {
                double[] factors = step.doubles("scale");
                if (scale.length == 0) {
                    scale = factors;
                } else if (factors.length == scale.length) {
                    for (int i = 0; i < scale.length; i++) {
                        scale[i] *= factors[i];
                    }
                }
            }
        }
        return scale;
    }

    private static List<ChannelLook> looks(JsonDocument said, int channels) throws IOException {
        List<JsonDocument> written =
                said.in("omero").map(omero -> omero.objects("channels")).orElse(List.of());
        List<ChannelLook> looks = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            ChannelLook look = ChannelLook.unknown(c, channels);
            if (c < written.size()) {
                look = look(written.get(c), look);
            }
            looks.add(look);
        }
        return List.copyOf(looks);
    }

    private static ChannelLook look(JsonDocument channel, ChannelLook unknown) throws IOException {
        String colour = channel.text("color", "");
        int rgb = colour.matches("[0-9A-Fa-f]{6}") ? Integer.parseInt(colour, 16) : unknown.rgb();
        Optional<JsonDocument> window = channel.in("window");
        double low = window.isPresent() ? window.get().number("start", Double.NaN) : Double.NaN;
        double high = window.isPresent() ? window.get().number("end", Double.NaN) : Double.NaN;
        return new ChannelLook(low, high, rgb, !channel.text("active", "true").equals("false"));
    }
}
