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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models that dialogs offer. */
final class InstalledModels {

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

    private InstalledModels() {}

    /**
     * @return the names of those that are there, the embedded one first
     */
    static List<String> names() {
        return List.of(ModelChoice.EMBEDDED);
    }

    /**
     * @param path of a model that the user has pointed at
     * @return what names it from now on
     */
    static String add(Path path) {
        return path.toString();
    }

    /**
     * @param model a name or a path
     * @return what it recommends, by the settings' keys; empty if it cannot be opened
     */
    static Map<String, String> recommended(String model) {
        try {
            Map<String, String> values =
                    SettingsRequest.ALL_RECOMMENDED
                            .resolve(ModelChoice.open(model).recommendation())
                            .byKey();
            values.keySet().retainAll(OF_MODELS);
            values.replace(Setting.THRESHOLD.key(), SettingTexts.AUTOMATIC, "one for each image");
            return values;
        } catch (UserException e) {
            // The command will say why
            return Map.of();
        }
    }
}
