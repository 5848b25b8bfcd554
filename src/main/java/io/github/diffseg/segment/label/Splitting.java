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

package io.github.diffseg.segment.label;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether parts of a segment become segments of their own. */
public enum Splitting {
    /** A segment is all that is alike, wherever it lies. */
    NONE("none"),

    /** Each connected part (8-neighbourhood) is a segment. */
    COMPONENTS("components"),

    /** So is each object of those that touch each other in a connected part. */
    TOUCHING("touching");

    private final String key;

    Splitting(String key) {
        this.key = key;
    }

    /** {@return the way of that name, whatever its case, if there is one} */
    public static Optional<Splitting> of(String name) {
        return Arrays.stream(values())
                .filter(splitting -> splitting.key.equalsIgnoreCase(name.trim()))
                .findFirst();
    }

    /** {@return all names, in quotes, separated by commas} */
    public static String names() {
        return Arrays.stream(values())
                .map(splitting -> "\"" + splitting + "\"")
                .collect(Collectors.joining(", "));
    }

    /** {@return the name in macros, on the command line and in results} */
    @Override
    public String toString() {
        return key;
    }
}
