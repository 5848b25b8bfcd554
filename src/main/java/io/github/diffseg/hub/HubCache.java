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

package io.github.diffseg.hub;

import io.github.diffseg.files.FileReason;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the hub's own library has loaded: {@code models--ORG--NAME/snapshots/COMMIT}, whose files
 * are links to {@code blobs}, or on Windows files.
 */
public final class HubCache {

    private static final Logger LOG = System.getLogger(HubCache.class.getName());

    private static final Pattern REPOSITORY = Pattern.compile("models--(.+?)--(.+)");

    private final Path folder;

    /**
     * One model in the cache.
     *
     * @param repository {@code ORG/NAME}
     * @param snapshot the folder with its files, of the version that was asked for last
     */
    public record Cached(String repository, Path snapshot) {}

    /**
     * Looks into a folder of the hub's own layout.
     *
     * @param folder {@link HubSettings#cache()}
     */
    public HubCache(Path folder) {
        this.folder = folder;
    }

    /**
     * {@return the image models, those with a UNet, by their names; other models lie there too.
     * What cannot be read is passed over, and the log says so}
     */
    public List<Cached> models() {
        List<Cached> found = new ArrayList<>();
        for (Path entry : children(folder)) {
            Matcher name = REPOSITORY.matcher(entry.getFileName().toString());
            if (name.matches()) {
                snapshot(entry)
                        .filter(path -> Files.exists(path.resolve("unet/config.json")))
                        .map(path -> new Cached(name.group(1) + "/" + name.group(2), path))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Path> snapshot(Path model) {
        Path snapshots = model.resolve("snapshots");
        return commit(model.resolve("refs/main"))
                .map(snapshots::resolve)
                .filter(Files::isDirectory)
                .or(() -> newest(snapshots));
    }

    private static Optional<String> commit(Path ref) {
        if (!Files.isRegularFile(ref)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(ref).strip()).filter(c -> c.matches("[0-9a-f]+"));
        } catch (IOException e) {
            LOG.log(Level.WARNING, ref + " is passed over: " + FileReason.of(e));
            return Optional.empty();
        }
    }

    /** Loaded by a version's number, there is no branch that names it. */
    private static Optional<Path> newest(Path snapshots) {
        return children(snapshots).stream()
                .max(Comparator.comparing(path -> path.toFile().lastModified()));
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            LOG.log(Level.WARNING, folder + " is passed over: " + FileReason.of(e));
            return List.of();
        }
    }
}
