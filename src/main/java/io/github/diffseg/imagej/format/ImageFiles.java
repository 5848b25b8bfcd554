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

package io.github.diffseg.imagej.format;

import ij.IJ;
import ij.ImagePlus;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens image files: what ImageJ reads, each format with the reader that gets its pixels right, and
 * with Bio-Formats what is left, if it is there.
 *
 * <p>An image is as it is shown, not as it is stored: turned as its EXIF data say. What somebody
 * selected or drew before the file was saved is left out.
 */
public final class ImageFiles {

    private ImageFiles() {}

    /**
     * {@return the image; of a file with several, the first}
     *
     * @param file of any format that ImageJ opens, or Bio-Formats where it is installed
     * @throws IOException if there is no such file, it cannot be read, holds no image, ends too
     *     early, needs more memory than there is, or is of a kind that no reader gets right; the
     *     message is one sentence that names it
     */
    public static ImagePlus open(Path file) throws IOException {
        return open(file, BioFormats.ofImageJ());
    }

    static ImagePlus open(Path file, Optional<BioFormats> bioFormats) throws IOException {
        requireReadableFile(file);
        FileFormat format = FileFormat.of(file);
        try {
            ImagePlus image = openQuietly(format, file);
            image.deleteRoi();
            image.setOverlay(null);
            return image;
        } catch (UnsupportedImageException e) {
            if (bioFormats.isPresent()) {
                return bioFormats.get().open(file);
            }
            throw e;
        } catch (OutOfMemoryError e) {
            throw new IOException(
                    file + " needs more memory than Java may use; give it more (-Xmx)", e);
        }
    }

    /**
     * What ImageJ says of damaged files goes to its log: a dialog for each would stop a batch, and
     * macros with it. One at a time, since that switch is all of ImageJ's.
     */
    private static synchronized ImagePlus openQuietly(FileFormat format, Path file)
            throws IOException {
        boolean redirecting = IJ.redirectingErrorMessages();
        IJ.redirectErrorMessages(true);
        try {
            return format.read(file);
        } finally {
            IJ.redirectErrorMessages(redirecting);
        }
    }

    /**
     * {@return its samples or indices as they are stored}
     *
     * @param file a PNG file
     * @throws IOException as {@link #open}
     */
    public static BufferedImage readPng(Path file) throws IOException {
        requireReadableFile(file);
        if (FileFormat.of(file) != FileFormat.PNG) {
            throw new IOException(file + " is not a PNG image");
        }
        return FileFormat.readPng(file);
    }

    /**
     * Refuses what {@link #open} refuses without looking into it.
     *
     * @param file that is to be an image
     * @throws IOException if it is no file, or may not be read; the message is one sentence
     */
    public static void requireReadableFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(
                    Files.isSymbolicLink(file)
                            ? file + " is a link that leads nowhere"
                            : "There is no file " + file);
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; give an image file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is a pipe or a device; give an image file");
        }
        if (!Files.isReadable(file)) {
            throw new IOException("The file " + file + " may not be read");
        }
    }
}
