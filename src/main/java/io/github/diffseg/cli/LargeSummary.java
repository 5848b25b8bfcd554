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
record LargeSummary(LargeResult result, Duration total, boolean starter) {

    String text() {
        Provenance provenance = result.provenance();
        StringBuilder text = new StringBuilder();
        text.append(provenance.image()).append(": ").append(result.outcome()).append('\n');
        text.append("  model    ").append(provenance.modelWithVersion());
        text.append("\n  device   ").append(provenance.device());
        text.append(" (").append(provenance.engine()).append(")\n");
        text.append(
                String.format(Locale.ROOT, "  seconds  %.1f%n", total.toMillis() / 1000.0));
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
