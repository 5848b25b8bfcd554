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

import java.nio.file.Path;
import java.util.Optional;

/**
 * How long the embedded model has taken for an image on this machine.
 *
 * @param seconds above 0
 * @param device on which
 */
public record MeasuredTime(double seconds, String device) {

    private static final String FILE = "speed.json";

    /**
     * {@return what was measured last; empty if nothing was}
     *
     * @param library of the user
     * @throws io.github.diffseg.failure.UserException if the file is damaged
     */
    public static Optional<MeasuredTime> read(ModelLibrary library) {
        return JsonFile.read(file(library), MeasuredTime.class);
    }

    /**
     * Keeps the time for later estimates.
     *
     * @param library of the user
     * @throws io.github.diffseg.failure.UserException if it cannot be written
     */
    public void write(ModelLibrary library) {
        JsonFile.write(file(library), this);
    }

    private static Path file(ModelLibrary library) {
        return library.settingsFolder().resolve(FILE);
    }
}
