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

import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A Python wheel with libraries of PyTorch or of CUDA: an archive of ZIP's format.
 *
 * @param path below the address of a package index's files, with slashes
 * @param size in bytes
 * @param unpackedSize of what {@link #unpack} writes
 * @param sha256 lower-case hexadecimal
 */
record CudaWheel(String path, long size, long unpackedSize, String sha256) {

    private static final String LIST = "cuda-wheels.properties";

    /** Libraries, the version, and licences; nothing of Python. */
    private static final Pattern KEPT =
            Pattern.compile(
                    "(torch|nvidia/\\w+|cusparselt)/lib/(?!libtorch_python)[^/]+\\.so[.0-9]*"
                            + "|torch/version\\.py"
                            + "|[^/]+\\.dist-info/(.*/)?[^/]*(?i:licen[cs]e)[^/]*");

    /** {@return all that PyTorch for CUDA needs on Linux with x86-64 processors} */
    static List<CudaWheel> all() {
        Properties list = new Properties();
        try (InputStream in = CudaWheel.class.getResourceAsStream(LIST)) {
            list.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("The jar of the plugin is damaged: " + LIST, e);
        }
        return new TreeSet<>(list.stringPropertyNames())
                .stream().map(list::getProperty).map(CudaWheel::parse).toList();
    }

    private static CudaWheel parse(String line) {
        String[] parts = line.strip().split("\\s+");
        return new CudaWheel(
                parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]);
    }

    URI address(URI index) {
        return index.resolve(path);
    }

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Unpacks what is needed to compute.
     *
     * @param wheel the file
     * @param target a folder, which is then laid out as Python's
     * @param progress may cancel
     * @throws IOException if a file cannot be read or written
     */
    static void unpack(Path wheel, Path target, Progress progress) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                Path file = target.resolve(entry.getName()).normalize();
                if (KEPT.matcher(entry.getName()).matches() && file.startsWith(target)) {
                    progress.checkCancelled();
                    Files.createDirectories(file.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
