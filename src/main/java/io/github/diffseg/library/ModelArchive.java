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

package io.github.diffseg.library;

import io.github.diffseg.download.FreeSpace;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A model as one file, for machines without internet: a zip of its folder, with the SHA-256 of each
 * file, by which it is compared when it is imported.
 */
public final class ModelArchive {

    private static final String LIST = "diffseg-model.json";
    private static final long LARGEST_LIST = 1_000_000;

    private final ModelLibrary library;
    private final FreeSpace freeSpace;

    /** What lies in the archive. */
    private static final class Content {
        private String name;
        private Map<String, String> sha256 = new LinkedHashMap<>();
    }

    /**
     * Makes archives of a library's models, and models of archives.
     *
     * @param library where models come from and go to
     */
    public ModelArchive(ModelLibrary library) {
        this(library, FreeSpace.OF_SYSTEM);
    }

    ModelArchive(ModelLibrary library, FreeSpace freeSpace) {
        this.library = library;
        this.freeSpace = freeSpace;
    }

    /**
     * Writes a model into an archive.
     *
     * @param place a model with files of its own
     * @param zip what to write; replaced as a whole
     * @param progress told how far it is; may cancel
     * @throws UserException if the model has no files, or the archive cannot be written
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public void export(ModelPlace place, Path zip, Progress progress) {
        Path path =
                place.path()
                        .orElseThrow(
                                () ->
                                        new UserException(
                                                "The embedded model is a part of the plugin; it"
                                                        + " need not be exported"));
        List<Path> files = ModelFiles.in(path);
        Path base = Files.isRegularFile(path) ? path.getParent() : path;
        Content content = new Content();
        content.name = fileName(place.name());
        Transfer transfer =
                new Transfer("Exporting " + place.name(), ModelFiles.bytes(path), progress);
        try {
            AtomicFiles.writeStream(
                    zip.toAbsolutePath(),
                    out -> {
                        try (ZipOutputStream archive = new ZipOutputStream(out)) {
                            // Weights do not shrink
                            archive.setLevel(Deflater.NO_COMPRESSION);
                            for (Path file : files) {
                                String name = base.relativize(file).toString().replace('\\', '/');
                                archive.putNextEntry(new ZipEntry(name));
                                try (InputStream in = Files.newInputStream(file)) {
                                    content.sha256.put(name, transfer.copy(in, archive));
                                }
                                archive.closeEntry();
                            }
                            archive.putNextEntry(new ZipEntry(LIST));
                            archive.write(JsonFile.text(content).getBytes(StandardCharsets.UTF_8));
                            archive.closeEntry();
                        }
                    });
        } catch (IOException e) {
            throw new UserException(
                    place.name() + " cannot be exported to " + zip + ": " + FileReason.ofWriting(e),
                    e);
        }
    }

    /** Names of checkpoints may hold what names of folders may not. */
    private static String fileName(String name) {
        return name.replaceAll("[^\\w.() -]", "_").replaceFirst("^\\.+", "_");
    }

    /**
     * {@return the model, of the same name}
     *
     * @param zip an archive that was exported
     * @param progress told how far it is; may cancel
     * @throws UserException if it is no such archive, if it is damaged, or if a model of its name
     *     is here already
     * @throws java.util.concurrent.CancellationException if cancelled; nothing is left
     */
    public ModelPlace importFrom(Path zip, Progress progress) {
        Path models = library.modelsFolder();
        Path unfinished = models.resolve("." + UUID.randomUUID() + ".import");
        try {
            try (ZipFile archive = new ZipFile(zip.toFile())) {
                Content content = content(archive, zip);
                Path target = models.resolve(content.name);
                if (Files.exists(target)) {
                    throw new UserException(
                            "There is a model " + content.name + " already; remove it first");
                }
                Files.createDirectories(unfinished);
                extract(archive, content, unfinished, progress);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
                ModelPlace place = at(target);
                new ModelChecks(library).remember(place, true);
                return place;
            } finally {
                ModelFiles.delete(unfinished);
            }
        } catch (IOException e) {
            throw new UserException(zip + " cannot be imported: " + FileReason.of(e), e);
        }
    }

    private ModelPlace at(Path target) {
        return library.places().stream()
                .filter(place -> place.path().filter(path -> path.startsWith(target)).isPresent())
                .findFirst()
                .orElseThrow(() -> new UserException(target + " holds no model"));
    }

    private static Content content(ZipFile archive, Path zip) throws IOException {
        ZipEntry list = archive.getEntry(LIST);
        if (list == null || list.getSize() > LARGEST_LIST) {
            throw new UserException(
                    zip
                            + " is no exported model; unpack it and add the folder instead, if it"
                            + " holds one");
        }
        Content content;
        try (InputStream in = archive.getInputStream(list)) {
            content =
                    JsonFile.parse(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8), Content.class);
        }
        if (content == null
                || content.name == null
                || content.sha256 == null
                || !content.name.equals(fileName(content.name))
                || content.name.isBlank()) {
            throw new UserException(zip + " names its model wrongly; export it again");
        }
        for (String name : content.sha256.keySet()) {
            if (!isBelow(name)) {
                throw new UserException(
                        zip + " holds the name " + name + ", which leads elsewhere; do not use it");
            }
        }
        return content;
    }

    private static boolean isBelow(String name) {
        Path path = Path.of(name);
        return !path.isAbsolute()
                && !name.contains("\\")
                && !name.contains(":")
                && path.normalize().equals(path)
                && !path.startsWith("..")
                && !name.isEmpty();
    }

    private void extract(ZipFile archive, Content content, Path folder, Progress progress)
            throws IOException {
        long bytes = 0;
        for (String name : content.sha256.keySet()) {
            ZipEntry entry = archive.getEntry(name);
            if (entry == null) {
                throw new IOException(name + " is missing in it; export it again");
            }
            bytes += entry.getSize();
        }
        long free = freeSpace.at(folder);
        if (bytes > free) {
            throw new IOException(
                    "it needs "
                            + DownloadPlan.size(bytes)
                            + " in "
                            + folder.getParent()
                            + ", where "
                            + DownloadPlan.size(free)
                            + " are free");
        }
        Transfer transfer = new Transfer("Importing " + content.name, bytes, progress);
        for (Map.Entry<String, String> file : content.sha256.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            String hash;
            try (InputStream in = archive.getInputStream(archive.getEntry(file.getKey()));
                    OutputStream out = Files.newOutputStream(target)) {
                hash = transfer.copy(in, out);
            }
            if (!hash.equals(file.getValue())) {
                throw new IOException(file.getKey() + " in it is damaged; export it again");
            }
        }
    }
}
