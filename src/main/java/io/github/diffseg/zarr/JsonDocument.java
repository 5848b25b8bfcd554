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

package io.github.diffseg.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.diffseg.files.ShallowJsonReader;
import io.github.diffseg.store.ByteStore;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a file of JSON says, whose values are asked for by name.
 *
 * @param place path or address of the file
 * @param object all of it, or one of the objects in it
 */
record JsonDocument(String place, JsonObject object) {

    /**
     * {@return a file of JSON; empty if there is none}
     *
     * @param store holds it
     * @param key of the file
     * @throws IOException if it cannot be read or is no JSON object; the message is one sentence
     *     that names it
     */
    static Optional<JsonDocument> read(ByteStore store, String key) throws IOException {
        Optional<byte[]> bytes = store.read(key);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        String place = ByteStore.join(store.name(), key);
        // Zarr's writers say so where JSON has no such numbers
        String text =
                new String(bytes.get(), StandardCharsets.UTF_8)
                        .replaceAll(":\\s*(-?Infinity|NaN)\\b", ": \"$1\"");
        try (ShallowJsonReader reader = new ShallowJsonReader(new StringReader(text))) {
            return Optional.of(new JsonDocument(place, reader.readObject()));
        } catch (IOException e) {
            throw new ZarrException(place, "is no JSON: " + e.getMessage(), e);
        }
    }

    boolean has(String name) {
        return object.has(name) && !object.get(name).isJsonNull();
    }

    /** {@return the object of that name; empty if there is none} */
    Optional<JsonDocument> in(String name) {
        return has(name) && object.get(name).isJsonObject()
                ? Optional.of(new JsonDocument(place, object.getAsJsonObject(name)))
                : Optional.empty();
    }

    /** {@return the list of that name; empty if there is none} */
    JsonArray list(String name) {
        return has(name) && object.get(name).isJsonArray()
                ? object.getAsJsonArray(name)
                : new JsonArray();
    }

    /** {@return the objects of the list of that name} */
    java.util.List<JsonDocument> objects(String name) {
        return list(name).asList().stream()
                .filter(JsonElement::isJsonObject)
                .map(element -> new JsonDocument(place, element.getAsJsonObject()))
                .toList();
    }

    /** {@return the text of that name, or the other one} */
    String text(String name, String otherwise) {
        return has(name) && object.get(name).isJsonPrimitive()
                ? object.get(name).getAsString()
                : otherwise;
    }

    /**
     * {@return the number of that name, or the other one}
     *
     * @throws ZarrException if it is no number
     */
    double number(String name, double otherwise) throws ZarrException {
        String text = text(name, "");
        try {
            return text.isEmpty() ? otherwise : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new ZarrException(place, "says " + name + " is " + text + ", no number", e);
        }
    }

    /**
     * {@return the numbers of that name}
     *
     * @throws ZarrException if they are no whole numbers from 0, or not there
     */
    long[] longs(String name) throws ZarrException {
        JsonArray list = list(name);
        if (!has(name) || !object.get(name).isJsonArray()) {
            throw new ZarrException(place, "does not say its " + name);
        }
        try {
            long[] numbers = list.asList().stream().mapToLong(JsonElement::getAsLong).toArray();
            if (java.util.Arrays.stream(numbers).allMatch(n -> n >= 0)) {
                return numbers;
            }
        } catch (NumberFormatException | IllegalStateException | UnsupportedOperationException e) {
            throw new ZarrException(place, "says " + name + " is " + list, e);
        }
        throw new ZarrException(place, "says " + name + " is " + list);
    }

    /** {@return the numbers of that name; empty if they are none} */
    double[] doubles(String name) {
        try {
            return list(name).asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
        } catch (NumberFormatException | IllegalStateException | UnsupportedOperationException e) {
            return new double[0];
        }
    }
}
