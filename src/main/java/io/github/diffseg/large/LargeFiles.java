package io.github.diffseg.large;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.PictureFile;
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
    private static final String READ =
            "; TIFF and BigTIFF, OME-Zarr, Zarr and N5 are read in parts";

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
        boolean mayBeFile =
                path.map(p -> !Files.isDirectory(p)).orElse(!looksLikeFolder(address));
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
                                                + READ));
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
