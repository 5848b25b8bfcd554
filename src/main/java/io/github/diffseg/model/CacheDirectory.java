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

package io.github.diffseg.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Where derived files go that can be made again at any time: system property {@value #PROPERTY},
 * else the user's cache directory of the operating system. Nothing here creates it: who writes a
 * file does.
 */
public final class CacheDirectory {

    /** Names another directory. */
    public static final String PROPERTY = "diffseg.cache";

    private CacheDirectory() {}

    /**
     * {@return {@code -Ddiffseg.cache}, else {@code %LOCALAPPDATA%\DiffSeg} (Windows), {@code
     * ~/Library/Caches/DiffSeg} (macOS), {@code $XDG_CACHE_HOME/diffseg} or {@code
     * ~/.cache/diffseg} (elsewhere); absolute; need not exist}
     */
    public static Path path() {
        return locate(System::getProperty, System::getenv);
    }

    static Path locate(UnaryOperator<String> property, UnaryOperator<String> environment) {
        String chosen = property.apply(PROPERTY);
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath();
        }
        String system = property.apply("os.name").toLowerCase(Locale.ROOT);
        Path home = Path.of(property.apply("user.home"));
        if (system.startsWith("windows")) {
            return directory(environment.apply("LOCALAPPDATA"), home.resolve("AppData/Local"))
                    .resolve("DiffSeg");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library/Caches/DiffSeg").toAbsolutePath();
        }
        return directory(environment.apply("XDG_CACHE_HOME"), home.resolve(".cache"))
                .resolve("diffseg");
    }

    /** The XDG specification: a relative path is to be ignored. */
    private static Path directory(String configured, Path otherwise) {
        if (configured != null && !configured.isBlank() && Path.of(configured).isAbsolute()) {
            return Path.of(configured);
        }
        return otherwise.toAbsolutePath();
    }
}
