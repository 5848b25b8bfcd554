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

package io.github.diffseg.image;

import ij.IJ;
import ij.ImagePlus;
import ij.io.Opener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Opens image files with ImageJ, and with Bio-Formats what ImageJ does not know, if it is there.
 */
public final class ImageFiles {

    /**
     * What ImageJ itself opens as an image. In Fiji it would show others in a window; it takes
     * Zeiss' CZI, among others, for text.
     */
    private static final Set<Integer> OWN_FORMATS =
            Set.of(
                    Opener.TIFF,
                    Opener.DICOM,
                    Opener.TIFF_AND_DICOM,
                    Opener.FITS,
                    Opener.PGM,
                    Opener.JPEG,
                    Opener.GIF,
                    Opener.BMP,
                    Opener.PNG,
                    Opener.ZIP,
                    Opener.AVI);

    private ImageFiles() {}

    /**
     * @param file of any format that ImageJ opens, or Bio-Formats where it is installed
     * @return the image; of a file with several, the first
     * @throws IOException if there is no such file, it cannot be read, holds no image or ends too
     *     early; the message is one sentence that names it
     */
    public static ImagePlus open(Path file) throws IOException {
        return open(file, BioFormats.ofImageJ());
    }

    static ImagePlus open(Path file, Optional<BioFormats> bioFormats) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("There is no file " + file);
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; give an image file");
        }
        if (!Files.isReadable(file)) {
            throw new IOException("The file " + file + " may not be read");
        }
        int format = new Opener().getFileType(file.toAbsolutePath().toString());
        if (bioFormats.isPresent() && !OWN_FORMATS.contains(format)) {
            return bioFormats.get().open(file);
        }
        ImagePlus image = openQuietly(file);
        if (image == null && bioFormats.isPresent() && hasForeignVariants(format)) {
            return bioFormats.get().open(file);
        }
        if (image == null) {
            throw new IOException(file + " is not an image that ImageJ opens");
        }
        TruncatedFiles.refuse(file, image);
        return image;
    }

    /** Formats of which ImageJ reads some compressions and layouts only. */
    private static boolean hasForeignVariants(int format) {
        return format == Opener.TIFF || format == Opener.DICOM;
    }

    /**
     * Damaged files go to the log: a dialog for each would stop a batch, and macros with it. One at
     * a time, since that switch is all of ImageJ's.
     */
    private static synchronized ImagePlus openQuietly(Path file) throws IOException {
        boolean redirecting = IJ.redirectingErrorMessages();
        IJ.redirectErrorMessages(true);
        try {
            Opener opener = new Opener();
            opener.setSilentMode(true);
            return opener.openImage(file.toAbsolutePath().toString());
        } catch (RuntimeException e) {
            throw new IOException(file + " cannot be read as an image: " + e, e);
        } finally {
            IJ.redirectErrorMessages(redirecting);
        }
    }
}
