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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What users take for a checkpoint and DiffSeg does not read, told by {@code other-files.json}:
 * each is refused with what it is and what to use.
 */
final class OtherFiles {

    private static final JsonObject TABLE = TableResource.read("other-files.json");
    private static final List<Row> BY_KEY = rows("by_key");
    private static final List<Row> WITHOUT_UNET = rows("without_unet");
    private static final List<Row> BY_CHANNELS = rows("by_input_channels");
    private static final List<Row> BY_FAMILY = rows("by_family");
    private static final List<Row> BY_ENDING = rows("by_ending");
    private static final List<Row> BY_FIRST_BYTES = rows("by_first_bytes");

    /** Where the JSON of a safetensors file begins, whatever its length reads like. */
    private static final int HEADER = Long.BYTES;

    private OtherFiles() {}

    /** One row of any of the tables. */
    private record Row(JsonObject json) {

        ModelException refusal(Path file) {
            return new ModelException(
                    file
                            + " is "
                            + json.get("kind").getAsString()
                            + "; give "
                            + json.get("use").getAsString());
        }

        boolean holds(String field, Object value) {
            return json.get(field).getAsString().equals(String.valueOf(value));
        }

        boolean anyText(String field, Predicate<String> holds) {
            return TableResource.texts(json, field).stream().anyMatch(holds);
        }
    }

    /**
     * @param file an existing file
     * @throws ModelException if its ending or its first bytes are those of something else
     */
    static void refuseByContainer(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        refuse(file, BY_ENDING, row -> row.anyText("endings", name::endsWith));
        byte[] begin = begin(file);
        if (begin.length <= HEADER || begin[HEADER] != '{') {
            String digits = HexFormat.of().formatHex(begin);
            refuse(
                    file,
                    BY_FIRST_BYTES,
                    row -> digits.startsWith(row.json().get("bytes").getAsString()));
        }
    }

    /**
     * @param file a safetensors file
     * @param names of its tensors
     * @param hasUnet whether it has a UNet in the original layout
     * @throws ModelException if it is something else than a checkpoint with a UNet
     */
    static void refuseByNames(Path file, Set<String> names, boolean hasUnet) {
        refuseByNames(file, names);
        if (!hasUnet) {
            refuse(file, WITHOUT_UNET, row -> row.anyText("keys", key -> anyHas(names, key)));
            throw new ModelException(file + " is a safetensors file without any tensor");
        }
    }

    /**
     * @param file a safetensors file that may be a part of a model
     * @param names of its tensors
     * @throws ModelException if it is something that is neither a model nor a part that DiffSeg
     *     uses
     */
    static void refuseByNames(Path file, Set<String> names) {
        refuse(file, BY_KEY, row -> row.anyText("keys", key -> anyHas(names, key)));
    }

    /**
     * @param file a checkpoint
     * @param channels of its UNet's input
     * @throws ModelException if they are those of an inpainting model or the like
     */
    static void refuseByChannels(Path file, long channels) {
        refuse(file, BY_CHANNELS, row -> row.holds("channels", channels));
    }

    /**
     * {@return the refusal of a model whose family is unknown}
     *
     * @param file a checkpoint of no family that DiffSeg reads
     * @param unet its UNet
     */
    static ModelException unknownFamily(Path file, UnetShape unet) {
        Optional<Row> known =
                BY_FAMILY.stream()
                        .filter(row -> row.holds("cross_attention_dim", unet.crossAttentionWidth()))
                        .filter(row -> row.holds("pooled_prompt", unet.hasPooledPrompt()))
                        .findFirst();
        return known.map(row -> row.refusal(file))
                .orElseGet(
                        () ->
                                new ModelException(
                                        file
                                                + " is of no family that DiffSeg knows (its prompts"
                                                + " are "
                                                + unet.crossAttentionWidth()
                                                + " wide"
                                                + (unet.hasPooledPrompt() ? ", pooled too" : "")
                                                + "); give Stable Diffusion 1, 2 or XL"));
    }

    private static void refuse(Path file, List<Row> rows, Predicate<Row> holds) {
        rows.stream()
                .filter(holds)
                .findFirst()
                .ifPresent(
                        row -> {
                            throw row.refusal(file);
                        });
    }

    /** A key that begins with ^ is the beginning of a name, any other a part of one. */
    private static boolean anyHas(Set<String> names, String key) {
        String begin = key.substring(1);
        return names.stream()
                .anyMatch(key.startsWith("^") ? n -> n.startsWith(begin) : n -> n.contains(key));
    }

    private static byte[] begin(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEADER + 1);
        } catch (IOException e) {
            throw ModelException.unreadable(file, e);
        }
    }

    private static List<Row> rows(String table) {
        return TABLE.getAsJsonArray(table).asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(Row::new)
                .toList();
    }
}
