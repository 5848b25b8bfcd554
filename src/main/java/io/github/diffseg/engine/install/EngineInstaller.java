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

import ai.djl.util.Utils;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gets the engine's native code, which is too large for an update site and differs by machine: once
 * for each user, from Maven Central. Who has no internet puts the same files into the same folder.
 */
public final class EngineInstaller {

    /** Names another Maven repository, for example a mirror within an institute. */
    static final String REPOSITORY_PROPERTY = "diffseg.engine.repository";

    private static final String MAVEN_CENTRAL = "https://repo1.maven.org/maven2/";

    private final Path folder;
    private final URI repository;
    private final List<NativeJar> jars;

    /**
     * Installs from a given repository.
     *
     * @param folder where the jars lie or shall lie
     * @param repository a Maven repository, ending with a slash
     * @param jars what this machine needs
     */
    EngineInstaller(Path folder, URI repository, List<NativeJar> jars) {
        this.folder = folder;
        this.repository = repository;
        this.jars = List.copyOf(jars);
    }

    /**
     * {@return the installer for this machine, to a folder in DJL's cache that each version of the
     * engine has for itself}
     *
     * @throws UserException if PyTorch is not published for this machine, or the repository that a
     *     property names has no valid address
     */
    public static EngineInstaller forThisMachine() {
        return of(repository(), NativeJar.forThisMachine());
    }

    /**
     * {@return the installer of what joins PyTorch to Java, where the user has PyTorch himself}
     *
     * @throws UserException as {@link #forThisMachine}
     */
    public static EngineInstaller forOwnLibrary() {
        return of(repository(), NativeJar.forThisMachine().subList(0, 1));
    }

    /**
     * Tells before anything is downloaded, models included, whether this machine can compute.
     *
     * @return why PyTorch cannot be had for it, as a sentence; empty if it can
     */
    public static Optional<String> refusalHere() {
        try {
            NativeJar.forThisMachine();
            return Optional.empty();
        } catch (UserException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static URI repository() {
        String address = System.getProperty(REPOSITORY_PROPERTY, MAVEN_CENTRAL);
        try {
            return URI.create(address.endsWith("/") ? address : address + "/");
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    REPOSITORY_PROPERTY + " is " + address + ", which is no address", e);
        }
    }

    private static EngineInstaller of(URI repository, List<NativeJar> jars) {
        Path folder =
                Utils.getEngineCacheDir("pytorch")
                        .resolve("diffseg-jars")
                        .resolve(jars.get(0).version())
                        .toAbsolutePath();
        return new EngineInstaller(folder, repository, jars);
    }

    /**
     * {@return whether all jars are there; one that was put there by hand is hashed, once}
     *
     * @throws UserException if a file cannot be read
     */
    public boolean isInstalled() {
        return jars.stream().allMatch(this::isInstalled);
    }

    private boolean isInstalled(NativeJar jar) {
        try {
            return new CheckedJar(jar, folder).isRight();
        } catch (IOException e) {
            throw new UserException(
                    folder.resolve(jar.fileName()) + " cannot be read: " + JarDownload.reason(e),
                    e);
        }
    }

    /**
     * Loads what is missing. A download that was broken off goes on where it stopped.
     *
     * @param progress told how far it is; cancelling keeps what has been loaded
     * @throws UserException if a file cannot be had; the message says what to do
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public void install(Progress progress) {
        for (NativeJar jar : jars) {
            if (!isInstalled(jar)) {
                URI source = repository.resolve(jar.path());
                try {
                    Files.createDirectories(folder);
                    new JarDownload(source, jar, folder).run(progress);
                } catch (IOException | IllegalArgumentException e) {
                    throw new UserException(
                            missing(source + " cannot be loaded: " + JarDownload.reason(e)), e);
                }
            }
        }
    }

    /**
     * {@return a sentence for the user: what is missing, and what to do}
     *
     * @param reason why it is not loaded
     */
    public String missing(String reason) {
        List<NativeJar> missing = jars.stream().filter(jar -> !isInstalled(jar)).toList();
        return "PyTorch, which DiffSeg computes with, is not installed yet: "
                + reason
                + ". Allow the download, check the internet connection and, behind a proxy, Edit >"
                + " Options > Proxy Settings...; or load "
                + missing.stream()
                        .map(jar -> repository.resolve(jar.path()).toString())
                        .collect(Collectors.joining(" and "))
                + " elsewhere and put "
                + (missing.size() == 1 ? "it" : "them")
                + " into "
                + folder
                + (Files.exists(folder.resolve(missing.get(0).fileName()))
                        ? "; the file of that name there is damaged or of another version"
                        : "");
    }

    /**
     * {@return addresses of all jars in the folder: those that were loaded, and what a user has put
     * there, for example PyTorch for a GPU}
     *
     * @throws UserException if the folder cannot be read
     */
    public URL[] installed() {
        try (Stream<Path> files = Files.list(folder)) {
            List<URL> urls = new ArrayList<>();
            for (Path file : files.filter(name -> name.toString().endsWith(".jar")).toList()) {
                urls.add(url(file));
            }
            return urls.toArray(URL[]::new);
        } catch (IOException e) {
            throw new UserException("The folder " + folder + " cannot be read: " + e, e);
        }
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }
}
