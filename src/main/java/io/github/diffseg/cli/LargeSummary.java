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

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.diffseg.large.LargeResult;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.output.Provenance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a run over an image that was read in parts tells at its end.
 *
 * @param result of the run
 * @param total from the start of the command to here
 * @param starter whether the embedded model was used
 */
public record LargeSummary(LargeResult result, Duration total, boolean starter) {

    /** {@return it for people, in lines} */
    public String text() {
        Provenance provenance = result.provenance();
        StringBuilder text = new StringBuilder();
        text.append(provenance.image()).append(": ").append(result.outcome()).append('\n');
        text.append("  model    ").append(provenance.modelWithVersion());
        text.append("\n  device   ").append(provenance.device());
        text.append(" (").append(provenance.engine()).append(")\n");
        text.append(String.format(Locale.ROOT, "  seconds  %.1f%n", total.toMillis() / 1000.0));
        result.files()
                .forEach(
                        (kind, file) ->
                                text.append(String.format(Locale.ROOT, "  %-8s %s%n", kind, file)));
        if (starter) {
            text.append(EmbeddedModel.starterNotice()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", result.outcome());
        json.put("segments", result.segments());
        json.put("bits", result.bits());
        json.put("width", result.width());
        json.put("height", result.height());
        json.put("level", result.level());
        json.put("tiles", result.passes());
        Map<String, Double> seconds = new LinkedHashMap<>(result.times().seconds());
        seconds.put("total", total.toMillis() / 1000.0);
        json.put("seconds", seconds);
        json.put("provenance", result.provenance().entries());
        Map<String, String> paths = new LinkedHashMap<>();
        result.files().forEach((kind, file) -> paths.put(kind, file.toString()));
        json.put("files", paths);
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        return gson.toJson(json);
    }
}
