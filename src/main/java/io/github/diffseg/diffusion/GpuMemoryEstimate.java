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

import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.operators.AttentionOperators;

/**
 * How much of a GPU's memory a model takes for one image, beside its weights. There PyTorch keeps
 * what it frees in pieces that do not fit everything that follows, so what the encoder took and
 * what the attention takes add up.
 */
final class GpuMemoryEstimate extends MemoryEstimate {

    /** Small arrays, workspaces of the libraries. */
    private static final long CONSTANT = 96L << 20;

    /** Full-size feature maps of the encoder's first block. */
    private static final long MAPS_OF_THE_ENCODER = 5;

    private final VaeConfig vae;
    private final UnetConfig unet;
    private final long encoderNumber;
    private final long number;

    GpuMemoryEstimate(VaeConfig vae, UnetConfig unet, ComputePrecision compute) {
        super(vae, unet);
        this.vae = vae;
        this.unet = unet;
        number = compute == ComputePrecision.FLOAT32 ? FLOAT : Short.BYTES;
        encoderNumber =
                vae.overflowsInFloat16() && compute == ComputePrecision.FLOAT16 ? FLOAT : number;
    }

    @Override
    public long bytes(int height, int width) {
        long pixels = (long) height * width;
        long margin = vae.reachOfPadding();
        long seen = (height + margin) * (width + margin);
        long encoder = MAPS_OF_THE_ENCODER * vae.channels()[0] * seen * encoderNumber;
        return CONSTANT + encoder + attention(pixels) + scores(pixels) + aggregation(pixels);
    }

    /** Of the finest grid: scores as computed, their softmax in float32, and room for both. */
    private long scores(long pixels) {
        long cells = cells(pixels, finest());
        long all = unet.heads()[finest()] * cells * cells;
        return Math.min(all, AttentionOperators.GPU_SCORES) * (2 * number + FLOAT);
    }

    /** The keys of the second grid, enlarged to the finest one. */
    private long aggregation(long pixels) {
        int next = finest() + 1;
        return next < unet.blocks() ? cells(pixels, next) * cells(pixels, finest()) * FLOAT : 0;
    }
}
