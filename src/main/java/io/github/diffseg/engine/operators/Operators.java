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
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.EngineException;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.TorchEngine;

/**
 * The tensor operators of the networks, as PyTorch kernels that DJL's NDArray does not offer (group
 * norm, SiLU, chunked attention with its head mean…). They are TorchScript methods beside this
 * class ({@link OperatorScript}); each result belongs to the manager of the first argument.
 *
 * <p>Images and feature maps are {@code [1, channels, height, width]} with channels last in memory,
 * tokens {@code [height · width, channels]}: one is a view of the other. Weights may be narrower
 * than the input (float16 as stored): they are widened for the time of the call.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Operators implements AutoCloseable {

    /** Scores of one head at a time: 8 MB of float32 stay in the cache. */
    private static final long CPU_SCORES = 1L << 21;

    /** The same without AVX-512, where half of it is faster (docs/benchmarks.md). */
    private static final long AVX2_SCORES = 1L << 20;

    /** Scores of all heads at a time; fewer would leave a GPU idle between two kernels. */
    public static final long GPU_SCORES = 1L << 26;

    /** Of a feed-forward's widest array: 16 MB of float32 are allocated without page faults. */
    private static final long CPU_ELEMENTS = 1L << 22;

    /** The same on a GPU: half a gigabyte of float16. */
    private static final long GPU_ELEMENTS = 1L << 28;

    private final ScriptCalls script;
    private final Convolutions convolutions;
    private final ProcessorKind processor;

    /** Whether large steps are fast, as on a GPU, not those that fit a processor's cache. */
    private final boolean atOnce;

    /**
     * Starts the engine and loads the operators of a device.
     *
     * @param device where the arguments will be
     * @throws EngineException if the engine does not start or does not accept the operators
     */
    public Operators(ComputeDevice device) {
        this(device, device.isGpu(), null);
    }

    /** For tests: the operators of a GPU compute on the processor, too. */
    Operators(ComputeDevice device, boolean atOnce) {
        this(device, atOnce, null);
    }

    /** For tests: what suits one kind of processor computes on each. */
    Operators(ComputeDevice device, ProcessorKind processor) {
        this(device, device.isGpu(), processor);
    }

    private Operators(ComputeDevice device, boolean atOnce, ProcessorKind supposed) {
        TorchEngine.start();
        this.atOnce = atOnce;
        script = new ScriptCalls(device, atOnce);
        processor = supposed == null ? ProcessorKind.of(script.text("cpu_capability")) : supposed;
        convolutions = new Convolutions(script, processor, atOnce);
    }

    /**
     * Tells of each operator from now on.
     *
     * @param observer who is told, or null for nobody
     */
    public void observe(OperatorObserver observer) {
        script.observe(observer);
    }

    /**
     * Announces a weight that is stored narrower than the networks compute, so that there is a
     * buffer to widen it into.
     *
     * @param elements of the weight
     */
    public void announceNarrowWeight(long elements) {
        script.enlargeBuffer(elements);
    }

    /**
     * Lets a GPU round the factors of float32 convolutions to float16's digits (TF32), for networks
     * that compute in less than float32 but for the range of a part of them.
     */
    public void allowRoundedConvolutions() {
        convolutions.allowRounding();
    }

    /**
     * {@return how many tokens are best computed at a time, where each is on its own}
     *
     * @param width of the widest array that a token takes
     */
    public long tokensAtATime(long width) {
        return Math.max(1, (atOnce ? GPU_ELEMENTS : CPU_ELEMENTS) / width);
    }

    /**
     * {@return x as float32}
     *
     * @param x of any type
     */
    public NDArray widen(NDArray x) {
        return script.call("widen", x);
    }

    /**
     * {@return x in that precision}
     *
     * @param x of any type
     * @param precision of the result
     */
    public NDArray convert(NDArray x, ComputePrecision precision) {
        return script.call("convert", x, precision.torchType());
    }

    /**
     * {@return {@code [1, count, height, width]}, a view}
     *
     * @param x {@code [1, channels, height, width]}
     * @param count how many channels to keep
     */
    public NDArray firstChannels(NDArray x, int count) {
        return script.call("first_channels", x, count);
    }

    /**
     * {@return {@code [at most to - from, channels]}, a view}
     *
     * @param x {@code [n, channels]}
     * @param from first row
     * @param to one past the last row; may lie beyond the end
     */
    public NDArray rows(NDArray x, long from, long to) {
        return script.call("rows", x, from, to);
    }

    /**
     * {@return the same with channels last in memory}
     *
     * @param x {@code [1, channels, height, width]}
     */
    public NDArray channelsLast(NDArray x) {
        return script.call("channels_last", x);
    }

    /**
     * {@return {@code [1, out, …, …]}}
     *
     * @param x {@code [1, in, height, width]}
     * @param weight {@code [out, in, k, k]}
     * @param bias {@code [out]}
     * @param stride in both directions
     * @param padding zeros on all four sides
     */
    public NDArray convolution(NDArray x, NDArray weight, NDArray bias, int stride, int padding) {
        return convolutions.convolution(x, weight, bias, stride, padding);
    }

    /**
     * {@return {@code [1, channels, height + 1, width + 1]}, zeros added on the right and at the
     * bottom}
     *
     * @param x {@code [1, channels, height, width]}
     */
    public NDArray padRightAndBottom(NDArray x) {
        return script.call("pad_right_and_bottom", x);
    }

    /**
     * {@return {@code [1, channels, height, width]}, each value the nearest of x}
     *
     * @param x {@code [1, channels, …, …]}
     * @param height of the result
     * @param width of the result
     */
    public NDArray upsampleNearest(NDArray x, long height, long width) {
        return script.call("upsample_nearest", x, height, width);
    }

    /**
     * {@return {@code [1, a + b, height, width]}}
     *
     * @param x {@code [1, a, height, width]}
     * @param y {@code [1, b, height, width]}
     */
    public NDArray concatenateChannels(NDArray x, NDArray y) {
        return script.call("concatenate_channels", x, y);
    }

    /**
     * {@return {@code [height · width, channels]}, a view where x has its channels last}
     *
     * @param x {@code [1, channels, height, width]}
     */
    public NDArray tokens(NDArray x) {
        return script.call("tokens", x);
    }

    /**
     * {@return {@code [1, channels, height, width]}, a view}
     *
     * @param tokens {@code [height · width, channels]}
     * @param height of the grid
     * @param width of the grid
     */
    public NDArray fromTokens(NDArray tokens, long height, long width) {
        return script.call("from_tokens", tokens, height, width);
    }

    /**
     * {@return {@code [n, out]}}
     *
     * @param x {@code [n, in]}
     * @param weight {@code [out, in]}
     * @param bias {@code [out]}
     */
    public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return script.call("linear", x, weight, bias, script.buffer());
    }

    /**
     * {@return {@code [n, out]}}
     *
     * @param x {@code [n, in]}
     * @param weight {@code [out, in]}
     */
    public NDArray linear(NDArray x, NDArray weight) {
        return script.call("linear_without_bias", x, weight, script.buffer());
    }

    /**
     * Group norm whose sums are exact to float32: PyTorch's own kernel for channels last loses two
     * digits on large maps.
     *
     * @param x {@code [1, channels, height, width]}
     * @param weight {@code [channels]}
     * @param bias {@code [channels]}
     * @param groups that divide the channels
     * @param epsilon added to the variance
     * @return the shape of x
     */
    public NDArray groupNorm(NDArray x, NDArray weight, NDArray bias, int groups, double epsilon) {
        return script.call(normMethod(), x, weight, bias, groups, epsilon, false);
    }

    /**
     * {@link #groupNorm} followed by SiLU.
     *
     * @param x {@code [1, channels, height, width]}
     * @param weight {@code [channels]}
     * @param bias {@code [channels]}
     * @param groups that divide the channels
     * @param epsilon added to the variance
     * @return the shape of x
     */
    public NDArray groupNormSilu(
            NDArray x, NDArray weight, NDArray bias, int groups, double epsilon) {
        return script.call(normMethod(), x, weight, bias, groups, epsilon, true);
    }

    /**
     * {@link #groupNormSilu} followed by a convolution that keeps the size. On large maps the
     * normed map never exists as a whole.
     *
     * @param x {@code [1, in, height, width]}
     * @param normWeight {@code [in]}
     * @param normBias {@code [in]}
     * @param groups that divide the channels
     * @param epsilon added to the variance
     * @param weight {@code [out, in, k, k]}, k odd
     * @param bias {@code [out]}
     * @return {@code [1, out, height, width]}
     */
    public NDArray groupNormSiluConvolution(
            NDArray x,
            NDArray normWeight,
            NDArray normBias,
            int groups,
            double epsilon,
            NDArray weight,
            NDArray bias) {
        if (convolutions.takesNormInTiles(x, weight)) {
            try (NDArray norm = groupMoments(x, normWeight, normBias, groups, epsilon)) {
                return convolutions.ofNormed(x, norm, weight, bias);
            }
        }
        try (NDArray activated = groupNormSilu(x, normWeight, normBias, groups, epsilon)) {
            return convolution(activated, weight, bias, 1, Convolutions.padding(weight));
        }
    }

    /**
     * {@link #groupNormSiluConvolution} whose result is added to another map, in place.
     *
     * @param target {@code [1, out, height, width]}, changed
     * @param x {@code [1, in, height, width]}
     * @param normWeight {@code [in]}
     * @param normBias {@code [in]}
     * @param groups that divide the channels
     * @param epsilon added to the variance
     * @param weight {@code [out, in, k, k]}, k odd
     * @param bias {@code [out]}
     */
    public void addGroupNormSiluConvolution(
            NDArray target,
            NDArray x,
            NDArray normWeight,
            NDArray normBias,
            int groups,
            double epsilon,
            NDArray weight,
            NDArray bias) {
        if (convolutions.takesNormInTiles(x, weight)) {
            try (NDArray norm = groupMoments(x, normWeight, normBias, groups, epsilon)) {
                convolutions.addOfNormed(target, x, norm, weight, bias);
            }
            return;
        }
        try (NDArray result =
                groupNormSiluConvolution(x, normWeight, normBias, groups, epsilon, weight, bias)) {
            addInPlace(target, result);
        }
    }

    /**
     * {@return {@code [n, channels]}}
     *
     * @param x {@code [n, channels]}
     * @param weight {@code [channels]}
     * @param bias {@code [channels]}
     * @param epsilon added to the variance
     */
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        return script.call("layer_norm", x, weight, bias, epsilon);
    }

    /**
     * {@return x · sigmoid(x)}
     *
     * @param x of any shape
     */
    public NDArray silu(NDArray x) {
        return script.call("silu", x);
    }

    /**
     * {@return x · Φ(x), with the error function}
     *
     * @param x of any shape
     */
    public NDArray gelu(NDArray x) {
        return script.call("gelu", x);
    }

    /**
     * {@return x · sigmoid(1.702 x)}
     *
     * @param x of any shape
     */
    public NDArray quickGelu(NDArray x) {
        return script.call("quick_gelu", x);
    }

    /**
     * {@return x + y}
     *
     * @param x of any shape
     * @param y of the same shape
     */
    public NDArray add(NDArray x, NDArray y) {
        return script.call("add", x, y);
    }

    /**
     * Adds in place. (The engine runs the operators in inference mode, and refuses to change their
     * results outside of them.)
     *
     * @param x changed
     * @param y of the same shape, or one that broadcasts to it
     */
    public void addInPlace(NDArray x, NDArray y) {
        script.call("add_in_place", x, y).close();
    }

    /**
     * {@return (x + shift) · scale}
     *
     * @param x of any shape
     * @param shift added first
     * @param scale multiplied with then
     */
    public NDArray shiftAndScale(NDArray x, double shift, double scale) {
        return script.call("shift_and_scale", x, shift, scale);
    }

    /**
     * {@return {@code [n, c]}: value · gelu(gate)}
     *
     * @param x {@code [n, 2 c]}: value, then gate
     */
    public NDArray gatedGelu(NDArray x) {
        return script.call("gated_gelu", x);
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
    public NDArray attention(NDArray query, NDArray key, NDArray value, int heads, boolean causal) {
        return script.call("attention", query, key, value, heads, causal);
    }

    /**
     * {@link #attention} with one head, fast also where it is wide.
     *
     * @param query {@code [n, d]}
     * @param key {@code [m, d]}
     * @param value {@code [m, d]}
     * @return {@code [n, d]}
     */
    public NDArray attentionOfOneHead(NDArray query, NDArray key, NDArray value) {
        int chunk = queriesAtATime(key, 1);
        return script.call(
                "attention_of_one_head", query, key, value, chunk, workspace(key, chunk));
    }

    /**
     * {@link #attention} of tokens to themselves that adds the mean of its heads' maps to a total,
     * a chunk of queries at a time, so that the maps of all heads never exist at once.
     *
     * @param query {@code [n, heads · d]}
     * @param key {@code [n, heads · d]}
     * @param value {@code [n, heads · d]}
     * @param heads number of heads
     * @param total float32 {@code [n, n]}, changed in place
     * @return {@code [n, heads · d]}
     */
    public NDArray attentionWithHeadMean(
            NDArray query, NDArray key, NDArray value, int heads, NDArray total) {
        int chunk = queriesAtATime(key, heads);
        String method = atOnce ? "attention_with_head_mean_at_once" : "attention_with_head_mean";
        return script.call(method, query, key, value, heads, chunk, total, workspace(key, chunk));
    }

    /**
     * The map of {@link #attentionWithHeadMean} alone.
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

    /**
     * Waits until an array is computed, so that time can be taken: a GPU works behind the caller's
     * back.
     *
     * @param x not empty
     */
    public void await(NDArray x) {
        if (x.getDevice().isGpu()) {
            try (NDArray one = script.call("first_element", x)) {
                Scope.floats(one);
            }
        }
    }

    @Override
    public void close() {
        script.close();
    }

    /** For each channel, what the norm multiplies it with and adds to it. */
    private NDArray groupMoments(
            NDArray x, NDArray weight, NDArray bias, int groups, double epsilon) {
        return script.call("group_moments", x, weight, bias, groups, epsilon);
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

    private String normMethod() {
        return atOnce ? "group_norm_at_once" : "group_norm";
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
