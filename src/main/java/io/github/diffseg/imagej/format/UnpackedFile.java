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

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The image in a ZIP file, or in a gzip file of FITS data, as a file of its own in a temporary
 * folder; closing deletes it.
 *
 * @param path of the unpacked file
 */
record UnpackedFile(Path path, Path folder) implements Closeable {

    private static final Set<String> EXTENSIONS = Set.of(".tif", ".tiff", ".dcm");
    private static final int CHUNK_BYTES = 1 << 16;

    /**
     * Unpacks the image of a ZIP file.
     *
     * @param file a ZIP file whose first entry is a TIFF or DICOM file, as ImageJ writes it
     * @throws IOException if it is none, or larger than Java's memory; the message is one sentence
     *     that names the file
     */
    static UnpackedFile ofZip(Path file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            ZipEntry entry = zip.getNextEntry();
            String name = entry == null ? "" : entry.getName().toLowerCase(Locale.ROOT);
            String extension = name.substring(Math.max(0, name.lastIndexOf('.')));
            if (!EXTENSIONS.contains(extension)) {
                throw new UnsupportedImageException(
                        file,
                        "is a ZIP file whose first entry is "
                                + (name.isEmpty() ? "missing" : "\"" + entry.getName() + "\"")
                                + "; ImageJ opens one TIFF or DICOM file in it");
            }
            return unpack(file, zip, "image" + extension);
        } catch (EOFException | ZipException | IllegalArgumentException e) {
            throw DamagedImageException.of(file, "ZIP", e);
        }
    }

    /**
     * Unpacks the image of a gzip file.
     *
     * @param file a gzip file of FITS data
     * @throws IOException as {@link #ofZip}
     */
    static UnpackedFile ofGzip(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return unpack(file, in, "image.fits");
        } catch (EOFException | ZipException e) {
            throw DamagedImageException.of(file, "gzip", e);
        }
    }

    private static UnpackedFile unpack(Path file, InputStream in, String name) throws IOException {
        long most = Runtime.getRuntime().maxMemory();
        Path folder = Files.createTempDirectory("diffseg-image");
        UnpackedFile unpacked = new UnpackedFile(folder.resolve(name), folder);
        boolean complete = false;
        try (OutputStream out = Files.newOutputStream(unpacked.path)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            long total = 0;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                total += read;
                if (total > most) {
                    throw new TooLargeImageException(
                            file, "unpacks to more than " + most + " bytes, which Java may use");
                }
                out.write(chunk, 0, read);
            }
            complete = true;
            return unpacked;
        } finally {
            if (!complete) {
                unpacked.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
        Files.delete(folder);
    }
}
