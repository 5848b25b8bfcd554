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

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.files.FileReason;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The zip files in which ImageJ's ROI Manager keeps ROIs. */
public final class RoiSets {

    /** The earliest that a zip file can tell: the same ROIs give the same bytes. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String EXTENSION = ".roi";

    private RoiSets() {}

    /**
     * Writes a RoiSet file. The file appears under its name only when it is complete.
     *
     * @param zip the file, replaced if it exists
     * @param rois at least one: ImageJ refuses an empty set
     * @throws IllegalArgumentException if there is no ROI
     * @throws IOException if the file cannot be written; the message is one sentence that names it
     */
    public static void write(Path zip, List<Roi> rois) throws IOException {
        if (rois.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no ROI to write to " + zip + "; ImageJ opens no empty RoiSet");
        }
        AtomicFiles.writeFile(zip, temporary -> encode(temporary, rois));
    }

    /**
     * Reads a RoiSet file.
     *
     * @param zip written by {@link #write} or by the ROI Manager
     * @return its ROIs in their order, named as in the file
     * @throws IOException if it cannot be read or holds something else; the message is one sentence
     *     that names it
     */
    public static List<Roi> read(Path zip) throws IOException {
        List<Roi> rois = new ArrayList<>();
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(new BufferedInputStream(in))) {
            for (ZipEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(EXTENSION)) {
                    rois.add(decode(entries.readAllBytes(), entry.getName()));
                }
            }
        } catch (IOException e) {
            throw new IOException("Cannot read ROIs from " + zip + ": " + FileReason.of(e), e);
        }
        if (rois.isEmpty()) {
            throw new IOException("There are no ROIs in " + zip);
        }
        return rois;
    }

    private static Roi decode(byte[] bytes, String entryName) throws IOException {
        String file = entryName.substring(entryName.lastIndexOf('/') + 1);
        String name = file.substring(0, file.length() - EXTENSION.length());
        Roi roi = new RoiDecoder(bytes, name).getRoi();
        if (roi == null) {
            throw new IOException("ImageJ cannot decode the ROI " + entryName);
        }
        roi.setName(name);
        return roi;
    }

    /** Writes a RoiSet to a file that nobody sees yet. */
    static void encode(Path file, List<Roi> rois) throws IOException {
        Set<String> names = new HashSet<>();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Roi roi : rois) {
                byte[] encoded = RoiEncoder.saveAsByteArray(roi);
                if (encoded == null) {
                    throw new IOException("ImageJ cannot encode the ROI \"" + roi.getName() + "\"");
                }
                ZipEntry entry = new ZipEntry(entryName(roi, names));
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(encoded);
                zip.closeEntry();
            }
        }
    }

    private static String entryName(Roi roi, Set<String> taken) {
        String base = roi.getName() == null ? "roi" : roi.getName().replaceAll("[\\\\/]", "_");
        String name = base;
        for (int i = 1; !taken.add(name); i++) {
            name = base + "-" + i;
        }
        return name + EXTENSION;
    }
}
