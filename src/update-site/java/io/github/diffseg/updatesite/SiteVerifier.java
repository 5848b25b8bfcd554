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

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a site as the updater does, from a folder or over HTTP, and tells what is wrong with it.
 */
final class SiteVerifier {

    private static final Pattern ALLOWED_PLACE =
            Pattern.compile("(plugins|jars|macros|models|licenses|luts|scripts)/.+");
    private static final Pattern NATIVE =
            Pattern.compile(".*(native|\\bjni\\b|\\.so$|\\.dll$|\\.dylib$|\\.jnilib$).*");

    private final URI site;
    private final Set<String> shippedByFiji;

    /**
     * @param site its address, ending with a slash
     * @param shippedByFiji names without version of jars that Fiji has, such as {@code gson.jar}
     */
    SiteVerifier(URI site, Set<String> shippedByFiji) {
        this.site = site;
        this.shippedByFiji = Set.copyOf(shippedByFiji);
    }

    /**
     * @return a sentence for each thing that is wrong; none if the site is sound
     * @throws IOException if the list of files cannot be read
     */
    List<String> problems() throws IOException {
        List<SiteFile> files;
        try (InputStream in = open(SiteDatabase.FILE_NAME)) {
            files = SiteDatabase.read(in);
        }
        List<String> problems = new ArrayList<>();
        Set<String> offered =
                files.stream()
                        .filter(file -> file.current() != null)
                        .map(SiteFile::key)
                        .collect(Collectors.toSet());
        Set<String> keys = new HashSet<>();
        for (SiteFile file : files) {
            if (!keys.add(file.key())) {
                problems.add(file.filename() + " is listed twice");
            }
            if (file.current() != null) {
                checkName(file.filename(), problems);
                checkContent(file, problems);
                file.current().dependencies().stream()
                        .filter(name -> !offered.contains(name) && !isShipped(name))
                        .forEach(
                                name ->
                                        problems.add(
                                                file.filename()
                                                        + " needs "
                                                        + name
                                                        + ", which neither the site nor Fiji"
                                                        + " has"));
            } else if (file.previous().isEmpty()) {
                problems.add(file.filename() + " has neither a version nor a previous one");
            }
        }
        return problems;
    }

    private void checkName(String filename, List<String> problems) {
        if (!ALLOWED_PLACE.matcher(filename).matches()) {
            problems.add(filename + " lies where the updater installs nothing");
        }
        if (isShipped(filename)) {
            problems.add(filename + " is shipped by Fiji");
        }
        if (NATIVE.matcher(filename).matches()) {
            problems.add(filename + " is native code, which the site must not carry");
        }
    }

    private boolean isShipped(String filename) {
        String key = JarNames.withoutVersion(filename);
        return key.endsWith(".jar")
                && shippedByFiji.contains(key.substring(key.lastIndexOf('/') + 1));
    }

    private void checkContent(SiteFile file, List<String> problems) throws IOException {
        SiteFile.Version version = file.current();
        if (!version.timestamp().matches("\\d{14}")) {
            problems.add(file.filename() + " has the timestamp " + version.timestamp());
        }
        Path copy = Files.createTempFile("update-site-", ".tmp");
        try {
            try (InputStream in = open(version.url(file.filename()))) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                problems.add(version.url(file.filename()) + " cannot be read: " + e);
                return;
            }
            if (Files.size(copy) != version.size()) {
                problems.add(file.filename() + " has another size than the list says");
            } else if (!Checksum.of(file.filename(), copy).equals(version.checksum())) {
                problems.add(file.filename() + " has another checksum than the list says");
            }
        } finally {
            Files.delete(copy);
        }
    }

    private InputStream open(String path) throws IOException {
        return site.resolve(path.replace(" ", "%20")).toURL().openStream();
    }
}
