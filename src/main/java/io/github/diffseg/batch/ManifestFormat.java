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

package io.github.diffseg.batch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.diffseg.batch.ManifestEntry.Failure;
import io.github.diffseg.files.FileVersion;
import io.github.diffseg.files.JsonLineFormat;
import io.github.diffseg.vocabulary.FeatureJson;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The fields of a manifest's lines, as {@code docs/batch.md} lists them. */
public final class ManifestFormat implements JsonLineFormat<ManifestEntry> {

    /** The one there is. */
    public static final ManifestFormat INSTANCE = new ManifestFormat();

    private static final String DONE = "done";
    private static final String FAILED = "failed";

    private ManifestFormat() {}

    @Override
    public String name() {
        return "diffseg-batch-2";
    }

    @Override
    public String earlierBegin() {
        return "{\"input\":";
    }

    @Override
    public JsonObject toJson(ManifestEntry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("input", entry.input());
        json.addProperty("file", entry.file());
        json.addProperty("outcome", entry.isDone() ? DONE : FAILED);
        if (entry.isDone()) {
            json.addProperty("segments", entry.segments());
            if (!entry.emptyPlanes().isEmpty()) {
                json.add("empty_planes", array(entry.emptyPlanes()));
            }
        } else {
            json.addProperty("reason", entry.reason());
            json.addProperty("step", entry.failure().step().toString());
        }
        json.addProperty("seconds", entry.seconds());
        json.addProperty("result", entry.result());
        json.add("files", array(entry.files()));
        json.add("file_versions", versions(entry.results()));
        if (entry.notes() != null) {
            json.add("features", FeatureJson.write(entry.notes().features()));
            json.addProperty("vocabulary_sha256", entry.notes().vocabulary());
            if (!entry.notes().before().isEmpty()) {
                json.add(
                        "files_before",
                        array(entry.notes().before().stream().map(ResultFile::name).toList()));
                json.add("file_versions_before", versions(entry.notes().before()));
            }
        }
        addVersion(json, entry.version(), entry.sha256());
        Recipe recipe = entry.recipe();
        json.addProperty("version", recipe.version());
        json.addProperty("model", recipe.model());
        json.addProperty("model_sha256", recipe.modelHash());
        json.addProperty("device", recipe.device());
        JsonObject settings = new JsonObject();
        new TreeMap<>(recipe.settings()).forEach(settings::addProperty);
        json.add("settings", settings);
        json.add("outputs", array(recipe.sortedExports().stream().map(Export::toString).toList()));
        return json;
    }

    @Override
    public ManifestEntry parse(JsonObject json) {
        boolean done = string(json, "outcome").equals(DONE);
        return new ManifestEntry(
                string(json, "input"),
                string(json, "file"),
                string(json, "result"),
                version(json),
                string(json, "sha256"),
                recipe(json),
                done
                        ? null
                        : new Failure(FailedStep.of(string(json, "step")), string(json, "reason")),
                json.get("seconds").getAsDouble(),
                done ? json.get("segments").getAsInt() : 0,
                results(json, "files", "file_versions"),
                json.has("empty_planes") ? strings(json, "empty_planes") : List.of(),
                json.has("features") ? notes(json) : null);
    }

    private static SegmentNotes notes(JsonObject json) {
        return new SegmentNotes(
                FeatureJson.read(json.getAsJsonArray("features")),
                string(json, "vocabulary_sha256"),
                json.has("files_before")
                        ? results(json, "files_before", "file_versions_before")
                        : List.of());
    }

    private static Recipe recipe(JsonObject json) {
        Map<String, String> settings = new HashMap<>();
        json.getAsJsonObject("settings")
                .entrySet()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().getAsString()));
        Set<Export> exports = EnumSet.noneOf(Export.class);
        strings(json, "outputs").forEach(name -> exports.addAll(Export.of(name)));
        return new Recipe(
                string(json, "version"),
                string(json, "model"),
                string(json, "model_sha256"),
                settings,
                string(json, "device"),
                exports);
    }

    private static JsonArray versions(List<ResultFile> files) {
        JsonArray versions = new JsonArray();
        for (ResultFile file : files) {
            JsonObject version = new JsonObject();
            addVersion(version, file.version(), file.sha256());
            versions.add(version);
        }
        return versions;
    }

    private static List<ResultFile> results(JsonObject json, String files, String ofFiles) {
        List<String> names = strings(json, files);
        JsonArray versions = json.getAsJsonArray(ofFiles);
        List<ResultFile> results = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            JsonObject version = versions.get(i).getAsJsonObject();
            results.add(new ResultFile(names.get(i), version(version), string(version, "sha256")));
        }
        return results;
    }

    private static void addVersion(JsonObject json, FileVersion version, String sha256) {
        json.addProperty("size", version.size());
        json.addProperty("modified", version.modified());
        json.addProperty("sha256", sha256);
    }

    private static FileVersion version(JsonObject json) {
        return new FileVersion(json.get("size").getAsLong(), string(json, "modified"));
    }

    private static String string(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    private static List<String> strings(JsonObject json, String name) {
        return StreamSupport.stream(json.getAsJsonArray(name).spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }

    private static JsonArray array(List<String> strings) {
        JsonArray array = new JsonArray();
        strings.forEach(array::add);
        return array;
    }

    @Override
    public String noun() {
        return "manifest";
    }

    @Override
    public String writer() {
        return "batch";
    }

    @Override
    public String afterDeletion() {
        return "its image is done again";
    }
}
