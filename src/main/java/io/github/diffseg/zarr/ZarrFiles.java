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

import io.github.diffseg.image.PictureFile;
import io.github.diffseg.store.ByteStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the picture of a Zarr or N5 file: OME-Zarr's, an array, or N5's levels s0, s1 and so on.
 */
public final class ZarrFiles {

    private static final int MOST_LEVELS = 64;

    /** Below the picture, as in {@code scale0/image}. */
    private static final int MOST_FOLDERS_OF_LEVEL = 2;

    private ZarrFiles() {}

    /**
     * {@return the picture; empty if there is neither Zarr nor N5}
     *
     * @param store a group or an array
     * @throws IOException if it holds no picture or several, or cannot be read; the message is one
     *     sentence that names it
     */
    public static Optional<PictureFile> open(ByteStore store) throws IOException {
        Optional<ArrayMetadata> array = ArrayFiles.read(store);
        if (array.isPresent()) {
            Optional<PictureFile> level = levelOfPicture(store);
            return level.isPresent()
                    ? level
                    : Optional.of(N5Picture.of(store, List.of(array.get()), List.of(store)));
        }
        Optional<JsonDocument> attributes = ArrayFiles.attributes(store);
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        JsonDocument said = attributes.get().in("ome").orElse(attributes.get());
        if (NgffPicture.isIn(said)) {
            return Optional.of(NgffPicture.of(store, said));
        }
        refuseOthers(store, said);
        if (said.has("bioformats2raw.layout")) {
            return series(store);
        }
        return Optional.of(levels(store));
    }

    private static void refuseOthers(ByteStore store, JsonDocument said) throws IOException {
        if (said.has("plate")) {
            List<JsonDocument> wells =
                    said.in("plate").map(p -> p.objects("wells")).orElse(List.of());
            String first = wells.isEmpty() ? "A/1" : wells.get(0).text("path", "A/1");
            throw new ZarrException(
                    store.name(),
                    "is a plate of many images; give the path of one, such as "
                            + store.name()
                            + "/"
                            + first
                            + "/0");
        }
        if (said.has("well")) {
            throw new ZarrException(
                    store.name(),
                    "is a well of several images; give the path of one, such as "
                            + store.name()
                            + "/0");
        }
        if (said.has("labels")) {
            String names =
                    said.list("labels").asList().stream()
                            .map(name -> name.isJsonPrimitive() ? name.getAsString() : "?")
                            .collect(Collectors.joining(", "));
            throw new ZarrException(
                    store.name(),
                    "is a list of label images (" + names + "); give the path of an image");
        }
    }

    /** As bioformats2raw writes a file of several images. */
    private static Optional<PictureFile> series(ByteStore store) throws IOException {
        if (ArrayFiles.attributes(store.in("1")).isPresent()) {
            int count = 2;
            while (count < MOST_LEVELS
                    && ArrayFiles.attributes(store.in(String.valueOf(count))).isPresent()) {
                count++;
            }
            throw new ZarrException(
                    store.name(),
                    "holds "
                            + count
                            + (count == MOST_LEVELS ? " or more" : "")
                            + " images; give the path of one, such as "
                            + store.name()
                            + "/0");
        }
        return open(store.in("0"));
    }

    /** An array by itself may be a level of a picture, whose metadata lie above it. */
    private static Optional<PictureFile> levelOfPicture(ByteStore array) throws IOException {
        String path = "";
        ByteStore below = array;
        for (int depth = 0; depth < MOST_FOLDERS_OF_LEVEL; depth++) {
            Optional<ByteStore> above = below.above();
            if (above.isEmpty()) {
                break;
            }
            path = ByteStore.join(below.lastName(), path);
            below = above.get();
            Optional<JsonDocument> said = saidOfPicture(below);
            if (said.isPresent()) {
                Optional<ZarrPicture> level = NgffPicture.ofLevel(below, said.get(), path);
                if (level.isPresent()) {
                    return level.map(PictureFile.class::cast);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonDocument> saidOfPicture(ByteStore group) {
        try {
            return ArrayFiles.attributes(group).map(said -> said.in("ome").orElse(said));
        } catch (IOException e) {
            // Who may read an array need not be able to read what is around it
            return Optional.empty();
        }
    }

    /** As N5's programs write the levels of a picture; Zarr arrays so named are taken too. */
    private static ZarrPicture levels(ByteStore store) throws IOException {
        List<ArrayMetadata> arrays = new ArrayList<>();
        List<ByteStore> folders = new ArrayList<>();
        for (int level = 0; level < MOST_LEVELS; level++) {
            ByteStore folder = store.in("s" + level);
            Optional<ArrayMetadata> array = ArrayFiles.read(folder);
            if (array.isEmpty()) {
                break;
            }
            arrays.add(array.get());
            folders.add(folder);
        }
        if (arrays.isEmpty()) {
            throw new ZarrException(
                    store.name(),
                    "holds no image: it has neither multiscales nor s0, and is no array; give the"
                            + " path of the image in it");
        }
        return N5Picture.of(store, arrays, folders);
    }
}
