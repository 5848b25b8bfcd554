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

import io.github.diffseg.imagej.format.LabelTiff;
import io.github.diffseg.output.ImageTitles;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.zarr.OmeZarrLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where labels and table of a plane go.
 *
 * @param labels the label file, a BigTIFF or an OME-Zarr
 * @param table the table of the segments
 */
public record LargeOutput(Path labels, Path table) {

    private static final String TABLE_END = "-segments.csv";
    private static final String LABELS_END = "-labels.tif";

    /**
     * {@return the files}
     *
     * @param asked a name that ends with .tif, .tiff or .zarr; any other is a folder, in which the
     *     labels become a TIFF
     * @param title of the image
     */
    public static LargeOutput of(Path asked, String title) {
        if (isLabelFile(asked.toString())) {
            String stem =
                    asked.getFileName().toString().replaceFirst("(?i)(\\.ome)?\\.[a-z]+$", "");
            return new LargeOutput(asked, asked.resolveSibling(stem + TABLE_END));
        }
        String stem = ImageTitles.fileStem(title).replaceFirst("(?i)\\.ome$", "");
        return new LargeOutput(asked.resolve(stem + LABELS_END), asked.resolve(stem + TABLE_END));
    }

    /** {@return whether it is the name of a label file, not of a folder of results} */
    public static boolean isLabelFile(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(tiff?|zarr)");
    }

    boolean isZarr() {
        return labels.toString().toLowerCase(Locale.ROOT).endsWith(".zarr");
    }

    /**
     * Makes the folder, and refuses to replace files of others, so that hours of work do not end in
     * vain.
     *
     * @throws IOException if the folder takes no files, or there is something that is not
     *     DiffSeg's; the message is one sentence that names it
     */
    public void prepare() throws IOException {
        Path folder = labels.toAbsolutePath().getParent();
        if (isZarr() && Files.isDirectory(labels)) {
            ResultFiles.checkWritable(labels);
        }
        ResultFiles.createFolder(folder);
        boolean labelsThere = Files.exists(labels);
        if (isZarr()) {
            OmeZarrLabels.check(labels);
        } else if (labelsThere && !LabelTiff.isOwn(labels)) {
            throw new IOException(
                    labels
                            + " is there already and is no label image of DiffSeg; choose another"
                            + " name, or move that file away");
        }
        if (Files.exists(table) && !labelsThere) {
            throw new IOException(
                    table
                            + " is there already, without a label image of DiffSeg beside it;"
                            + " choose another name, or move that file away");
        }
    }
}
