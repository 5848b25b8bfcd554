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

/**
 * The matrices of Winograd's convolutions F(e x e, 3 x 3) (Lavin and Gray, CVPR 2016, section 4).
 *
 * <p>In one dimension e results of a kernel g of three elements on e + 2 inputs d are Aᵀ[(G g) ⊙
 * (Bᵀ d)], where the rows of G and Bᵀ and the columns of Aᵀ belong to interpolation points. The
 * second point is 1, so the second column of Aᵀ is ones: what is added to the second product is
 * added to each result.
 */
enum TileTransform {

    /**
     * 4 x 4 results with 36 products, by the points 0, 1, -1, 1/2 and -2: against the usual 0, ±1,
     * ±2 they lose a third of the digits' error (Barabasz et al., ACM TOMS 2020).
     */
    FOUR(
            new float[][] {
                {1, 1, 1, 1, 1, 0},
                {0, 1, -1, 1f / 2, -2, 0},
                {0, 1, 1, 1f / 4, 4, 0},
                {0, 1, -1, 1f / 8, -8, 1}
            },
            new float[][] {
                {1, 0, 0},
                {1f / 3, 1f / 3, 1f / 3},
                {-1f / 3, 1f / 3, -1f / 3},
                {-16f / 15, -8f / 15, -4f / 15},
                {1f / 15, -2f / 15, 4f / 15},
                {0, 0, 1}
            },
            new float[][] {
                {1, -3f / 2, -2, 3f / 2, 1, 0},
                {0, -1, 1f / 2, 5f / 2, 1, 0},
                {0, 1, -5f / 2, 1f / 2, 1, 0},
                {0, -2, -1, 2, 1, 0},
                {0, 1f / 2, -1, -1f / 2, 1, 0},
                {0, 1, -3f / 2, -2, 3f / 2, 1}
            }),

    /**
     * 6 x 6 results with 64 products, by the points 0, ±1, ±2 and ±1/2: a fifth fewer products for
     * a result, and three times the rounding errors of {@link #FOUR} (docs/benchmarks.md).
     */
    SIX(
            new float[][] {
                {1, 1, 1, 1, 1, 1, 1, 0},
                {0, 1, -1, 2, -2, 1f / 2, -1f / 2, 0},
                {0, 1, 1, 4, 4, 1f / 4, 1f / 4, 0},
                {0, 1, -1, 8, -8, 1f / 8, -1f / 8, 0},
                {0, 1, 1, 16, 16, 1f / 16, 1f / 16, 0},
                {0, 1, -1, 32, -32, 1f / 32, -1f / 32, 1}
            },
            new float[][] {
                {-1, 0, 0},
                {-2f / 9, -2f / 9, -2f / 9},
                {-2f / 9, 2f / 9, -2f / 9},
                {1f / 90, 1f / 45, 2f / 45},
                {1f / 90, -1f / 45, 2f / 45},
                {32f / 45, 16f / 45, 8f / 45},
                {32f / 45, -16f / 45, 8f / 45},
                {0, 0, 1}
            },
            new float[][] {
                {-1, 0, 21f / 4, 0, -21f / 4, 0, 1, 0},
                {0, 1, 1, -17f / 4, -17f / 4, 1, 1, 0},
                {0, -1, 1, 17f / 4, -17f / 4, -1, 1, 0},
                {0, 1f / 2, 1f / 4, -5f / 2, -5f / 4, 2, 1, 0},
                {0, -1f / 2, 1f / 4, 5f / 2, -5f / 4, -2, 1, 0},
                {0, 2, 4, -5f / 2, -5, 1f / 2, 1, 0},
                {0, -2, 4, 5f / 2, -5, -1f / 2, 1, 0},
                {0, -1, 0, 21f / 4, 0, -21f / 4, 0, 1}
            });

    private final float[][] fromTile;
    private final float[][] kernelToTile;
    private final float[][] toTile;

    TileTransform(float[][] fromTile, float[][] kernelToTile, float[][] toTile) {
        this.fromTile = fromTile;
        this.kernelToTile = kernelToTile;
        this.toTile = toTile;
    }

    /** {@return the results of a tile in one dimension} */
    int results() {
        return fromTile.length;
    }

    /** {@return the pixels that a tile sees, and its products, in one dimension} */
    int pixels() {
        return toTile.length;
    }

    /** {@return Aᵀ, from products to results} */
    float[][] fromTile() {
        return fromTile;
    }

    /** {@return G, from a kernel of three elements to factors} */
    float[][] kernelToTile() {
        return kernelToTile;
    }

    /** {@return Bᵀ, from pixels to factors} */
    float[][] toTile() {
        return toTile;
    }
}
