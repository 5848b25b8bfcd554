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

package io.github.diffseg.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a process is told from outside: Java's properties and the environment's variables. Tests
 * give others.
 *
 * @param property a value by its name, or null
 * @param environment a value by its name, or null
 */
public record Surroundings(UnaryOperator<String> property, UnaryOperator<String> environment) {

    /** Where the files of one kind lie. */
    private enum System {
        WINDOWS,
        MAC,
        OTHER
    }

    /** {@return this process's own} */
    public static Surroundings ofProcess() {
        return new Surroundings(java.lang.System::getProperty, java.lang.System::getenv);
    }

    /**
     * {@return its value, unless it is blank}
     *
     * @param name of a variable
     */
    public Optional<String> variable(String name) {
        return given(environment.apply(name));
    }

    /** {@return the user's own folder} */
    public Path home() {
        return Path.of(property.apply("user.home"));
    }

    /**
     * {@return where the user's settings lie: {@code %APPDATA%\DiffSeg}, {@code
     * ~/Library/Application Support/DiffSeg}, {@code $XDG_CONFIG_HOME/diffseg} or {@code
     * ~/.config/diffseg}; absolute, need not exist}
     *
     * @param name of a property that names another folder
     */
    public Path settings(String name) {
        return folder(name, "APPDATA", "AppData/Roaming", "XDG_CONFIG_HOME", ".config");
    }

    /**
     * {@return where large files of the user lie: {@code %LOCALAPPDATA%\DiffSeg}, {@code
     * ~/Library/Application Support/DiffSeg}, {@code $XDG_DATA_HOME/diffseg} or {@code
     * ~/.local/share/diffseg}; absolute, need not exist}
     *
     * @param name of a property that names another folder
     */
    public Path data(String name) {
        return folder(name, "LOCALAPPDATA", "AppData/Local", "XDG_DATA_HOME", ".local/share");
    }

    private Path folder(
            String name, String onWindows, String windowsDefault, String xdg, String xdgDefault) {
        Optional<String> chosen = given(property.apply(name));
        if (chosen.isPresent()) {
            return Path.of(chosen.get()).toAbsolutePath();
        }
        return switch (system()) {
            case WINDOWS ->
                    named(onWindows).orElse(home().resolve(windowsDefault)).resolve("DiffSeg");
            case MAC -> home().resolve("Library/Application Support/DiffSeg").toAbsolutePath();
            case OTHER -> named(xdg).orElse(home().resolve(xdgDefault)).resolve("diffseg");
        };
    }

    private System system() {
        String name = property.apply("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return System.WINDOWS;
        }
        return name.startsWith("mac") ? System.MAC : System.OTHER;
    }

    /** The XDG specification: a relative path is to be ignored. */
    private Optional<Path> named(String variable) {
        return variable(variable).map(Path::of).filter(Path::isAbsolute);
    }

    /**
     * {@return the path that an environment variable names, if it is set}
     *
     * @param variable that names a path; {@code ~} at its begin is the user's own folder
     */
    public Optional<Path> path(String variable) {
        try {
            return variable(variable)
                    .map(
                            value ->
                                    value.startsWith("~")
                                            ? home().resolve(value.replaceFirst("^~[/\\\\]?", ""))
                                            : Path.of(value).toAbsolutePath());
        } catch (InvalidPathException e) {
            throw new io.github.diffseg.failure.UserException(
                    "The environment variable " + variable + " names no path", e);
        }
    }

    private static Optional<String> given(String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }
}
