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
import io.github.diffseg.failure.UserException;
import io.github.diffseg.library.ModelFiles;
import io.github.diffseg.library.ModelLicence;
import io.github.diffseg.library.ModelPlace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a user wants to know of an installed model before it is used. Configs and headers are read
 * for it, no weights.
 *
 * @param place where it is
 * @param family its architecture, as people call it; empty if it cannot be told
 * @param bytes that its files take on the disk
 * @param licence its name; empty if nothing says it
 * @param precision the number format of the UNet's weights, {@code "float16"} and the like; empty
 *     if they cannot be read
 * @param weightsTaken which files were taken, see {@link StoredModel#weightsTaken}
 * @param recommendation the settings at which it works best; empty if it cannot be opened
 * @param problem why it cannot be opened, one sentence; empty if it can
 */
public record ModelDescription(
        ModelPlace place,
        String family,
        long bytes,
        Optional<String> licence,
        String precision,
        String weightsTaken,
        Optional<Recommendation> recommendation,
        Optional<String> problem) {

    private static final Map<TensorType, String> PRECISIONS =
            Map.of(
                    TensorType.F32, "float32",
                    TensorType.F16, "float16",
                    TensorType.BF16, "bfloat16",
                    TensorType.F8_E4M3, "float8",
                    TensorType.F8_E5M2, "float8");

    private static final int LAYERS_OF_WHOLE_MODEL = 2;

    /**
     * {@return what its files say}
     *
     * @param place a model that is there
     */
    public static ModelDescription of(ModelPlace place) {
        String choice = place.path().map(Path::toString).orElse(ModelChoice.EMBEDDED);
        long bytes = 0;
        Optional<String> licence = Optional.empty();
        try {
            bytes = place.path().map(ModelFiles::bytes).orElse(0L);
            licence = ModelLicence.of(place);
            StoredModel model = ModelChoice.open(choice);
            Recommendation recommendation = model.recommendation();
            return new ModelDescription(
                    place,
                    family(place, model.unet().config()),
                    place.path().isPresent() ? bytes : ModelFiles.bytes(model.path()),
                    licence.or(recommendation::licence),
                    precision(model.unet().open()),
                    model.weightsTaken(),
                    Optional.of(recommendation),
                    Optional.empty());
        } catch (UserException e) {
            return new ModelDescription(
                    place,
                    "",
                    bytes,
                    licence,
                    "",
                    "",
                    Optional.empty(),
                    Optional.of(e.getMessage()));
        }
    }

    /** By what tells them apart: the width of the text, and whether layers were left out. */
    private static String family(ModelPlace place, JsonObject unet) {
        if (place.path().isEmpty()) {
            return "DiffSeg-Nano";
        }
        String family = Family.ofUnet(unet).map(Family::name).orElse("");
        JsonElement layers = unet.get("layers_per_block");
        boolean whole =
                layers != null
                        && layers.isJsonPrimitive()
                        && layers.getAsString().equals("" + LAYERS_OF_WHOLE_MODEL);
        return family.isEmpty() || whole ? family : family + ", fewer layers";
    }

    /** The commonest comes first; norms are often wider than the rest. */
    private static String precision(TensorStore weights) {
        try (weights) {
            Map<TensorType, Long> bytes = new LinkedHashMap<>();
            for (String name : weights.names()) {
                TensorInfo info = weights.info(name);
                bytes.merge(info.type(), info.byteSize(), Long::sum);
            }
            return bytes.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(most -> PRECISIONS.getOrDefault(most.getKey(), most.getKey().toString()))
                    .stream()
                    .collect(Collectors.joining());
        }
    }
}
