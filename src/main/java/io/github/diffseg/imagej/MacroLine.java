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
import io.github.diffseg.engine.ComputePrecision;
import java.util.LinkedHashMap;
import java.util.Map;

/** The line of an ImageJ macro that segments an image again in the same way. */
public final class MacroLine {

    /** The command's name in macros. */
    public static final String COMMAND = "DiffSeg Segment...";

    private MacroLine() {}

    /**
     * @param imageTitle of the input
     * @param model what the command's model parameter was
     * @param device on which the result was made
     * @param precision in which the networks computed
     * @param settings with which the result was made
     * @return a {@code run(…);} line that passes every parameter that changes the result
     */
    public static String of(
            String imageTitle,
            String model,
            String device,
            ComputePrecision precision,
            Settings settings) {
        StringBuilder options = new StringBuilder("imp=").append(quoted(imageTitle));
        parameters(model, device, precision, settings)
                .forEach((key, value) -> options.append(' ').append(key).append('=').append(value));
        String escaped = options.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return "run(\"" + COMMAND + "\", \"" + escaped + "\");";
    }

    /** The command's parameters by name, without the image; values quoted where they need it. */
    static Map<String, String> parameters(
            String model, String device, ComputePrecision precision, Settings settings) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("model", quoted(model));
        settings.byName().forEach((name, value) -> parameters.put(name, quoted(value)));
        parameters.put("device", device);
        parameters.put("precision", precision.toString());
        return parameters;
    }

    private static String quoted(String value) {
        return value.matches("[\\w.:/\\\\-]+") ? value : "[" + value + "]";
    }
}
