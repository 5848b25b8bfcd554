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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PyTorch's library in a folder of the user's own: of a Python environment, or an unpacked
 * libtorch.
 *
 * @param folder with {@code libtorch.so} or {@code torch.dll}
 * @param version as PyTorch writes it, such as "2.7.1+cu126"; empty if nothing there says it
 * @param cuda the CUDA that it is built for, such as "12.6"; empty if for none
 * @param rocm the ROCm, for AMD's cards, that it is built for; empty if for none
 */
public record TorchLibrary(Path folder, String version, String cuda, String rocm) {

    /** The versions that fit the code between Java and PyTorch. */
    private static final String NEEDED = "2.7.";

    private static final String NEEDED_CUDA = "12.";

    /** A file of a Python package. */
    private static final String PYTHON_VERSION = "version.py";

    /** A file of an unpacked libtorch. */
    private static final String BUILD_VERSION = "build-version";

    private static final Pattern VERSION = line("__version__");
    private static final Pattern CUDA = line("cuda");
    private static final Pattern ROCM = line("hip");

    /** What a version ends with: {@code +cu126}. */
    private static final Pattern BUILT_FOR = Pattern.compile("\\+cu(\\d{2})(\\d)$");

    private static Pattern line(String name) {
        return Pattern.compile("(?m)^" + name + "\\s*(?::[^=]*)?=\\s*['\"]([^'\"]+)['\"]");
    }

    /**
     * Finds the library in what a user names.
     *
     * @param place a Python environment, a folder of Python packages, that of {@code torch}, or of
     *     the library itself
     * @return the library; empty if there is none
     */
    public static Optional<TorchLibrary> in(Path place) {
        return candidates(place).stream()
                .filter(folder -> Files.isRegularFile(folder.resolve(fileName("torch"))))
                .findFirst()
                .map(TorchLibrary::read);
    }

    private static List<Path> candidates(Path place) {
        List<Path> folders = new ArrayList<>();
        folders.add(place);
        // The lib of a whole environment has hundreds of libraries, all of which DJL would load
        if (Files.isRegularFile(place.resolve(BUILD_VERSION))
                || Files.isRegularFile(place.resolve(PYTHON_VERSION))) {
            folders.add(place.resolve("lib"));
        }
        folders.add(place.resolve(Path.of("torch", "lib")));
        folders.add(place.resolve(Path.of("Lib", "site-packages", "torch", "lib")));
        for (String lib : List.of("lib", "lib64")) {
            folders.addAll(ofPythons(place.resolve(lib)));
        }
        return folders;
    }

    private static List<Path> ofPythons(Path lib) {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(lib)) {
            try (DirectoryStream<Path> pythons = Files.newDirectoryStream(lib, "python3*")) {
                for (Path python : pythons) {
                    for (String packages : List.of("site-packages", "dist-packages")) {
                        folders.add(python.resolve(Path.of(packages, "torch", "lib")));
                    }
                }
            } catch (IOException e) {
                // A folder that may not be read has nothing for this user
                return List.of();
            }
        }
        return folders;
    }

    private static TorchLibrary read(Path folder) {
        Path parent = folder.toAbsolutePath().getParent();
        String python = text(parent.resolve(PYTHON_VERSION));
        String version = first(VERSION, python);
        if (version.isEmpty()) {
            version = text(parent.resolve(BUILD_VERSION)).strip();
        }
        String cuda = first(CUDA, python);
        Matcher builtFor = BUILT_FOR.matcher(version);
        if (cuda.isEmpty() && builtFor.find()) {
            cuda = builtFor.group(1) + "." + builtFor.group(2);
        }
        return new TorchLibrary(folder.toAbsolutePath(), version, cuda, first(ROCM, python));
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String fileName(String library) {
        return System.mapLibraryName(library);
    }

    /** {@return whether it computes on NVIDIA's cards} */
    public boolean isForGpus() {
        return !cuda.isEmpty();
    }

    /** {@return why it cannot be used, as a sentence; empty if it can} */
    public Optional<String> refusal() {
        if (version.isEmpty()) {
            return Optional.of(
                    "PyTorch in "
                            + folder
                            + " has neither version.py nor build-version beside that folder, so"
                            + " that its version is unknown; name a Python environment, or an"
                            + " unpacked libtorch, with PyTorch 2.7.1");
        }
        if (!version.startsWith(NEEDED)) {
            return refused(
                    ", and DiffSeg needs 2.7.1, for which the code between Java and PyTorch is"
                            + " made; install that version beside it, for example in a Python"
                            + " environment of its own: pip install torch==2.7.1");
        }
        if (!rocm.isEmpty()) {
            return refused(
                    ", built for ROCm "
                            + rocm
                            + " (AMD), for which there is no code between Java and PyTorch; use one"
                            + " for CUDA 12, or for the processor");
        }
        if (isForGpus() && !cuda.startsWith(NEEDED_CUDA)) {
            return refused(
                    ", built for CUDA "
                            + cuda
                            + ", and DiffSeg needs one for CUDA 12 (or for the processor)");
        }
        if (isForGpus() && !List.of("amd64", "x86_64").contains(System.getProperty("os.arch"))) {
            return refused(
                    ", built for CUDA, for which the code between Java and PyTorch is published for"
                            + " x86-64 processors only; use one for the processor");
        }
        return isForGpus() ? incomplete() : Optional.empty();
    }

    private Optional<String> incomplete() {
        if (!Files.isRegularFile(folder.resolve(fileName("torch_cuda")))) {
            return refused(
                    ", for CUDA "
                            + cuda
                            + ", but "
                            + fileName("torch_cuda")
                            + " is missing there; install it anew");
        }
        if (CudaRuntime.beside(folder).isEmpty()) {
            return refused(
                    ", but CUDA's own libraries ("
                            + CudaRuntime.NAME
                            + " and others) are not beside it; install PyTorch with all that it"
                            + " needs: pip install torch==2.7.1");
        }
        return Optional.empty();
    }

    private Optional<String> refused(String reason) {
        return Optional.of("PyTorch in " + folder + " is " + version + reason);
    }

    /** {@return which code between Java and PyTorch it takes, as DJL names it} */
    public String flavor() {
        return isForGpus() ? "cu128" : "cpu";
    }

    /** As a list of what was found shows it. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s (%s)", folder, version.isEmpty() ? "unknown version" : version);
    }
}
