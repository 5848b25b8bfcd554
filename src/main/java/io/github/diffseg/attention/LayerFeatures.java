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

package io.github.diffseg.attention;

import ai.djl.ndarray.NDArray;

/**
 * What a layer of the network makes of each cell of its grid. Of a self-attention: what it gives
 * before the residual.
 *
 * @param layer its path in the model, such as {@code
 *     "mid_block.attentions.0.transformer_blocks.0.attn1"}, or {@link #LATENT}
 * @param values float32 {@code [height · width, channels]}
 * @param height of the layer's grid
 * @param width of the layer's grid
 */
public record LayerFeatures(String layer, NDArray values, int height, int width) {

    /** In place of a path: what the encoder makes of the picture. */
    public static final String LATENT = "latent";

    private static final String WAY_DOWN = "down_blocks.";

    /** {@return the same for every place, in place of these, which are closed} */
    LayerFeatures indifferent() {
        NDArray same = values.getManager().ones(values.getShape(), values.getDataType());
        values.close();
        return new LayerFeatures(layer, same, height, width);
    }

    boolean isOnTheWayDown() {
        return layer.startsWith(WAY_DOWN);
    }

    /** Whether the other is of the same way (down, middle, up) and the same grid. */
    boolean isInPlaceOf(LayerFeatures other) {
        return height == other.height && width == other.width && way().equals(other.way());
    }

    private String way() {
        int end = layer.indexOf('.');
        return end < 0 ? layer : layer.substring(0, end).replaceAll("_blocks?$", "");
    }
}
