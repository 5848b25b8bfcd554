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

package io.github.diffseg.diffusion;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.diffseg.model.ModelException;
import java.util.ArrayList;
import java.util.List;

/** The fields of a network's config.json, read with messages that name the file and the field. */
final class ConfigFields {

    /** Far above any model's channels or heads; bounds what a bad file can ask for. */
    static final int MOST = 65_536;

    /** Each halves the size of the maps. */
    private static final int MOST_BLOCKS = 16;

    private final JsonObject json;
    private final String source;

    /**
     * Reads the fields of a configuration.
     *
     * @param source the file, for messages
     */
    ConfigFields(JsonObject json, String source) {
        this.json = json;
        this.source = source;
    }

    boolean isPresent(String field) {
        JsonElement value = json.get(field);
        return value != null && !value.isJsonNull();
    }

    /** Whether the field is written, and written as null. */
    boolean isNull(String field) {
        JsonElement value = json.get(field);
        return value != null && value.isJsonNull();
    }

    JsonElement element(String field) {
        if (!isPresent(field)) {
            throw error(field + " is missing");
        }
        return json.get(field);
    }

    int integer(String field) {
        return integer(field, element(field));
    }

    /** A whole number of channels, heads and the like. */
    int count(String field) {
        return integer(field, 1, MOST);
    }

    /** A whole number, checked before anything of that size is made. */
    int integer(String field, int least, int most) {
        return inRange(field, element(field), least, most);
    }

    int integer(String field, int absent, int least, int most) {
        return isPresent(field) ? integer(field, least, most) : absent;
    }

    int inRange(String field, JsonElement element, int least, int most) {
        int value = integer(field, element);
        if (value < least || value > most) {
            throw error(field + " is " + value + "; it must be from " + least + " to " + most);
        }
        return value;
    }

    double number(String field, double absent) {
        if (!isPresent(field)) {
            return absent;
        }
        try {
            return element(field).getAsDouble();
        } catch (RuntimeException e) {
            throw error(field + " is " + json.get(field) + "; it must be a number");
        }
    }

    boolean flag(String field, boolean absent) {
        if (!isPresent(field)) {
            return absent;
        }
        JsonElement value = element(field);
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
            throw error(field + " is " + value + "; it must be true or false");
        }
        return value.getAsBoolean();
    }

    String text(String field, String absent) {
        if (!isPresent(field)) {
            return absent;
        }
        JsonElement value = element(field);
        if (!value.isJsonPrimitive()) {
            throw error(field + " is " + value + "; it must be a text");
        }
        return value.getAsString();
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonElement value : array(field, element(field))) {
            if (!value.isJsonPrimitive()) {
                throw error(field + " holds " + value + "; it must be a list of texts");
            }
            texts.add(value.getAsString());
        }
        return texts;
    }

    int[] counts(String field) {
        JsonArray array = array(field, element(field));
        if (array.size() > MOST_BLOCKS) {
            throw error(
                    field
                            + " holds "
                            + array.size()
                            + " numbers; it may hold at most "
                            + MOST_BLOCKS);
        }
        int[] counts = new int[array.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = inRange(field, array.get(i), 1, MOST);
        }
        if (counts.length == 0) {
            throw error(field + " is an empty list");
        }
        return counts;
    }

    /** One number for all, or a list of one for each block. */
    int[] countPerBlock(String field, int blocks) {
        if (element(field).isJsonArray()) {
            int[] counts = counts(field);
            if (counts.length != blocks) {
                throw error(
                        field + " holds " + counts.length + " numbers for " + blocks + " blocks");
            }
            return counts;
        }
        int[] counts = new int[blocks];
        java.util.Arrays.fill(counts, count(field));
        return counts;
    }

    int integer(String field, JsonElement value) {
        try {
            double number = value.getAsDouble();
            if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                throw error(field + " is " + value + "; it must be a whole number");
            }
            return (int) number;
        } catch (IllegalStateException | NumberFormatException | UnsupportedOperationException e) {
            throw error(field + " is " + value + "; it must be a whole number");
        }
    }

    JsonArray array(String field, JsonElement value) {
        if (!value.isJsonArray()) {
            throw error(field + " is " + value + "; it must be a list");
        }
        return value.getAsJsonArray();
    }

    /** Refuses a value that this implementation does not know, because results would be wrong. */
    void requireAbsentOr(String field, String... known) {
        String value = text(field, null);
        if (value != null && !List.of(known).contains(value)) {
            throw error(
                    field
                            + " is \""
                            + value
                            + "\"; DiffSeg knows "
                            + (known.length == 0 ? "none" : String.join(", ", known)));
        }
    }

    ModelException error(String what) {
        return new ModelException(source + ": " + what);
    }
}
