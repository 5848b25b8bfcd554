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
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The matrices of Winograd's convolution F(4 x 4, 3 x 3) (Lavin and Gray, CVPR 2016, section 4),
 * and when it pays.
 *
 * <p>In one dimension four results of a kernel g of three elements on six inputs d are Aᵀ[(G g) ⊙
 * (Bᵀ d)]. The interpolation points are 0, 1, -1, 1/2 and -2: against the usual 0, ±1, ±2 they lose
 * a third of the digits' error (Barabasz et al., ACM TOMS 2020). On maps as flat vectors, a
 * transform in two dimensions is the Kronecker product of the one-dimensional matrix with itself.
 * Where wide vectors make large products cheap, it is one product with that; elsewhere it takes two
 * steps, one for each dimension, with a third of the multiplications (docs/benchmarks.md).
 */
final class TileConvolution {

    /** Aᵀ, from six products to four results. */
    static final float[][] FROM_TILE = {
        {1, 1, 1, 1, 1, 0},
        {0, 1, -1, 1f / 2, -2, 0},
        {0, 1, 1, 1f / 4, 4, 0},
        {0, 1, -1, 1f / 8, -8, 1}
    };

    /** G, from a kernel of three elements to six factors. */
    static final float[][] KERNEL_TO_TILE = {
        {1, 0, 0},
        {1f / 3, 1f / 3, 1f / 3},
        {-1f / 3, 1f / 3, -1f / 3},
        {-16f / 15, -8f / 15, -4f / 15},
        {1f / 15, -2f / 15, 4f / 15},
        {0, 0, 1}
    };

    /** Bᵀ, from six inputs to six factors. */
    static final float[][] TO_TILE = {
        {1, -3f / 2, -2, 3f / 2, 1, 0},
        {0, -1, 1f / 2, 5f / 2, 1, 0},
        {0, 1, -5f / 2, 1f / 2, 1, 0},
        {0, -2, -1, 2, 1, 0},
        {0, 1f / 2, -1, -1f / 2, 1, 0},
        {0, 1, -3f / 2, -2, 3f / 2, 1}
    };

    /** Fewer take longer to begin than to compute, more do not fit the cache. */
    private static final long TILES = 256;

    /** Where the kernels' factors do not fit the cache, so that they are read less often. */
    private static final long TILES_OF_LARGE_KERNELS = 512;

    /** In steps: what the steps of a chunk give each other stays in the cache. */
    private static final long TILES_IN_STEPS = 128;

    /** Input times output channels: 18 MB of factors. */
    private static final long LARGE_KERNELS = 1L << 17;

    /** 64 MB. */
    private static final long MOST_FACTORS = 1L << 24;

    /** With fewer pixels the transform of the kernels costs what the products save. */
    private static final long SMALLEST_MAP = 1536;

    /** The same in steps; the multiplications that are spared cost more there. */
    private static final long SMALLEST_MAP_IN_STEPS = 1024;

    /** With fewer channels the transform of the tiles does. */
    private static final long FEWEST_CHANNELS = 64;

    private final boolean inSteps;
    private final NDArray toTiles;
    private final NDArray kernelToTiles;
    private final NDArray fromTiles;

    /**
     * Makes the arrays that all calls share.
     *
     * @param manager of the arrays, which live as long
     * @param processor that computes
     */
    TileConvolution(NDManager manager, ProcessorKind processor) {
        inSteps = inSteps(processor);
        toTiles = inSteps ? array(manager, TO_TILE) : squared(manager, TO_TILE);
        kernelToTiles = squared(manager, KERNEL_TO_TILE);
        fromTiles = inSteps ? array(manager, FROM_TILE) : squared(manager, FROM_TILE);
    }

    /**
     * Whether tiles are faster than the engine's own convolution, by the shapes and the kind of
     * processor alone, so that the same input takes the same way in each run (measured:
     * docs/benchmarks.md).
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
     * How to go through a map.
     *
     * @param rows of tiles at a time
     * @param results output channels at a time
     * @param workspace float32 elements that hold all intermediate arrays
     */
    record Plan(int rows, int results, long workspace) {

        /**
         * {@return chunks of some {@value TILES} or {@value TILES_OF_LARGE_KERNELS} tiles, in steps
         * of some {@value TILES_IN_STEPS}, and as many output channels as fit {@value MOST_FACTORS}
         * transformed elements of kernels}
         *
         * @param processor that computes
         * @param x {@code [1, in, height, width]}
         * @param weight {@code [out, in, 3, 3]}
         */
        static Plan of(ProcessorKind processor, NDArray x, NDArray weight) {
            long channels = weight.getShape().get(1);
            long all = (x.getShape().get(2) + 3) / 4;
            long columns = (x.getShape().get(3) + 3) / 4;
            long results = Math.min(weight.getShape().get(0), MOST_FACTORS / (36 * channels));
            long rows;
            if (inSteps(processor)) {
                long chunks = Math.max(1, Math.min(all, all * columns / TILES_IN_STEPS));
                rows = (all + chunks - 1) / chunks;
            } else {
                boolean large = channels * results >= LARGE_KERNELS;
                long tiles = large ? TILES_OF_LARGE_KERNELS : TILES;
                rows = Math.min(all, (tiles + columns - 1) / columns);
            }
            long region = 36 * rows * columns * Math.max(channels, results);
            long window = (4 * rows + 2) * (4 * columns + 2) * channels;
            long kernels = (9 + 36) * results * channels;
            return new Plan((int) rows, (int) results, 2 * region + window + kernels);
        }
    }

    /** {@return whether the transforms of maps take two steps, one for each dimension} */
    boolean inSteps() {
        return inSteps;
    }

    /** {@return {@code [36, 36]}, in steps {@code [6, 6]}: pixels of a tile to its factors} */
    NDArray toTiles() {
        return toTiles;
    }

    /** {@return {@code [36, 9]}: elements of a kernel to its factors} */
    NDArray kernelToTiles() {
        return kernelToTiles;
    }

    /** {@return {@code [16, 36]}, in steps {@code [4, 6]}: products to a tile's 4 x 4 results} */
    NDArray fromTiles() {
        return fromTiles;
    }

    /** The Kronecker product of a matrix with itself. */
    private static NDArray squared(NDManager manager, float[][] matrix) {
        int rows = matrix.length;
        int columns = matrix[0].length;
        float[] product = new float[rows * rows * columns * columns];
        int next = 0;
        for (float[] outerRow : matrix) {
            for (float[] innerRow : matrix) {
                for (float outer : outerRow) {
                    for (float inner : innerRow) {
                        product[next++] = outer * inner;
                    }
                }
            }
        }
        return kept(
                manager.create(product, new Shape((long) rows * rows, (long) columns * columns)));
    }

    private static NDArray array(NDManager manager, float[][] matrix) {
        return kept(manager.create(matrix));
    }

    /** Outlives the scope of the call. */
    private static NDArray kept(NDArray array) {
        NDScope.unregister(array);
        return array;
    }
}
