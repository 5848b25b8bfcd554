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

import com.google.gson.GsonBuilder;
import io.github.diffseg.library.Catalogue;
import io.github.diffseg.library.CatalogueModel;
import io.github.diffseg.library.DownloadPlan;
import io.github.diffseg.library.ModelChecks;
import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.library.ModelPlace;
import io.github.diffseg.model.ModelDescription;
import io.github.diffseg.model.Recommendation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is installed, and what is worth getting.
 *
 * @param installed with what each one's files say
 * @param checks whether they have been compared with their hashes, in the same order
 * @param worthGetting those of the catalogue that are not installed
 */
record ModelList(
        List<ModelDescription> installed,
        List<ModelChecks.State> checks,
        List<CatalogueModel> worthGetting) {

    static ModelList of(ModelLibrary library) {
        ModelChecks checks = new ModelChecks(library);
        List<ModelPlace> places = library.places();
        return new ModelList(
                places.stream().map(ModelDescription::of).toList(),
                places.stream().map(checks::state).toList(),
                Catalogue.models().stream()
                        .filter(model -> places.stream().noneMatch(model::isAt))
                        .toList());
    }

    String json() {
        List<Map<String, Object>> models = new ArrayList<>();
        for (int i = 0; i < installed.size(); i++) {
            models.add(json(installed.get(i), checks.get(i)));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("installed", models);
        json.put("worth_getting", worthGetting);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json);
    }

    private static Map<String, Object> json(ModelDescription model, ModelChecks.State check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", model.place().name());
        json.put("origin", model.place().origin().toString());
        model.place().path().map(Path::toString).ifPresent(path -> json.put("path", path));
        model.place().repository().ifPresent(repository -> json.put("repository", repository));
        json.put("family", model.family());
        json.put("bytes", model.bytes());
        json.put("precision", model.precision());
        if (!model.weightsTaken().isEmpty()) {
            json.put("files", model.weightsTaken());
        }
        model.licence().ifPresent(licence -> json.put("licence", licence));
        json.put("hash", check.toString());
        model.recommendation()
                .ifPresent(
                        recommended -> {
                            json.put("working_size", recommended.size());
                            json.put("timestep", recommended.timestep());
                            json.put("threshold", recommended.threshold());
                        });
        model.problem().ifPresent(problem -> json.put("problem", problem));
        return json;
    }

    String text() {
        List<String[]> rows = new ArrayList<>();
        rows.add(
                new String[] {
                    "INSTALLED", "FAMILY", "SIZE", "WEIGHTS", "HASH", "LICENCE", "SETTINGS", "PLACE"
                });
        for (int i = 0; i < installed.size(); i++) {
            ModelDescription model = installed.get(i);
            rows.add(
                    new String[] {
                        model.place().name(),
                        model.family(),
                        DownloadPlan.size(model.bytes()),
                        model.precision(),
                        checks.get(i).toString(),
                        model.licence().orElse(""),
                        model.recommendation().map(ModelList::settings).orElse(""),
                        model.place().path().map(Path::toString).orElse("a part of the plugin")
                    });
        }
        List<String[]> more = new ArrayList<>();
        more.add(new String[] {"WORTH GETTING", "SIZE", "LICENCE", "GOOD FOR"});
        for (CatalogueModel model : worthGetting) {
            more.add(
                    new String[] {
                        model.name(),
                        String.format(Locale.ROOT, "about %.1f GB", model.gigabytes()),
                        model.licence().orElse("see " + model.licenceAddress()),
                        model.goodFor()
                    });
        }
        StringBuilder text = new StringBuilder(columns(rows));
        for (ModelDescription model : installed) {
            model.problem()
                    .ifPresent(
                            problem ->
                                    text.append(model.place().name())
                                            .append(" cannot be used: ")
                                            .append(problem)
                                            .append('\n'));
        }
        if (!worthGetting.isEmpty()) {
            text.append('\n').append(columns(more));
        }
        return text.toString().stripTrailing();
    }

    private static String settings(Recommendation recommended) {
        return String.format(
                Locale.ROOT,
                "%d px, t %d, %s",
                recommended.size(),
                recommended.timestep(),
                recommended.automaticThreshold().isPresent()
                        ? "auto"
                        : String.valueOf(recommended.threshold()));
    }

    /** As wide as their widest cell. */
    private static String columns(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
