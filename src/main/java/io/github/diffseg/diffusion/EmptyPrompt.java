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

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.model.SafetensorsFile;
import io.github.diffseg.model.SafetensorsWriter;
import io.github.diffseg.model.TensorData;
import io.github.diffseg.model.TensorInfo;
import io.github.diffseg.model.TensorStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The embedding of the empty prompt, which is constant for a model: stored beside it, remembered
 * from an earlier run, or computed once by its text encoder.
 */
final class EmptyPrompt {

    private static final Logger LOGGER = System.getLogger(EmptyPrompt.class.getName());

    /** The prompt is computed once for a model, so it is computed exactly. */
    private static final NetworkPrecision PRECISION =
            new NetworkPrecision(WeightPrecision.FLOAT32, ComputePrecision.FLOAT32);

    private final ModelFolder folder;
    private final NDManager manager;
    private final Operators operators;

    EmptyPrompt(ModelFolder folder, NDManager manager, Operators operators) {
        this.folder = folder;
        this.manager = manager;
        this.operators = operators;
    }

    PromptEmbedding embedding() {
        try (TensorStore stored = folder.openEmptyPrompt().orElse(null)) {
            if (stored != null) {
                return read(stored);
            }
        }
        TextEncoderConfig config =
                TextEncoderConfig.parse(
                        folder.textEncoderConfig().orElseThrow(),
                        folder.name() + "/text_encoder/config.json");
        Path cached = folder.emptyPromptCacheFile();
        return remembered(cached, config)
                .orElseGet(
                        () -> {
                            NDArray computed = compute(config);
                            remember(computed, cached);
                            return new PromptEmbedding(computed, null);
                        });
    }

    /** What an earlier run has computed; one that is damaged is made again. */
    private Optional<PromptEmbedding> remembered(Path file, TextEncoderConfig config) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (TensorStore store = SafetensorsFile.open(file)) {
            if (!store.contains(ModelFolder.EMPTY_PROMPT)) {
                throw new ModelException(file + " has no tensor " + ModelFolder.EMPTY_PROMPT);
            }
            long[] shape = store.info(ModelFolder.EMPTY_PROMPT).shape();
            if (!Arrays.equals(shape, new long[] {config.positions(), config.width()})) {
                throw new ModelException(
                        file + " has the shape " + Arrays.toString(shape) + " of another model");
            }
            NDArray tokens = tensor(store, ModelFolder.EMPTY_PROMPT);
            for (float value : Scope.floats(tokens)) {
                if (!Float.isFinite(value)) {
                    tokens.close();
                    throw new ModelException(file + " holds a number that is not finite");
                }
            }
            return Optional.of(new PromptEmbedding(tokens, null));
        } catch (ModelException e) {
            LOGGER.log(
                    Logger.Level.WARNING,
                    "The empty prompt's embedding is damaged and computed again",
                    e);
            return Optional.empty();
        }
    }

    private PromptEmbedding read(TensorStore store) {
        boolean hasPooled = store.contains(ModelFolder.POOLED_EMPTY_PROMPT);
        NDArray pooled = hasPooled ? tensor(store, ModelFolder.POOLED_EMPTY_PROMPT) : null;
        return new PromptEmbedding(tensor(store, ModelFolder.EMPTY_PROMPT), pooled);
    }

    /** A cache that cannot be written costs the next run a second, so it is no reason to fail. */
    private static void remember(NDArray computed, Path file) {
        TensorData data = new TensorData(computed.getShape().getShape(), Scope.floats(computed));
        try {
            SafetensorsWriter.write(file, Map.of(ModelFolder.EMPTY_PROMPT, data));
        } catch (IOException e) {
            LOGGER.log(
                    Logger.Level.WARNING,
                    "The empty prompt's embedding is not kept for the next run",
                    e);
        }
    }

    /** As {@code [rows, width]}; a vector becomes one row. */
    private NDArray tensor(TensorStore store, String name) {
        TensorInfo info = store.info(name);
        long[] shape = info.shape();
        Weights weights = new Weights(store, manager, operators, PRECISION);
        // A copy, because a mapped file must not stay open for as long as the model
        try (NDArray mapped = weights.matrix(name, shape)) {
            NDArray copy = mapped.duplicate();
            return copy.reshape(-1, shape[shape.length - 1]);
        }
    }

    private NDArray compute(TextEncoderConfig config) {
        long[] tokens = folder.emptyPromptTokens().ids(config.positions());
        try (NDManager scratch = manager.newSubManager();
                TensorStore store = folder.openTextEncoder()) {
            Weights weights = new Weights(store, scratch, operators, PRECISION);
            NDArray hidden = new TextEncoder(weights, config).encode(tokens);
            hidden.attach(manager);
            return hidden;
        }
    }
}
