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

package io.github.diffseg.service;

import io.github.diffseg.PlaneRange;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.ModelChoice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a script asks for by name: settings, and which model runs where and how. What it leaves out
 * has the default of the dialog.
 */
final class NamedSettings {

    private static final String MODEL = "model";
    private static final String DEVICE = "device";
    private static final String PRECISION = "precision";

    /** The options beside the settings, with their defaults. */
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put(MODEL, ModelChoice.EMBEDDED);
        OPTIONS.put(DEVICE, "auto");
        OPTIONS.put(PRECISION, ComputePrecision.AUTOMATIC);
    }

    private final Map<String, Object> values;
    private final SettingsRequest request;

    private NamedSettings(Map<String, Object> values) {
        this.values = values;
        Map<String, Object> settings = new LinkedHashMap<>(values);
        settings.keySet().removeAll(OPTIONS.keySet());
        this.request = SettingsRequest.of(settings);
    }

    /**
     * Reads settings that a script gives by name.
     *
     * @param byName values as numbers, booleans or text; null is as an empty map
     * @throws UserException if a name is unknown or a value is none of its setting
     */
    static NamedSettings of(Map<?, ?> byName) {
        return new NamedSettings(Map.of()).with(byName);
    }

    /**
     * Settings of a stack: what is not named of slices and frames is all of them.
     *
     * @param byName as in {@link #of}
     * @throws UserException as there, or if they are those of one plane
     */
    static NamedSettings ofStack(Map<?, ?> byName) {
        Map<Object, Object> named = new LinkedHashMap<>();
        named.put(Setting.SLICES.key(), PlaneRange.ALL);
        named.put(Setting.FRAMES.key(), PlaneRange.ALL);
        if (byName != null) {
            named.putAll(byName);
        }
        NamedSettings settings = of(named);
        if (settings.request().planes().isOnePlane()) {
            throw new UserException(
                    "slices and frames are both \""
                            + PlaneRange.CURRENT
                            + "\", which is one plane; call segment for it, or leave one out for"
                            + " all");
        }
        return settings;
    }

    /**
     * Changes some of these settings.
     *
     * @param changes as in {@link #of}
     */
    NamedSettings with(Map<?, ?> changes) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        if (changes != null) {
            changes.forEach((name, value) -> changed.put(known(name), required(name, value)));
        }
        return new NamedSettings(changed);
    }

    private static String known(Object name) {
        String text = String.valueOf(name);
        if (OPTIONS.containsKey(text)
                || Setting.of(text).isPresent()
                || SettingsRequest.isFormer(text)) {
            return text;
        }
        throw new UserException(
                "There is no setting \""
                        + text
                        + "\"; there are "
                        + Setting.keys()
                        + ", "
                        + String.join(", ", OPTIONS.keySet()));
    }

    private static Object required(Object name, Object value) {
        if (value == null) {
            throw new UserException(name + " is null; give a value, or leave " + name + " out");
        }
        return value;
    }

    /** {@return those that were given, as {@link #of} takes them} */
    Map<String, Object> byName() {
        return values;
    }

    SettingsRequest request() {
        return request;
    }

    String model() {
        return option(MODEL);
    }

    String device() {
        return option(DEVICE);
    }

    String precision() {
        return option(PRECISION);
    }

    private String option(String name) {
        return values.getOrDefault(name, OPTIONS.get(name)).toString();
    }
}
