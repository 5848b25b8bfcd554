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

/**
 * How much native memory a model takes for one image, beside its weights: the larger of what the
 * VAE encoder's first block and what the attention tensors need. Within a fifth of what was
 * measured (docs/benchmarks.md).
 */
public final class MemoryEstimate {

    private static final long FLOAT = Float.BYTES;

    /** The residual layer's input, its norm, its hidden state and its result are alive at once. */
    private static final long FEATURE_MAPS_OF_A_RESNET = 4;

    /** The finest layer's own tensors, the widened weights of a layer, the engine's own buffers. */
    private static final long CONSTANT = 400L << 20;

    private final VaeConfig vae;
    private final UnetConfig unet;

    /**
     * @param vae the encoder's shape
     * @param unet the UNet's shape
     */
    public MemoryEstimate(VaeConfig vae, UnetConfig unet) {
        this.vae = vae;
        this.unet = unet;
    }

    /**
     * @param height of the network's input, in pixels
     * @param width of the network's input, in pixels
     * @return bytes
     */
    public long bytes(int height, int width) {
        long pixels = (long) height * width;
        long encoder = FEATURE_MAPS_OF_A_RESNET * vae.channels()[0] * pixels * FLOAT;
        return CONSTANT + Math.max(encoder, attentionBytes(pixels));
    }

    /** One total for each resolution, and the enlarged maps of the second while they are added. */
    private long attentionBytes(long pixels) {
        int latentFactor = vae.downsampling() * vae.downsampling();
        long bytes = 0;
        long finest = 0;
        for (int level = 0; level < unet.blocks(); level++) {
            if (!attends(level)) {
                continue;
            }
            long cells = pixels / latentFactor >> (2 * level);
            if (finest == 0) {
                finest = cells;
            } else if (bytes == finest * finest * FLOAT) {
                bytes += cells * finest * FLOAT;
            }
            bytes += cells * cells * FLOAT;
        }
        return bytes;
    }

    private boolean attends(int level) {
        boolean coarsest = level == unet.blocks() - 1;
        return unet.downAttends()[level]
                || unet.upAttends()[unet.blocks() - 1 - level]
                || coarsest && unet.middle() == UnetConfig.Middle.WITH_ATTENTION;
    }
}
