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

import ij.ImagePlus;
import ij.VirtualStack;
import ij.gui.Roi;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.TiffEncoder;
import ij.measure.ResultsTable;
import io.github.diffseg.files.FileContent;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.files.FileSet;
import io.github.diffseg.vocabulary.Vocabulary;
import io.github.diffseg.vocabulary.VocabularyFile;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of one result in a folder, as parts of a {@link FileSet}. Every failure is an {@link
 * IOException} whose message is one sentence that names the file.
 */
public final class ResultFiles {

    private static final String LABELS = "-labels.tif";
    private static final String CLASSES = "-classes.tif";
    private static final String ROIS = "-rois.zip";
    private static final String TABLE = "-segments.csv";
    private static final String OVERLAY = "-overlay.png";
    private static final String OVERLAYS = "-overlay.tif";
    private static final String GEO_JSON = ".geojson";
    private static final String VOCABULARY = "-vocabulary.json";

    private final FileSet set;
    private final Path folder;
    private final String stem;

    /**
     * Prepares to write the results of one image.
     *
     * @param set gets the files; places them
     * @param folder where the files go; it exists
     * @param stem what their names begin with, see {@link ImageTitles#fileStem}
     */
    public ResultFiles(FileSet set, Path folder, String stem) {
        this.set = set;
        this.folder = folder;
        this.stem = stem;
    }

    /**
     * Makes a folder, and the folders that it is in, unless it is there.
     *
     * @throws IOException if it cannot be made, or takes no files; the message is one sentence that
     *     names it
     */
    public static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("The output folder " + folder + " is not a folder", e);
        } catch (IOException e) {
            throw new IOException(
                    "The output folder " + folder + " cannot be made: " + FileReason.ofWriting(e),
                    e);
        }
        checkWritable(folder);
    }

    /**
     * Refuses a folder that cannot take files, by trying, so that long work doesn't end in vain.
     *
     * @throws IOException if it doesn't exist, is no folder or refuses a file; the message is one
     *     sentence that names it
     */
    public static void checkWritable(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "The output folder "
                            + folder
                            + (Files.exists(folder) ? " is not a folder" : " does not exist"));
        }
        try {
            Files.delete(Files.createTempFile(folder, ".diffseg-", ".tmp"));
        } catch (IOException e) {
            throw new IOException(
                    "The output folder " + folder + " is not writable: " + FileReason.ofWriting(e),
                    e);
        }
    }

    /**
     * Refuses to replace files of others that have the names of results.
     *
     * @param folder where the results will go
     * @param stem what their names will begin with
     * @param geoJson whether there will be outlines for QuPath, which are told by themselves: users
     *     edit them in QuPath, and write them under this name
     * @throws IOException if there is one; the message is one sentence that names it
     */
    public static void checkOwn(Path folder, String stem, boolean geoJson) throws IOException {
        OwnResults.check(
                folder.resolve(stem + LABELS),
                Stream.of(ROIS, TABLE, OVERLAY, OVERLAYS, GEO_JSON, CLASSES, VOCABULARY)
                        .map(end -> folder.resolve(stem + end))
                        .toList());
        if (geoJson) {
            GeoJson.checkOwn(folder.resolve(stem + GEO_JSON));
        }
    }

    /**
     * Writes the label image with its properties, as {@code <stem>-labels.tif}.
     *
     * @param image of one plane or many
     */
    public Path writeLabels(ImagePlus image) throws IOException {
        return set.write(folder.resolve(stem + LABELS), file -> encodeTiff(image, file));
    }

    /** Writes the vocabulary as {@code <stem>-vocabulary.json}. */
    public Path writeVocabulary(Vocabulary vocabulary) throws IOException {
        return set.write(
                folder.resolve(stem + VOCABULARY),
                file -> Files.writeString(file, VocabularyFile.text(vocabulary)));
    }

    /**
     * Writes the class image as {@code <stem>-classes.tif}; none of before stays if there is none.
     */
    public Optional<Path> writeClasses(Optional<ImagePlus> image) throws IOException {
        Path tiff = folder.resolve(stem + CLASSES);
        if (image.isEmpty()) {
            set.remove(tiff);
            return Optional.empty();
        }
        return Optional.of(set.write(tiff, file -> encodeTiff(image.get(), file)));
    }

    /** Writes the ROIs as {@code <stem>-rois.zip}; none of before stays if there are none. */
    public Optional<Path> writeRois(List<Roi> rois) throws IOException {
        Path zip = folder.resolve(stem + ROIS);
        if (rois.isEmpty()) {
            set.remove(zip);
            return Optional.empty();
        }
        return Optional.of(set.write(zip, file -> RoiSets.encode(file, rois)));
    }

    /** Writes the table as {@code <stem>-segments.csv}. */
    public Path writeTable(ResultsTable table) throws IOException {
        return set.write(folder.resolve(stem + TABLE), file -> saveTable(table, file));
    }

    /** Writes the overlay picture as {@code <stem>-overlay.png}. */
    public Path writeOverlay(BufferedImage picture) throws IOException {
        return set.write(folder.resolve(stem + OVERLAY), file -> PngFiles.write(picture, file));
    }

    /**
     * Writes the overlay pictures of many planes as {@code <stem>-overlay.tif}.
     *
     * @param pictures a stack, which may be virtual
     */
    public Path writeOverlays(ImagePlus pictures) throws IOException {
        return set.write(folder.resolve(stem + OVERLAYS), file -> encodeTiff(pictures, file));
    }

    /** Writes the outlines for QuPath as {@code <stem>.geojson}, see {@link GeoJson}. */
    public Path writeGeoJson(FileContent outlines) throws IOException {
        return set.write(folder.resolve(stem + GEO_JSON), outlines);
    }

    /**
     * Does what ImageJ's FileSaver does, which answers a failure with a dialog and {@code false}
     * instead of its reason.
     */
    static void encodeTiff(ImagePlus image, Path file) throws IOException {
        FileInfo info = image.getFileInfo();
        info.description = new FileSaver(image).getDescriptionString();
        info.info = image.getInfoProperty();
        info.properties = image.getPropertiesAsArray();
        if (image.getStackSize() > 1) {
            info.sliceLabels = image.getStack().getSliceLabels();
            if (image.getStack() instanceof VirtualStack planes) {
                info.virtualStack = planes;
            }
        }
        try (OutputStream stream = Files.newOutputStream(file);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream))) {
            new TiffEncoder(info).write(out);
        }
        if (info.fileType == FileInfo.COLOR8) {
            GrayTiff.mark(file);
        }
    }

    private static void saveTable(ResultsTable table, Path file) throws IOException {
        table.saveColumnHeaders(true);
        // The first table of the process makes the number formats of all, unguarded: a second one
        // beside it would find them half made
        synchronized (ResultsTable.class) {
            table.saveAs(file.toString());
        }
        // It writes through a PrintWriter, which passes over errors such as a full disk
        String text = Files.readString(file);
        int lines = table.size() == 0 ? 0 : table.size() + 1;
        if (text.lines().count() != lines || lines > 0 && !text.endsWith("\n")) {
            throw new IOException("the table was not written to its end");
        }
    }
}
