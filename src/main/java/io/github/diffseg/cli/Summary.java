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
import io.github.diffseg.StageTimes;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.imagej.stack.SegmentedStack;
import io.github.diffseg.large.LargeResult;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.output.Provenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a run over one image tells at its end, whether it was opened or read in parts.
 *
 * @param provenance what the results were made with
 * @param figures that programs may want, by name, with the outcome in words first
 * @param files that were written, by kind
 * @param seconds of each stage and in total, by name
 * @param starter whether the embedded model was used
 */
public record Summary(
        Provenance provenance,
        Map<String, Object> figures,
        Map<String, Path> files,
        Map<String, Double> seconds,
        boolean starter) {

    private static final String OUTCOME = "outcome";

    /**
     * {@return the summary of an image that was opened}
     *
     * @param files that were written, by kind
     * @param writing how long the writing took
     * @param total from the start of the command to here
     * @param starter whether the embedded model was used
     */
    static Summary of(
            ImageResult segmented,
            Map<String, Path> files,
            Duration writing,
            Duration total,
            boolean starter) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(OUTCOME, segmented.outcome());
        figures.put("segments", segmented.segments());
        if (segmented instanceof SegmentedPlane plane) {
            if (plane.segmentation().classes().isEmpty()) {
                figures.put("threshold", plane.mergedAt());
            }
            figures.put("proposals", plane.segmentation().proposals());
            figures.put("width", plane.labels().width());
            figures.put("height", plane.labels().height());
        } else if (segmented instanceof SegmentedStack stack) {
            figures.put("planes", stack.planes());
            figures.put("objects", stack.objects());
            figures.put("empty_planes", stack.emptyPlanes());
        }
        Map<String, Double> seconds = stages(segmented.times());
        seconds.put("writing", seconds(writing));
        seconds.put("total", seconds(total));
        return new Summary(segmented.provenance(), figures, files, seconds, starter);
    }

    /**
     * {@return the summary of an image that was read in parts}
     *
     * @param result of the run
     * @param total from the start of the command to here
     * @param starter whether the embedded model was used
     */
    public static Summary of(LargeResult result, Duration total, boolean starter) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(OUTCOME, result.outcome());
        figures.put("segments", result.segments());
        figures.put("bits", result.bits());
        figures.put("width", result.width());
        figures.put("height", result.height());
        figures.put("level", result.level());
        figures.put("tiles", result.passes());
        Map<String, Double> seconds = stages(result.times());
        seconds.put("total", seconds(total));
        return new Summary(result.provenance(), figures, result.files(), seconds, starter);
    }

    private static Map<String, Double> stages(StageTimes times) {
        return new LinkedHashMap<>(times.seconds());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** {@return it for people, in lines} */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(provenance.image()).append(": ").append(figures.get(OUTCOME)).append('\n');
        text.append("  model    ").append(provenance.modelWithVersion());
        text.append("\n  device   ").append(provenance.device());
        text.append(" (").append(provenance.engine()).append(")\n");
        text.append("  seconds  ").append(secondsInWords()).append('\n');
        files.forEach(
                (kind, file) -> text.append(String.format(Locale.ROOT, "  %-8s %s%n", kind, file)));
        if (starter) {
            text.append(EmbeddedModel.starterNotice()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    /** {@return it for programs} */
    String json() {
        Map<String, Object> json = new LinkedHashMap<>(figures);
        json.put("seconds", seconds);
        json.put("provenance", provenance.entries());
        Map<String, String> paths = new LinkedHashMap<>();
        files.forEach((kind, file) -> paths.put(kind, file.toString()));
        json.put("files", paths);
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        return gson.toJson(json);
    }

    private String secondsInWords() {
        StringBuilder words = new StringBuilder();
        seconds.forEach(
                (stage, value) -> {
                    words.append(words.length() == 0 ? "" : ", ");
                    words.append(stage);
                    words.append(String.format(Locale.ROOT, " %.2f", value));
                });
        return words.toString();
    }
}
