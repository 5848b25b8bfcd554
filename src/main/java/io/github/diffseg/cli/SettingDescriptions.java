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

package io.github.diffseg.cli;

import io.github.diffseg.Setting;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.model.SettingRange;
import java.util.Arrays;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What settings and their ranges say of themselves, for the descriptions of options: {@code
 * ${bundle:setting.timestep}} becomes explanation, range and default of {@link Setting#TIMESTEP},
 * {@code ${bundle:range.timestep}} the range alone.
 */
public final class SettingDescriptions extends ListResourceBundle {

    private SettingDescriptions() {}

    /**
     * Makes a command line describe settings in the words of the vocabulary.
     *
     * @param commandLine whose descriptions, and those of its subcommands, name settings from now
     *     on
     * @return the same
     */
    public static CommandLine in(CommandLine commandLine) {
        return commandLine.setResourceBundle(new SettingDescriptions());
    }

    @Override
    protected Object[][] getContents() {
        return Stream.concat(
                        Arrays.stream(SettingRange.values())
                                .map(range -> new Object[] {"range." + lower(range), "" + range}),
                        Arrays.stream(Setting.values())
                                .map(s -> new Object[] {"setting." + s.key(), describe(s)}))
                .toArray(Object[][]::new);
    }

    private static String describe(Setting setting) {
        StringBuilder text = new StringBuilder(setting.description());
        if (setting.range().isPresent()) {
            text.append(" Range: ").append(setting.range().get()).append('.');
        } else if (setting.defaultValue() instanceof Number) {
            text.append(" Range: 0 or more.");
        }
        String value =
                setting == Setting.THRESHOLD
                        ? SettingTexts.AUTOMATIC
                        : setting.defaultValue() instanceof Number number
                                ? SettingRange.plain(number)
                                : setting.defaultValue().toString();
        if (!(setting.defaultValue() instanceof Boolean)) {
            text.append(" Default: ").append(value.isEmpty() ? "none" : value).append('.');
        }
        return text.toString();
    }

    private static String lower(SettingRange range) {
        return range.name().toLowerCase(Locale.ROOT);
    }
}
