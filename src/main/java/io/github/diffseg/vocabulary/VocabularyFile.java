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

package io.github.diffseg.vocabulary;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.files.ShallowJsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Vocabularies as JSON files, in which users name classes and change their colours. The text of a
 * vocabulary is always the same.
 */
public final class VocabularyFile {

    private static final String FORMAT = "diffseg-vocabulary-1";
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private VocabularyFile() {}

    /** {@return the content of the file of a vocabulary} */
    public static String text(Vocabulary vocabulary) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("model", vocabulary.conditions().model());
        json.addProperty("model_sha256", vocabulary.conditions().modelHash());
        JsonObject settings = new JsonObject();
        new TreeMap<>(vocabulary.conditions().settings()).forEach(settings::addProperty);
        json.add("settings", settings);
        if (!Double.isNaN(vocabulary.silhouette())) {
            json.addProperty("silhouette", vocabulary.silhouette());
        }
        JsonArray classes = new JsonArray();
        for (SegmentClass c : vocabulary.classes()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("number", c.number());
            entry.addProperty("name", c.name());
            entry.addProperty("colour", String.format(Locale.ROOT, "#%06x", c.rgb()));
            entry.addProperty("pixels", c.pixels());
            entry.addProperty("segments", c.segments());
            entry.addProperty("centre", CompactNumbers.write(c.centre()));
            classes.add(entry);
        }
        json.add("classes", classes);
        return GSON.toJson(json) + "\n";
    }

    /**
     * Reads a vocabulary.
     *
     * @param file as {@link #text} writes it, with any names and colours
     * @throws UserException if it is missing, damaged or something else; one sentence that names it
     */
    public static Vocabulary read(Path file) {
        try (ShallowJsonReader reader = new ShallowJsonReader(Files.newBufferedReader(file))) {
            return parse(reader.readObject());
        } catch (IOException e) {
            throw new UserException(
                    "The vocabulary " + file + " cannot be read: " + FileReason.of(e), e);
        } catch (RuntimeException e) {
            // Fields that are missing, or of another type
            throw new UserException(
                    file
                            + " is no vocabulary of DiffSeg, or was damaged; choose the"
                            + " vocabulary.json that a run has written",
                    e);
        }
    }

    private static Vocabulary parse(JsonObject json) {
        if (!json.get("format").getAsString().equals(FORMAT)) {
            throw new IllegalArgumentException("Another format");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        json.getAsJsonObject("settings")
                .entrySet()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().getAsString()));
        List<SegmentClass> classes = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray("classes")) {
            JsonObject entry = element.getAsJsonObject();
            int number = entry.get("number").getAsInt();
            float[] centre = CompactNumbers.read(entry.get("centre").getAsString());
            String colour = entry.get("colour").getAsString();
            boolean fits =
                    number == classes.size() + 1
                            && number <= Vocabulary.MOST
                            && centre.length > 0
                            && (classes.isEmpty()
                                    || classes.get(0).centre().length == centre.length)
                            && colour.matches("#\\p{XDigit}{6}");
            if (!fits) {
                throw new IllegalArgumentException("The class " + number);
            }
            classes.add(
                    new SegmentClass(
                            number,
                            entry.get("name").getAsString().strip(),
                            Integer.parseInt(colour.substring(1), 16),
                            centre,
                            entry.get("pixels").getAsLong(),
                            entry.get("segments").getAsInt()));
        }
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("No class");
        }
        return new Vocabulary(
                new FeatureConditions(
                        json.get("model").getAsString(),
                        json.get("model_sha256").getAsString(),
                        settings),
                classes,
                json.has("silhouette") ? json.get("silhouette").getAsDouble() : Double.NaN);
    }
}
