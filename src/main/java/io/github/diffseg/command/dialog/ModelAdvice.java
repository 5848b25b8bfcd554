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

package io.github.diffseg.command.dialog;

import io.github.diffseg.Setting;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.ModelChoice;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a dialog says of the chosen model.
 *
 * @param values that it recommends, by the settings' keys; empty if it cannot be opened
 * @param notice why it cannot be opened, or what to know of it; may be empty
 */
record ModelAdvice(Map<String, String> values, String notice) {

    private static final String STARTER =
            "A small starter that knows no objects; a Stable Diffusion model does.";

    /** The settings that models say something about. */
    private static final Set<String> OF_MODELS =
            Stream.of(
                            Setting.THRESHOLD,
                            Setting.WORKING_SIZE,
                            Setting.TIMESTEP,
                            Setting.ANCHORS_PER_AXIS,
                            Setting.ITERATIONS,
                            Setting.AGGREGATION)
                    .map(Setting::key)
                    .collect(Collectors.toUnmodifiableSet());

    /**
     * Looks at a model's folder; not on the event thread.
     *
     * @param model as the parameter of that name; several, separated by commas, are not looked at
     */
    static ModelAdvice of(String model) {
        if (model.contains(",")) {
            return new ModelAdvice(Map.of(), "");
        }
        try {
            Map<String, String> values =
                    SettingsRequest.ALL_RECOMMENDED
                            .resolve(ModelChoice.open(model).recommendation())
                            .byKey();
            values.keySet().retainAll(OF_MODELS);
            values.replace(Setting.THRESHOLD.key(), SettingTexts.AUTOMATIC, "one for each image");
            return new ModelAdvice(values, ModelChoice.isEmbedded(model) ? STARTER : "");
        } catch (UserException e) {
            return new ModelAdvice(Map.of(), e.getMessage());
        }
    }
}
