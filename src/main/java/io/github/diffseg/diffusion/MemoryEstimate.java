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

import java.util.Arrays;

/**
 * How much memory a model takes for one image, beside its weights: an upper bound of what the
 * process grows by from picture to labels, with 16 anchors per axis and float32 arithmetic. Its
 * factors were fitted to measured sizes from 256 to 1024 pixels (docs/benchmarks.md, {@code
 * --growth}).
 */
public class MemoryEstimate {

    static final long FLOAT = Float.BYTES;

    /** Pictures, pages of the heap that are used first, the engine's own buffers. */
    private static final long CONSTANT = 36L << 20;

    /** Full-size feature maps of the encoder's first block, as halves: 2.5 of them. */
    private static final long HALF_MAPS_OF_THE_ENCODER = 5;

    /**
     * Feature maps of a UNet level with attention: skips, residual layers, the feed-forward's
     * fourfold width and its gate, and what the allocator keeps for the next layer.
     */
    private static final long MAPS_OF_AN_ATTENDING_LEVEL = 44;

    /** The same without attention: skips and a residual layer on their concatenation. */
    private static final long MAPS_OF_A_LEVEL = 20;

    /** Lists of anchors' maps while distances to them are computed. */
    private static final long LISTS_OF_ANCHORS = 19;

    /** On each axis, in the estimate of a pass. */
    public static final int ANCHORS_PER_AXIS = 16;

    /** Chunks of maps while distances are computed: 12 arrays of 128 rows and at most 2 MB. */
    private static final long CHUNKS = 12;

    private static final long CHUNK_ROWS = 128;
    private static final long LARGEST_CHUNK = 2L << 20;

    private final VaeConfig vae;
    private final UnetConfig unet;

    /**
     * Estimates for networks of these shapes.
     *
     * @param vae the encoder's shape
     * @param unet the UNet's shape
     */
    public MemoryEstimate(VaeConfig vae, UnetConfig unet) {
        this.vae = vae;
        this.unet = unet;
    }

    /**
     * {@return how many bytes an image of this size takes at most}
     *
     * @param height of the network's input, in pixels
     * @param width of the network's input, in pixels
     */
    public long bytes(int height, int width) {
        long pixels = (long) height * width;
        long margin = vae.reachOfPadding();
        long encoder =
                HALF_MAPS_OF_THE_ENCODER
                        * vae.channels()[0]
                        * (height + margin)
                        * (width + margin)
                        * FLOAT
                        / 2;
        return CONSTANT
                + Math.max(
                        encoder,
                        attention(pixels) + widestLayer() + featureMaps(pixels) + merging(pixels));
    }

    /**
     * {@return bytes that merging from so many anchors takes; the first 16 x 16 are part of {@link
     * #bytes(int, int)}}
     *
     * @param anchors of the whole grid
     * @param cells of the attention grid
     */
    public static long merging(int anchors, int cells) {
        return LISTS_OF_ANCHORS * anchors * cells * FLOAT;
    }

    /** One total for each resolution. */
    final long attention(long pixels) {
        long bytes = 0;
        for (int level = 0; level < unet.blocks(); level++) {
            if (attends(level)) {
                long cells = cells(pixels, level);
                bytes += cells * cells * FLOAT;
            }
        }
        return bytes;
    }

    /**
     * A kernel of 3 x 3 on the concatenated maps of the widest level, widened for its call, and
     * half as much for parts of it in the engine's own order.
     */
    private long widestLayer() {
        long widest = Arrays.stream(unet.channels()).max().orElseThrow();
        return 3 * widest * widest * 9 * FLOAT;
    }

    private long featureMaps(long pixels) {
        long most = 0;
        for (int level = 0; level < unet.blocks(); level++) {
            long maps = attends(level) ? MAPS_OF_AN_ATTENDING_LEVEL : MAPS_OF_A_LEVEL;
            most = Math.max(most, maps * unet.channels()[level] * cells(pixels, level) * FLOAT);
        }
        return most;
    }

    /** The allocator does not give the network's memory back, so this comes on top. */
    private long merging(long pixels) {
        long map = cells(pixels, finest()) * FLOAT;
        return LISTS_OF_ANCHORS * ANCHORS_PER_AXIS * ANCHORS_PER_AXIS * map
                + CHUNKS * Math.min(CHUNK_ROWS * map, LARGEST_CHUNK);
    }

    /** The level of the aggregate's grid. */
    final int finest() {
        int finest = 0;
        while (finest < unet.blocks() - 1 && !attends(finest)) {
            finest++;
        }
        return finest;
    }

    final long cells(long pixels, int level) {
        long latentFactor = (long) vae.downsampling() * vae.downsampling();
        return pixels / latentFactor >> (2 * level);
    }

    final boolean attends(int level) {
        boolean coarsest = level == unet.blocks() - 1;
        return unet.downAttends()[level]
                || unet.upAttends()[unet.blocks() - 1 - level]
                || coarsest && unet.middle() == UnetConfig.Middle.WITH_ATTENTION;
    }
}
