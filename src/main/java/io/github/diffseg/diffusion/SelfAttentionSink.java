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

/** Takes the self-attention maps of a pass as the network makes them. */
public interface SelfAttentionSink {

    /**
     * Called once for each self-attention, in the order of the pass.
     *
     * @param layer the attention's path in the model, e.g. {@code
     *     "mid_block.attentions.0.transformer_blocks.0.attn1"}
     * @param height of the layer's grid
     * @param width of the layer's grid
     * @return float32 {@code [height · width, height · width]} on the network's device, to which
     *     the mean of the heads' maps is added; a row is a query, and each row of a map sums to 1
     */
    NDArray totalFor(String layer, int height, int width);

    /**
     * Called after {@link #totalFor} for each self-attention but the last of the pass, of which
     * nothing beyond its map is computed.
     *
     * @param layer as above
     * @param height of the layer's grid
     * @param width of the layer's grid
     * @param output {@code [height · width, channels]} in the network's number format, before the
     *     residual; to be copied if it shall be kept
     */
    default void output(String layer, int height, int width, NDArray output) {}
}
