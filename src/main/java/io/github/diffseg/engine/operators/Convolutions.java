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
import java.util.EnumMap;
import java.util.Map;

/**
 * Which way a convolution goes, by the shapes and the kind of processor: in one kernel, as a
 * product of columns, or by tiles (docs/benchmarks.md). Shapes are those of {@link Operators}.
 */
final class Convolutions {

    /**
     * Up to this many pixels of the result a convolution is a matrix product of columns
     * (docs/benchmarks.md).
     */
    private static final long SMALL_MAP = 256;

    /** The same where the kernels are {@link #LARGE_KERNELS}. */
    private static final long SMALL_MAP_OF_LARGE_KERNELS = 1024;

    /** Input times output channels, above which the native convolution reorders too much. */
    private static final long LARGE_KERNELS = 1280 * 640;

    private final ScriptCalls script;
    private final ProcessorKind processor;

    /** Whether large steps are fast, as on a GPU. */
    private final boolean atOnce;

    private final Map<TileTransform, TileConvolution> tiles = new EnumMap<>(TileTransform.class);

    private boolean rounded;

    Convolutions(ScriptCalls script, ProcessorKind processor, boolean atOnce) {
        this.script = script;
        this.processor = processor;
        this.atOnce = atOnce;
    }

    /** See {@link Operators#allowRoundedConvolutions}. */
    void allowRounding() {
        rounded = true;
    }

    NDArray convolution(NDArray x, NDArray weight, NDArray bias, int stride, int padding) {
        if (atOnce) {
            return script.call(
                    "convolution_at_once",
                    x,
                    weight,
                    bias,
                    stride,
                    padding,
                    rounded,
                    script.buffer());
        }
        if (TilePlan.pays(processor, x, weight, stride, padding)) {
            return byTiles(x, script.nothing(), weight, bias, script.nothing());
        }
        if (isOfPoints(weight, stride, padding)) {
            return script.call("convolution_of_points", x, weight, bias, script.buffer());
        }
        long pixels = x.getShape().get(2) * x.getShape().get(3) / stride / stride;
        long kernels = weight.getShape().get(0) * weight.getShape().get(1);
        long smallMap = kernels >= LARGE_KERNELS ? SMALL_MAP_OF_LARGE_KERNELS : SMALL_MAP;
        String method = pixels <= smallMap ? "convolution_by_columns" : "convolution";
        return script.call(method, x, weight, bias, stride, padding, script.buffer());
    }

    /**
     * {@return whether a normed map of this convolution, which keeps the size, need not exist as a
     * whole}
     */
    boolean takesNormInTiles(NDArray x, NDArray weight) {
        return !atOnce && TilePlan.pays(processor, x, weight, 1, padding(weight));
    }

    /**
     * Convolves what is normed and activated on the way.
     *
     * @param norm a factor and a summand for each channel of x, before SiLU
     */
    NDArray ofNormed(NDArray x, NDArray norm, NDArray weight, NDArray bias) {
        return byTiles(x, norm, weight, bias, script.nothing());
    }

    /**
     * {@link #ofNormed}, added to a map in place.
     *
     * @param target changed
     */
    void addOfNormed(NDArray target, NDArray x, NDArray norm, NDArray weight, NDArray bias) {
        byTiles(x, norm, weight, bias, target).close();
    }

    /** {@return zeros on all four sides that keep the size} */
    static int padding(NDArray weight) {
        return (int) weight.getShape().get(2) / 2;
    }

    /**
     * Whether each pixel is on its own: a product with its channels. The native convolution of this
     * kind rounds in an order that depends on the number of threads.
     */
    private static boolean isOfPoints(NDArray weight, int stride, int padding) {
        return weight.getShape().get(2) == 1 && stride == 1 && padding == 0;
    }

    private NDArray byTiles(NDArray x, NDArray norm, NDArray weight, NDArray bias, NDArray target) {
        TilePlan plan = TilePlan.of(processor, x, weight);
        TileConvolution matrices =
                tiles.computeIfAbsent(
                        plan.transform(),
                        transform ->
                                new TileConvolution(script.manager(), transform, plan.inSteps()));
        return script.call(
                plan.inSteps() ? "convolution_by_tiles_in_steps" : "convolution_by_tiles",
                x,
                norm,
                weight,
                bias,
                target,
                matrices.toTiles(),
                matrices.kernelToTiles(),
                matrices.fromTiles(),
                plan.rows(),
                plan.results(),
                script.buffer(plan.workspace()));
    }
}
