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

package io.github.diffseg.large;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.PictureFile;
import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.imagej.format.TiffPicture;
import io.github.diffseg.store.Address;
import io.github.diffseg.store.ByteStore;
import io.github.diffseg.zarr.ZarrFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Opens files of which nothing but the parts that are asked for is read. */
final class LargeFiles {

    private static final int SIGNATURE_BYTES = 8;

    /** Picture, colours, labels and what is made of them. */
    private static final long BYTES_PER_PIXEL = 16;

    private static final String READ =
            "; TIFF and BigTIFF, OME-Zarr, Zarr and N5 are read in parts";

    private static final String BATCH =
            "; a folder of images is for DiffSeg Batch..., on the command line diffseg batch";

    private LargeFiles() {}

    /**
     * {@return the picture, to be closed by the caller}
     *
     * @param address path or address of a TIFF file, or of a Zarr or N5 folder
     * @throws IOException if it cannot be read, or is of another kind; the message is one sentence
     *     that names it
     */
    static PictureFile open(Address address) throws IOException {
        ByteStore store = address.open();
        Optional<Path> path = address.path();
        if (path.isPresent()) {
            require(path.get());
        }
        boolean mayBeFile = path.map(p -> !Files.isDirectory(p)).orElse(!looksLikeFolder(address));
        if (mayBeFile) {
            return tiff(address, store);
        }
        return ZarrFiles.open(store)
                .orElseThrow(
                        () ->
                                new UserException(
                                        address
                                                + " is neither Zarr nor N5: it has no zarr.json,"
                                                + " .zgroup, .zarray or attributes.json, or there"
                                                + " is nothing at all"
                                                + READ
                                                + (path.isPresent() ? BATCH : "")));
    }

    /**
     * {@return whether it is read in parts or not at all: it is no path, a folder, a BigTIFF, or a
     * TIFF that is too large for an ImageJ image or the memory}
     *
     * @param address path or address of a file or folder
     */
    static boolean areNeeded(Address address) {
        Optional<Path> path = address.path();
        if (path.isEmpty() || Files.isDirectory(path.get())) {
            return true;
        }
        try {
            byte[] begin = address.open().read("", 0, SIGNATURE_BYTES);
            if (!TiffPicture.isTiff(begin)) {
                return false;
            }
            try (PictureFile file = tiff(address, address.open());
                    PlaneRegions plane = file.plane(0, 0, 0)) {
                return TiffPicture.isBig(begin)
                        || plane.width() * plane.height() * BYTES_PER_PIXEL
                                > Runtime.getRuntime().maxMemory();
            }
        } catch (IOException | UserException e) {
            // Whoever reads it whole says what is wrong with it
            return false;
        }
    }

    private static PictureFile tiff(Address address, ByteStore store) throws IOException {
        byte[] begin = store.read("", 0, SIGNATURE_BYTES);
        if (!TiffPicture.isTiff(begin)) {
            throw new UserException(address + " is no TIFF" + READ);
        }
        return TiffPicture.open(store, address.path().orElse(Path.of(address.lastName())));
    }

    private static void require(Path path) {
        if (!Files.exists(path)) {
            throw new UserException("There is no file or folder " + path);
        }
        if (!Files.isReadable(path)) {
            throw new UserException(path + " may not be read");
        }
    }

    /** Folders of servers cannot be told from files but by their names. */
    private static boolean looksLikeFolder(Address address) {
        return !address.lastName().toLowerCase(Locale.ROOT).matches(".*\\.(tiff?|btf|tf[28]|svs)");
    }
}
