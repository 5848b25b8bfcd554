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
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.SafetensorsFile;
import io.github.diffseg.model.SafetensorsWriter;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.model.TensorData;
import io.github.diffseg.model.TensorInfo;
import io.github.diffseg.model.TensorStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The embedding of the empty prompt, which is constant for a model: stored beside it, remembered
 * from an earlier run, or computed once by its text encoders.
 */
final class EmptyPrompt {

    private static final Logger LOGGER = System.getLogger(EmptyPrompt.class.getName());

    /** As the embedding is computed. */
    private static final NetworkPrecision PRECISION = PromptEncoder.PRECISION;

    private final StoredModel model;
    private final NDManager manager;
    private final Operators operators;

    EmptyPrompt(StoredModel model, NDManager manager, Operators operators) {
        this.model = model;
        this.manager = manager;
        this.operators = operators;
    }

    PromptEmbedding embedding() {
        try (TensorStore stored = model.openEmptyPrompt().orElse(null)) {
            if (stored != null) {
                return read(stored);
            }
        }
        PromptEncoder encoder = new PromptEncoder(model.textEncoders(), manager, operators);
        Path cached = model.emptyPromptCacheFile();
        return remembered(cached, encoder)
                .orElseGet(
                        () -> {
                            PromptEmbedding computed = encoder.encodeEmptyPrompt();
                            remember(computed, cached);
                            return computed;
                        });
    }

    /** What an earlier run has computed; one that is damaged is made again. */
    private Optional<PromptEmbedding> remembered(Path file, PromptEncoder encoder) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (TensorStore store = SafetensorsFile.open(file)) {
            requireShape(store, StoredModel.EMPTY_PROMPT, encoder.positions(), encoder.width());
            if (encoder.pooledWidth() > 0) {
                requireShape(store, StoredModel.POOLED_EMPTY_PROMPT, 1, encoder.pooledWidth());
            }
            PromptEmbedding embedding = read(store);
            requireFinite(file, embedding);
            return Optional.of(embedding);
        } catch (ModelException e) {
            LOGGER.log(
                    Logger.Level.WARNING,
                    "The empty prompt's embedding is damaged and computed again",
                    e);
            return Optional.empty();
        }
    }

    private static void requireShape(TensorStore store, String name, long... expected) {
        long[] shape = store.info(name).shape();
        if (!Arrays.equals(shape, expected)) {
            throw new ModelException(
                    store.source()
                            + " has the shape "
                            + Arrays.toString(shape)
                            + " of another model");
        }
    }

    private static void requireFinite(Path file, PromptEmbedding embedding) {
        for (NDArray array : embedding.arrays()) {
            for (float value : Scope.floats(array)) {
                if (!Float.isFinite(value)) {
                    embedding.arrays().forEach(NDArray::close);
                    throw new ModelException(file + " holds a number that is not finite");
                }
            }
        }
    }

    private PromptEmbedding read(TensorStore store) {
        boolean hasPooled = store.contains(StoredModel.POOLED_EMPTY_PROMPT);
        NDArray pooled = hasPooled ? tensor(store, StoredModel.POOLED_EMPTY_PROMPT) : null;
        return new PromptEmbedding(tensor(store, StoredModel.EMPTY_PROMPT), pooled);
    }

    /** A cache that cannot be written costs the next run a second, so it is no reason to fail. */
    private static void remember(PromptEmbedding computed, Path file) {
        Map<String, TensorData> tensors = new HashMap<>();
        tensors.put(StoredModel.EMPTY_PROMPT, data(computed.tokens()));
        if (computed.pooled() != null) {
            tensors.put(StoredModel.POOLED_EMPTY_PROMPT, data(computed.pooled()));
        }
        try {
            SafetensorsWriter.write(file, tensors);
        } catch (IOException e) {
            LOGGER.log(
                    Logger.Level.WARNING,
                    "The empty prompt's embedding is not kept for the next run",
                    e);
        }
    }

    private static TensorData data(NDArray array) {
        return new TensorData(array.getShape().getShape(), Scope.floats(array));
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
}
