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

import io.github.diffseg.hub.HubCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where models lie on this machine: in the plugin, in DiffSeg's own folder, where the user said, in
 * the hub's cache, and in the folders of other programs.
 *
 * @param models DiffSeg's own folder; need not exist
 * @param added what the user has added
 * @param hubCache of the hub's library; need not exist
 * @param home of the user, where other programs have their folders
 */
record InstalledPlaces(Path models, List<Path> added, Path hubCache, Path home) {

    /**
     * {@return all models that are there, the embedded one first; no two have the same name, and
     * none lies at the same place}
     *
     * @throws io.github.diffseg.failure.UserException if a folder cannot be read
     */
    List<ModelPlace> all() {
        List<ModelPlace> found = new ArrayList<>();
        found.add(ModelPlace.OF_PLUGIN);
        for (ModelPlace place : ModelSearch.in(models, ModelOrigin.DOWNLOADED)) {
            found.add(withRepository(place));
        }
        for (Path folder : added) {
            found.addAll(ModelSearch.in(folder, ModelOrigin.ADDED));
        }
        for (HubCache.Cached cached : new HubCache(hubCache).models()) {
            String repository = cached.repository();
            found.add(
                    new ModelPlace(
                            repository.substring(repository.indexOf('/') + 1),
                            Optional.of(cached.snapshot()),
                            ModelOrigin.HUB_CACHE,
                            Optional.of(repository)));
        }
        for (Map.Entry<Path, ModelOrigin> folder : CheckpointFolders.in(home).entrySet()) {
            found.addAll(ModelSearch.in(folder.getKey(), folder.getValue()));
        }
        return distinct(found);
    }

    private static ModelPlace withRepository(ModelPlace place) {
        Path path = place.path().orElseThrow();
        if (Files.isRegularFile(path)) {
            return place;
        }
        return new ModelPlace(
                place.name(),
                place.path(),
                place.origin(),
                Receipt.in(path).flatMap(Receipt::repository));
    }

    private static List<ModelPlace> distinct(List<ModelPlace> found) {
        List<ModelPlace> distinct = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Path> paths = new HashSet<>();
        for (ModelPlace place : found) {
            Optional<Path> path = place.path().map(Path::toAbsolutePath).map(Path::normalize);
            if (path.isPresent() && !paths.add(path.get())) {
                continue;
            }
            String name = place.name();
            if (names.contains(key(name))) {
                name = place.repository().orElse(name + " (" + place.origin() + ")");
            }
            for (int i = 2; !names.add(key(name)); i++) {
                name = place.name() + " (" + place.origin() + " " + i + ")";
            }
            distinct.add(place.named(name));
        }
        return List.copyOf(distinct);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
