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

package io.github.diffseg.engine.install;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for PyTorch where users have it: the active Python or conda environment, those that conda
 * lists, Pythons on the path, the usual folders of the home, and those of programs for Stable
 * Diffusion. Nothing is run; folders are looked at.
 */
public final class TorchLibraries {

    /** Environments that are named by the system. */
    private static final List<String> VARIABLES = List.of("VIRTUAL_ENV", "CONDA_PREFIX");

    /** Below the home; a star is any folder. */
    private static final List<String> IN_HOME =
            List.of(
                    ".local",
                    ".pyenv/versions/*",
                    ".virtualenvs/*",
                    "miniconda3",
                    "miniconda3/envs/*",
                    "anaconda3",
                    "anaconda3/envs/*",
                    "miniforge3",
                    "miniforge3/envs/*",
                    "mambaforge",
                    "mambaforge/envs/*",
                    "micromamba/envs/*",
                    "AppData/Local/Programs/Python/*",
                    "stable-diffusion-webui/venv",
                    "stable-diffusion-webui-forge/venv",
                    "ComfyUI/venv",
                    "ComfyUI/.venv",
                    "ComfyUI_windows_portable/python_embeded",
                    "libtorch");

    private static final List<String> OF_SYSTEM =
            List.of("usr", "usr/local", "opt/conda", "opt/conda/envs/*", "opt/libtorch");

    private final Path root;
    private final Path home;
    private final Map<String, String> environment;

    /**
     * Looks for libraries in a file system other than this machine's.
     *
     * @param root of the file system
     * @param home of the user
     * @param environment variables by name
     */
    TorchLibraries(Path root, Path home, Map<String, String> environment) {
        this.root = root;
        this.home = home;
        this.environment = environment;
    }

    /** {@return looks at this machine} */
    public static TorchLibraries ofThisMachine() {
        return new TorchLibraries(
                Path.of("/"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    /**
     * {@return what there is, each once: first what can be used on a GPU, then what else can be
     * used, then the rest, each in the order of the places}
     */
    public List<TorchLibrary> find() {
        Map<Path, TorchLibrary> found = new LinkedHashMap<>();
        for (Path place : places()) {
            TorchLibrary.in(place)
                    .ifPresent(library -> found.putIfAbsent(real(library.folder()), library));
        }
        List<TorchLibrary> all = new ArrayList<>(found.values());
        all.sort(
                (a, b) -> {
                    int order = Boolean.compare(b.refusal().isEmpty(), a.refusal().isEmpty());
                    return order != 0 ? order : Boolean.compare(b.isForGpus(), a.isForGpus());
                });
        return all;
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>();
        for (String variable : VARIABLES) {
            addPath(places, environment.get(variable));
        }
        for (String folder :
                environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
            // A Python lies in its environment's bin; on Windows in the environment itself
            if (folder.endsWith("bin")) {
                addPath(places, folder.substring(0, folder.length() - "bin".length()));
            } else if (folder.contains("ython")) {
                addPath(places, folder);
            }
        }
        listedByConda().forEach(line -> addPath(places, line));
        IN_HOME.forEach(pattern -> expand(places, home, pattern));
        OF_SYSTEM.forEach(pattern -> expand(places, root, pattern));
        return places;
    }

    /** Conda notes each environment there that it makes. */
    private List<String> listedByConda() {
        Path list = home.resolve(".conda/environments.txt");
        try {
            return Files.isRegularFile(list) ? Files.readAllLines(list) : List.of();
        } catch (IOException e) {
            // Nothing that could be offered
            return List.of();
        }
    }

    private static void addPath(List<Path> places, String path) {
        if (path == null || path.isBlank()) {
            return;
        }
        try {
            places.add(Path.of(path));
        } catch (InvalidPathException e) {
            // A variable may hold anything
            return;
        }
    }

    private static void expand(List<Path> places, Path base, String pattern) {
        if (!pattern.endsWith("/*")) {
            places.add(base.resolve(pattern));
            return;
        }
        Path folder = base.resolve(pattern.substring(0, pattern.length() - 2));
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            List<Path> all = new ArrayList<>();
            entries.forEach(all::add);
            all.sort(null);
            places.addAll(all);
        } catch (IOException e) {
            // Not for this user
            return;
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }
}
