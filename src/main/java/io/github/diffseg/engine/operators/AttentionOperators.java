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

package io.github.diffseg.engine.operators;

import ai.djl.ndarray.NDArray;

/**
 * Attention and its maps, a chunk of queries at a time that suits the device. Shapes, types and
 * managers are as in {@link Operators}.
 */
public final class AttentionOperators {

    /** Scores of one head at a time: 8 MB of float32 stay in the cache. */
    private static final long CPU_SCORES = 1L << 21;

    /** The same without AVX-512, where half of it is faster (docs/benchmarks.md). */
    private static final long AVX2_SCORES = 1L << 20;

    /** Scores of all heads at a time; fewer would leave a GPU idle between two kernels. */
    public static final long GPU_SCORES = 1L << 26;

    private final ScriptCalls script;
    private final ProcessorKind processor;

    /** Whether large steps are fast, as on a GPU, not those that fit a processor's cache. */
    private final boolean atOnce;

    AttentionOperators(ScriptCalls script, ProcessorKind processor, boolean atOnce) {
        this.script = script;
        this.processor = processor;
        this.atOnce = atOnce;
    }

    /**
     * softmax(Q Kᵀ / √d) V for each head.
     *
     * @param query {@code [n, heads · d]}
     * @param key {@code [m, heads · d]}
     * @param value {@code [m, heads · d]}
     * @param heads number of heads
     * @param causal whether a token sees only itself and those before it
     * @return {@code [n, heads · d]}
     */
    public NDArray attend(NDArray query, NDArray key, NDArray value, int heads, boolean causal) {
        return script.call("attention", query, key, value, heads, causal);
    }

    /**
     * {@link #attend} with one head, fast also where it is wide.
     *
     * @param query {@code [n, d]}
     * @param key {@code [m, d]}
     * @param value {@code [m, d]}
     * @return {@code [n, d]}
     */
    public NDArray attendWithOneHead(NDArray query, NDArray key, NDArray value) {
        int chunk = queriesAtATime(key, 1);
        return script.call(
                "attention_of_one_head", query, key, value, chunk, workspace(key, chunk));
    }

    /**
     * {@link #attend} of tokens to themselves that adds the mean of its heads' maps to a total, a
     * chunk of queries at a time, so that the maps of all heads never exist at once.
     *
     * @param query {@code [n, heads · d]}
     * @param key {@code [n, heads · d]}
     * @param value {@code [n, heads · d]}
     * @param heads number of heads
     * @param total float32 {@code [n, n]}, changed in place
     * @return {@code [n, heads · d]}
     */
    public NDArray attendWithHeadMean(
            NDArray query, NDArray key, NDArray value, int heads, NDArray total) {
        int chunk = queriesAtATime(key, heads);
        String method = atOnce ? "attention_with_head_mean_at_once" : "attention_with_head_mean";
        return script.call(method, query, key, value, heads, chunk, total, workspace(key, chunk));
    }

    /**
     * The map of {@link #attendWithHeadMean} alone.
     *
     * @param query {@code [n, heads · d]}
     * @param key {@code [n, heads · d]}
     * @param heads number of heads
     * @param total float32 {@code [n, n]}, changed in place
     */
    public void addHeadMean(NDArray query, NDArray key, int heads, NDArray total) {
        int chunk = queriesAtATime(key, heads);
        String method = atOnce ? "add_head_mean_at_once" : "add_head_mean";
        script.call(method, query, key, heads, chunk, total, workspace(key, chunk)).close();
    }

    /**
     * Scales each row so that it sums to a weight, in place.
     *
     * @param maps float32 {@code [n, m]}
     * @param weight the new sum of a row
     */
    public void normaliseRows(NDArray maps, double weight) {
        script.call("normalise_rows", maps, weight).close();
    }

    /**
     * Adds maps of a coarser grid to those of a finer one, in place: the keys are enlarged
     * bilinearly (half-pixel centres), each map is scaled to sum to the weight, and the queries are
     * repeated.
     *
     * @param aggregate float32 {@code [height · width, height · width]}
     * @param height of the finer grid
     * @param width of the finer grid
     * @param maps float32 {@code [coarseHeight · coarseWidth, coarseHeight · coarseWidth]}
     * @param coarseHeight of the coarser grid
     * @param coarseWidth of the coarser grid
     * @param weight the sum of each map that is added
     */
    public void addUpsampledMaps(
            NDArray aggregate,
            int height,
            int width,
            NDArray maps,
            int coarseHeight,
            int coarseWidth,
            double weight) {
        long scores = atOnce ? GPU_SCORES : CPU_SCORES;
        script.call(
                        "add_upsampled_maps",
                        aggregate,
                        height,
                        width,
                        maps,
                        coarseHeight,
                        coarseWidth,
                        weight,
                        Math.max(1, scores / (coarseWidth * (long) height * width)))
                .close();
    }

    private long scoresOfHead() {
        return processor == ProcessorKind.AVX2 ? AVX2_SCORES : CPU_SCORES;
    }

    /**
     * Where the scores of a chunk of queries are made. Empty on a GPU, and if they are to be
     * multiplied by oneDNN, which makes an array of its own and is by far the faster only with
     * AVX-512.
     */
    private NDArray workspace(NDArray key, int chunk) {
        return processor == ProcessorKind.AVX2 && !atOnce
                ? script.buffer(chunk * key.getShape().get(0))
                : script.nothing();
    }

    /**
     * Chunks of one size, but for what does not divide: a last one of a few queries would be
     * multiplied in another way with other numbers of threads, and so be rounded otherwise.
     */
    private int queriesAtATime(NDArray key, int heads) {
        long scores = atOnce ? GPU_SCORES / heads : scoresOfHead();
        long tokens = key.getShape().get(0);
        long most = Math.max(1, scores / tokens);
        long chunks = (tokens + most - 1) / most;
        return (int) ((tokens + chunks - 1) / chunks);
    }
}
