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

package io.github.diffseg.imagej;

import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputePrecision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The line of an ImageJ macro that segments an image again in the same way. */
public final class MacroLine {

    /** The command's name in macros. */
    public static final String COMMAND = "DiffSeg Segment...";

    private MacroLine() {}

    /**
     * Passes every parameter of the command, so that a later default changes no replay. The image
     * comes last, since ImageJ takes the first {@code key=} that it finds, also in a title.
     *
     * @param imageTitle of the input
     * @param model what the command's model parameter was
     * @param device on which the result was made
     * @param precision in which the networks computed
     * @param settings with which the result was made
     * @param outputs that were wanted of it
     * @return a {@code run(…);} line that makes the result again when an image of this title is
     *     open; of the active image, where ImageJ could not read the title
     */
    public static String of(
            String imageTitle,
            String model,
            String device,
            ComputePrecision precision,
            Settings settings,
            Outputs outputs) {
        Map<String, String> parameters =
                parameters(model, device, precision, settings, outputs.byKey());
        return of(COMMAND, parameters, imageTitle);
    }

    /**
     * The line of any command that takes an image.
     *
     * @param command its name in macros
     * @param parameters besides the image, by name
     * @param imageTitle of the input
     * @return a {@code run(…);} line
     */
    public static String of(String command, Map<String, String> parameters, String imageTitle) {
        String image =
                canBeTitle(imageTitle) ? escaped(quoted(imageTitle)) + "\"" : "\" + getImageID()";
        return begin(command, parameters) + " imp=" + image + ");";
    }

    /**
     * The line of a command that takes no image.
     *
     * @param command its name in macros
     * @param parameters by name
     * @return a {@code run(…);} line
     */
    public static String of(String command, Map<String, String> parameters) {
        return begin(command, parameters) + "\");";
    }

    private static String begin(String command, Map<String, String> parameters) {
        String options =
                parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
                        .collect(Collectors.joining(" "));
        return "run(\"" + command + "\", \"" + escaped(options);
    }

    /** Every parameter that makes a result what it is. */
    static Map<String, String> parameters(
            String model,
            String device,
            ComputePrecision precision,
            Settings settings,
            Map<String, String> outputs) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("model", model);
        parameters.putAll(settings.byKey());
        SettingsRequest.ALL_RECOMMENDED.byKey().forEach(parameters::putIfAbsent);
        parameters.putAll(outputs);
        parameters.put("device", device);
        parameters.put("precision", precision.toString());
        return parameters;
    }

    /** In brackets unless these would end too early, then in apostrophes. */
    private static String quoted(String value) {
        if (value.matches("[\\w.:/\\\\-]+")) {
            return value;
        }
        return hasPairedBrackets(value) ? "[" + value + "]" : "'" + value + "'";
    }

    /** A whole number would be taken for an image's ID. */
    private static boolean canBeTitle(String value) {
        return !value.matches("[+-]?\\d+") && (hasPairedBrackets(value) || value.indexOf('\'') < 0);
    }

    private static boolean hasPairedBrackets(String value) {
        int open = 0;
        for (char c : value.toCharArray()) {
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (open < 0) {
                return false;
            }
        }
        return open == 0;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
