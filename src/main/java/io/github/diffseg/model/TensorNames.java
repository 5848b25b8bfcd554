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

package io.github.diffseg.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tensor of a single-file checkpoint is which of diffusers'. Names are those of modules, such
 * as {@code down_blocks.0.resnets.0} and {@code input_blocks.1.0}, and hold for all tensors below;
 * pairs that hold for every model are in {@code original-names.json}.
 */
final class TensorNames {

    private static final JsonObject TABLES = TableResource.read("original-names.json");

    /** How the table writes a tensor that is not stored as it is. */
    private static final Pattern FORM =
            Pattern.compile("(\\S+) \\((?:part (\\d+) of (\\d+)|transposed)\\)");

    private final Map<String, Place> placeOfModule = new HashMap<>();
    private final Map<String, List<String>> modulesAtPlace = new HashMap<>();

    /**
     * Where a tensor or the tensors of a module are in the file.
     *
     * @param name in the file, without the network's prefix
     * @param part which of the equal parts along the first dimension, from 0
     * @param parts how many there are; 1 if it is the whole
     * @param transposed whether rows and columns are exchanged
     */
    record Place(String name, int part, int parts, boolean transposed) {

        private static Place of(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                return new Place(text, 0, 1, false);
            }
            if (form.group(2) == null) {
                return new Place(form.group(1), 0, 1, true);
            }
            int part = Integer.parseInt(form.group(2)) - 1;
            return new Place(form.group(1), part, Integer.parseInt(form.group(3)), false);
        }

        private Place below(String rest) {
            return new Place(name + rest, part, parts, transposed);
        }
    }

    /**
     * @param module diffusers' name of a module or a tensor
     * @param original its name in the file
     */
    void put(String module, String original) {
        Place place = Place.of(original);
        placeOfModule.put(module, place);
        modulesAtPlace.computeIfAbsent(place.name(), name -> new ArrayList<>()).add(module);
    }

    /** Every pair of a table. */
    void putAll(String table) {
        for (Map.Entry<String, JsonElement> pair : TABLES.getAsJsonObject(table).entrySet()) {
            put(pair.getKey(), pair.getValue().getAsString());
        }
    }

    /** Every pair of a table, below a module. */
    void putAll(String table, String module, String original) {
        for (Map.Entry<String, JsonElement> pair : TABLES.getAsJsonObject(table).entrySet()) {
            put(module + "." + pair.getKey(), original + "." + pair.getValue().getAsString());
        }
    }

    /**
     * {@return where it would be; empty if this network has no such module}
     *
     * @param name diffusers' name of a tensor
     */
    Optional<Place> place(String name) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            Place place = placeOfModule.get(name.substring(0, end));
            if (place != null) {
                return Optional.of(place.below(name.substring(end)));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return its names in diffusers; none if it belongs to no module of the network}
     *
     * @param original a tensor's name in the file, without the network's prefix
     */
    List<String> modules(String original) {
        for (int end = original.length(); end > 0; end = original.lastIndexOf('.', end - 1)) {
            List<String> modules = modulesAtPlace.get(original.substring(0, end));
            if (modules != null) {
                String rest = original.substring(end);
                return modules.stream().map(module -> module + rest).toList();
            }
        }
        return List.of();
    }
}
