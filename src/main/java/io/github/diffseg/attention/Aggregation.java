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

package io.github.diffseg.attention;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the self-attention maps of several resolutions are weighted when they become one. */
public enum Aggregation {
    /** Each resolution by its side: the authors' reference code. */
    PER_RESOLUTION("per resolution"),
    /** Each layer by its side: the paper, section 3.2. */
    PER_LAYER("per layer");

    private final String label;

    Aggregation(String label) {
        this.label = label;
    }

    /**
     * {@return what it names, if it does}
     *
     * @param label {@code "per resolution"} or {@code "per layer"}; case does not matter
     */
    public static Optional<Aggregation> of(String label) {
        String name = label.trim().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(aggregation -> aggregation.label.equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return label;
    }
}
