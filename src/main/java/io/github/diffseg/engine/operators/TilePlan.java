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
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * When a convolution goes by tiles, and how it goes through its map: by the shapes and the kind of
 * processor alone, so that the same input takes the same way in each run (measured:
 * docs/benchmarks.md).
 *
 * @param transform of the tiles
 * @param inSteps whether it takes two steps, one for each dimension
 * @param rows of tiles at a time
 * @param results output channels at a time
 * @param workspace float32 elements that hold all intermediate arrays
 */
record TilePlan(TileTransform transform, boolean inSteps, int rows, int results, long workspace) {

    /** Fewer take longer to begin than to compute, more do not fit the cache. */
    private static final long TILES = 256;

    /** Where the kernels' factors do not fit the cache, so that they are read less often. */
    private static final long TILES_OF_LARGE_KERNELS = 512;

    /** In steps, as many tiles as channels within these limits: square products are fastest. */
    private static final long FEWEST_TILES_IN_STEPS = 128;

    private static final long MOST_TILES_IN_STEPS = 512;

    /** In steps: 128 MB, about what the largest weight of Stable Diffusion 1.x takes anyway. */
    private static final long MOST_WORKSPACE = 1L << 25;

    /** Input times output channels: 18 MB of factors. */
    private static final long LARGE_KERNELS = 1L << 17;

    /** 64 MB. */
    private static final long MOST_FACTORS = 1L << 24;

    /** With fewer pixels the transform of the kernels costs what the products save. */
    private static final long SMALLEST_MAP = 1536;

    /** The same in steps; the multiplications that are spared cost more there. */
    private static final long SMALLEST_MAP_IN_STEPS = 1024;

    /** With fewer pixels larger kernels' factors cost what {@link TileTransform#SIX} saves. */
    private static final long SMALLEST_MAP_OF_SIX = 16384;

    /** With fewer channels the transform of the tiles does. */
    private static final long FEWEST_CHANNELS = 64;

    /**
     * Whether tiles are faster than the engine's own convolution.
     *
     * @param processor that computes
     * @param x {@code [1, in, height, width]}
     * @param weight {@code [out, in, k, k]}
     * @param stride in both directions
     * @param padding zeros on all four sides
     * @return never for other kernels than 3 x 3, other numbers than float32 and other devices than
     *     the processor
     */
    static boolean pays(
            ProcessorKind processor, NDArray x, NDArray weight, int stride, int padding) {
        Shape map = x.getShape();
        Shape kernel = weight.getShape();
        long smallest = inSteps(processor) ? SMALLEST_MAP_IN_STEPS : SMALLEST_MAP;
        return !x.getDevice().isGpu()
                && x.getDataType() == DataType.FLOAT32
                && stride == 1
                && padding == 1
                && kernel.get(2) == 3
                && kernel.get(3) == 3
                && Math.min(kernel.get(0), kernel.get(1)) >= FEWEST_CHANNELS
                && map.get(2) * map.get(3) >= smallest;
    }

    private static boolean inSteps(ProcessorKind processor) {
        return processor == ProcessorKind.AVX2;
    }

    /**
     * {@return the plan of a convolution}
     *
     * @param processor that computes
     * @param x {@code [1, in, height, width]}
     * @param weight {@code [out, in, 3, 3]}
     */
    static TilePlan of(ProcessorKind processor, NDArray x, NDArray weight) {
        return inSteps(processor) ? inSteps(x, weight) : atOnce(x, weight);
    }

    /** Some {@value TILES} or {@value TILES_OF_LARGE_KERNELS} tiles at a time. */
    private static TilePlan atOnce(NDArray x, NDArray weight) {
        long channels = weight.getShape().get(1);
        long all = (x.getShape().get(2) + 3) / 4;
        long columns = (x.getShape().get(3) + 3) / 4;
        long results = Math.min(weight.getShape().get(0), MOST_FACTORS / (36 * channels));
        boolean large = channels * results >= LARGE_KERNELS;
        long tiles = large ? TILES_OF_LARGE_KERNELS : TILES;
        long rows = Math.min(all, (tiles + columns - 1) / columns);
        long region = 36 * rows * columns * Math.max(channels, results);
        long window = (4 * rows + 2) * (4 * columns + 2) * channels;
        long kernels = (9 + 36) * results * channels;
        return new TilePlan(
                TileTransform.FOUR,
                false,
                (int) rows,
                (int) results,
                2 * region + window + kernels);
    }

    /** Chunks of equal size, as large as the workspace allows if not as large as is best. */
    private static TilePlan inSteps(NDArray x, NDArray weight) {
        long height = x.getShape().get(2);
        long width = x.getShape().get(3);
        long channels = weight.getShape().get(1);
        TileTransform transform =
                height * width >= SMALLEST_MAP_OF_SIX ? TileTransform.SIX : TileTransform.FOUR;
        int side = transform.results();
        long all = (height + side - 1) / side;
        long columns = (width + side - 1) / side;
        long products = (long) transform.pixels() * transform.pixels();
        long results = Math.min(weight.getShape().get(0), MOST_FACTORS / (products * channels));
        long tiles = Math.max(FEWEST_TILES_IN_STEPS, Math.min(channels, MOST_TILES_IN_STEPS));
        long chunks = Math.max(1, Math.min(all, all * columns / tiles));
        long rows = (all + chunks - 1) / chunks;
        long workspace = workspace(transform, rows, columns, channels, results);
        while (rows > 1 && workspace > MOST_WORKSPACE) {
            chunks++;
            rows = (all + chunks - 1) / chunks;
            workspace = workspace(transform, rows, columns, channels, results);
        }
        return new TilePlan(transform, true, (int) rows, (int) results, workspace);
    }

    /** Elements of all that {@code tiles_in_steps.py} keeps. */
    private static long workspace(
            TileTransform transform, long rows, long columns, long channels, long results) {
        int side = transform.results();
        int pixels = transform.pixels();
        long tiles = rows * columns;
        long factors = pixels * pixels * tiles * channels;
        long second =
                Math.max(
                        pixels * pixels * tiles * Math.max(channels, results),
                        9 * channels * results);
        long along = side * pixels * tiles * results;
        long window = (side * rows + 2) * (side * columns + 2) * channels;
        return factors + second + along + window + pixels * pixels * channels * results;
    }
}
