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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The files in which ImageJ's ROI Manager keeps ROIs. */
public final class RoiSets {

    /** The earliest that a zip file can tell: the same ROIs give the same bytes. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String EXTENSION = ".roi";

    private static final String ROI_MAGIC = "Iout";
    private static final String ZIP_MAGIC = "PK";

    /** In bytes: outlines have some kilobytes; bounds what a hostile zip may unpack to. */
    private static final int LARGEST_ROI = 1 << 26;

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
     * Reads ROIs as ImageJ users have them: what the ROI Manager saves, a zip of several or the
     * bare file of one, also packed again by another program.
     *
     * @param file of any name; its content tells what it is
     * @return its ROIs in their order, named as in the zip, or as the file
     * @throws IOException if it cannot be read or holds something else; the message is one sentence
     *     that names it
     */
    public static List<Roi> read(Path file) throws IOException {
        List<Roi> rois;
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder");
            }
            byte[] head;
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes(ROI_MAGIC.length());
            }
            String magic = new String(head, StandardCharsets.ISO_8859_1);
            if (magic.equals(ROI_MAGIC)) {
                try (InputStream in = Files.newInputStream(file)) {
                    rois = List.of(decode(in, file.getFileName().toString()));
                }
            } else if (magic.startsWith(ZIP_MAGIC)) {
                rois = readZip(file);
            } else {
                throw new IOException("it is neither a .roi file nor a zip of such files");
            }
        } catch (IOException e) {
            throw new IOException("Cannot read ROIs from " + file + ": " + FileReason.of(e), e);
        }
        if (rois.isEmpty()) {
            throw new IOException("There are no ROIs in " + file);
        }
        return rois;
    }

    private static List<Roi> readZip(Path file) throws IOException {
        List<Roi> rois = new ArrayList<>();
        try (ZipFile zip = open(file)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                // Finder puts a hidden twin of each file beside it, which is no ROI
                String name = fileName(entry.getName());
                if (!name.startsWith(".") && isNamedLikeRoi(name)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        rois.add(decode(in, name));
                    }
                }
            }
        }
        return rois;
    }

    /** Names in another encoding than UTF-8, as Windows packs them, are names all the same. */
    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            return new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Roi decode(InputStream in, String fileName) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST_ROI + 1);
        if (bytes.length > LARGEST_ROI) {
            throw new IOException(fileName + " has more than " + LARGEST_ROI + " bytes");
        }
        String name =
                isNamedLikeRoi(fileName)
                        ? fileName.substring(0, fileName.length() - EXTENSION.length())
                        : fileName;
        Roi roi;
        try {
            roi = new RoiDecoder(bytes, name).getRoi();
        } catch (IOException | RuntimeException e) {
            throw new IOException(fileName + " is damaged or no ROI of ImageJ", e);
        }
        if (roi == null) {
            throw new IOException(fileName + " is no ROI that ImageJ knows");
        }
        roi.setName(name);
        return roi;
    }

    private static boolean isNamedLikeRoi(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(EXTENSION);
    }

    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
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
