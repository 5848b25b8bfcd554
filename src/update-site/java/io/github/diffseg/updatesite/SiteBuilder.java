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

package io.github.diffseg.updatesite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a site of files, or the next version of a site: what has not changed keeps its timestamp,
 * what has changed or gone is noted as a previous version, and old files stay for those who are
 * downloading them.
 */
final class SiteBuilder {

    private final Path site;
    private final String timestamp;

    /**
     * @param site folder of the site; made if missing
     * @param timestamp of what is new, 14 digits of local time
     */
    SiteBuilder(Path site, String timestamp) {
        if (!timestamp.matches("\\d{14}")) {
            throw new IllegalArgumentException(
                    "The timestamp is " + timestamp + "; it must be 14 digits of local time");
        }
        this.site = site;
        this.timestamp = timestamp;
    }

    /**
     * @param content files by their path in the Fiji folder, with slashes
     * @param dependencies names without version by such a path
     * @throws IOException if a file cannot be read or written
     */
    void build(Map<String, Path> content, Map<String, List<String>> dependencies)
            throws IOException {
        Files.createDirectories(site);
        Path database = site.resolve(SiteDatabase.FILE_NAME);
        Map<String, SiteFile> files = new TreeMap<>();
        if (Files.exists(database)) {
            try (InputStream in = Files.newInputStream(database)) {
                SiteDatabase.read(in).forEach(file -> files.put(file.key(), file));
            }
        }
        Map<String, String> offered = new HashMap<>();
        for (String path : content.keySet()) {
            String clash = offered.put(JarNames.withoutVersion(path), path);
            if (clash != null) {
                throw new IOException(path + " and " + clash + " are one file for the updater");
            }
        }
        files.replaceAll((key, old) -> offered.containsKey(key) ? old : withdrawn(old));
        for (Map.Entry<String, Path> entry : content.entrySet()) {
            SiteFile file =
                    offer(
                            entry.getKey(),
                            entry.getValue(),
                            dependencies.getOrDefault(entry.getKey(), List.of()),
                            files.get(JarNames.withoutVersion(entry.getKey())));
            files.put(file.key(), file);
        }
        // The list last: until then, the site is the old one
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SiteDatabase.write(new ArrayList<>(files.values()), bytes);
        Path temporary = site.resolve(SiteDatabase.FILE_NAME + ".part");
        Files.write(temporary, bytes.toByteArray());
        Files.move(temporary, database, StandardCopyOption.ATOMIC_MOVE);
    }

    private SiteFile offer(String path, Path source, List<String> dependencies, SiteFile old)
            throws IOException {
        String checksum = Checksum.of(path, source);
        boolean same =
                old != null
                        && old.current() != null
                        && old.filename().equals(path)
                        && old.current().checksum().equals(checksum);
        if (same) {
            SiteFile.Version kept = old.current();
            return new SiteFile(
                    path,
                    new SiteFile.Version(checksum, kept.timestamp(), kept.size(), dependencies),
                    old.previous());
        }
        SiteFile.Version version =
                new SiteFile.Version(checksum, timestamp, Files.size(source), dependencies);
        Path target = site.resolve(version.url(path));
        Files.createDirectories(target.getParent());
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        return new SiteFile(path, version, old == null ? List.of() : withdrawn(old).previous());
    }

    private static SiteFile withdrawn(SiteFile file) {
        List<SiteFile.Previous> previous = new ArrayList<>(file.previous());
        if (file.current() != null) {
            previous.add(
                    0,
                    new SiteFile.Previous(
                            file.current().checksum(),
                            file.current().timestamp(),
                            file.filename()));
        }
        return new SiteFile(file.filename(), null, previous);
    }
}
