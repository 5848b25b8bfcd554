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

    /** Of a feed-forward's widest array: 16 MB of float32 are allocated without page faults. */
    private static final long CPU_ELEMENTS = 1L << 22;

    /** The same on a GPU: half a gigabyte of float16. */
    private static final long GPU_ELEMENTS = 1L << 28;

    private final ScriptCalls script;
    private final Convolutions convolutions;
    private final NormOperators norms;
    private final AttentionOperators attention;

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
        ProcessorKind processor =
                supposed == null ? ProcessorKind.of(script.text("cpu_capability")) : supposed;
        convolutions = new Convolutions(script, processor, atOnce);
        norms = new NormOperators(script, convolutions, atOnce);
        attention = new AttentionOperators(script, processor, atOnce);
    }

    /** {@return norms, alone and followed by a convolution} */
    public NormOperators norms() {
        return norms;
    }

    /** {@return attention and its maps} */
    public AttentionOperators attention() {
        return attention;
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
}
