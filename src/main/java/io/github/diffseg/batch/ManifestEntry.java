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
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.diffseg.files.FileVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One line of the manifest: what became of one file.
 *
 * @param input the batch's input folder, absolute
 * @param file its path below the input folder, with slashes
 * @param result what its results are called, see {@link InputFile#result}
 * @param size in bytes, -1 where it is unknown
 * @param modified when it was last changed; empty where it is unknown
 * @param sha256 of its content; empty where it could not be read
 * @param recipe what the results are made with
 * @param reason why there are no results; null where there are
 * @param seconds that it took, reading and writing included
 * @param segments K
 * @param files the results that are there, as paths below the output folder, with slashes; without
 *     a reason all of them, with one what is left of those before
 */
public record ManifestEntry(
        String input,
        String file,
        String result,
        long size,
        String modified,
        String sha256,
        Recipe recipe,
        String reason,
        double seconds,
        int segments,
        List<String> files) {

    private static final String DONE = "done";
    private static final String FAILED = "failed";

    static ManifestEntry refused(Path input, String file, Recipe recipe, String reason) {
        return new ManifestEntry(
                input.toString(), file, "", -1, "", "", recipe, reason, 0, 0, List.of());
    }

    /** The same file and results, which do not hold. */
    ManifestEntry failing(String why, List<String> left) {
        return new ManifestEntry(
                input, file, result, size, modified, sha256, recipe, why, seconds, 0, left);
    }

    /**
     * @return whether there are results
     */
    public boolean isDone() {
        return reason == null;
    }

    FileVersion version() {
        return new FileVersion(size, modified);
    }

    /**
     * @return the line, without its end
     */
    public String toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("input", input);
        json.addProperty("file", file);
        json.addProperty("outcome", isDone() ? DONE : FAILED);
        if (isDone()) {
            json.addProperty("segments", segments);
        } else {
            json.addProperty("reason", reason);
        }
        json.addProperty("seconds", seconds);
        json.addProperty("result", result);
        json.add("files", array(files));
        json.addProperty("size", size);
        json.addProperty("modified", modified);
        json.addProperty("sha256", sha256);
        json.addProperty("version", recipe.version());
        json.addProperty("model", recipe.model());
        json.addProperty("model_sha256", recipe.modelHash());
        json.addProperty("device", recipe.device());
        JsonObject settings = new JsonObject();
        new TreeMap<>(recipe.settings()).forEach(settings::addProperty);
        json.add("settings", settings);
        json.add("outputs", array(recipe.sortedExports().stream().map(Export::toString).toList()));
        return json.toString();
    }

    /**
     * @param line of a manifest
     * @throws JsonParseException if it is none
     */
    public static ManifestEntry of(String line) {
        try {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            Map<String, String> settings = new HashMap<>();
            json.getAsJsonObject("settings")
                    .entrySet()
                    .forEach(entry -> settings.put(entry.getKey(), entry.getValue().getAsString()));
            Set<Export> exports = EnumSet.noneOf(Export.class);
            strings(json, "outputs").forEach(name -> exports.addAll(Export.of(name)));
            boolean done = string(json, "outcome").equals(DONE);
            return new ManifestEntry(
                    string(json, "input"),
                    string(json, "file"),
                    string(json, "result"),
                    json.get("size").getAsLong(),
                    string(json, "modified"),
                    string(json, "sha256"),
                    new Recipe(
                            string(json, "version"),
                            string(json, "model"),
                            string(json, "model_sha256"),
                            settings,
                            string(json, "device"),
                            exports),
                    done ? null : string(json, "reason"),
                    json.get("seconds").getAsDouble(),
                    done ? json.get("segments").getAsInt() : 0,
                    strings(json, "files"));
        } catch (RuntimeException e) {
            // A field that is missing or of another kind: null, or one of several exceptions
            throw new JsonParseException("It is no line of a manifest", e);
        }
    }

    private static String string(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    private static List<String> strings(JsonObject json, String name) {
        List<String> strings = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray(name)) {
            strings.add(element.getAsString());
        }
        return List.copyOf(strings);
    }

    private static JsonArray array(List<String> strings) {
        JsonArray array = new JsonArray();
        strings.forEach(array::add);
        return array;
    }
}
