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

package io.github.diffseg.vocabulary;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What features depend on beside the image: those made under other conditions do not compare.
 *
 * @param model name of the model
 * @param modelHash SHA-256 of the model, in hexadecimal
 * @param settings that change features, by key, and what the features are
 */
public record FeatureConditions(String model, String modelHash, Map<String, String> settings) {

    /** Of a hash, enough to tell models apart. */
    private static final int HASH_DIGITS = 12;

    public FeatureConditions {
        settings = Map.copyOf(settings);
    }

    /**
     * {@return how these differ, in words for the user; nothing if features compare}
     *
     * @param now other conditions
     */
    public Optional<String> difference(FeatureConditions now) {
        if (!modelHash.equals(now.modelHash)) {
            return Optional.of(
                    "the model "
                            + named()
                            + ", and features of "
                            + now.named()
                            + " do not compare");
        }
        for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
            String other = now.settings.get(setting.getKey());
            if (!Objects.equals(setting.getValue(), other)) {
                return Optional.of(
                        setting.getKey()
                                + " "
                                + setting.getValue()
                                + ", and now it is "
                                + other
                                + "; choose "
                                + setting.getValue());
            }
        }
        return Optional.empty();
    }

    private String named() {
        return "\""
                + model
                + "\" ("
                + modelHash.substring(0, Math.min(HASH_DIGITS, modelHash.length()))
                + ")";
    }
}
