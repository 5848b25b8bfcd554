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
import io.github.diffseg.progress.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What the layers of a UNet share during one evaluation. */
final class UnetPass {

    private static final String STEP = "UNet";

    private final NDArray activatedTime;
    private final SelfAttentionSink sink;
    private final CrossAttentionSink crossAttentionSink;
    private final Progress progress;
    private final int layers;
    private final Deque<NDArray> skips = new ArrayDeque<>();
    private int layersDone;

    /**
     * Begins a pass.
     *
     * @param activatedTime {@code [1, timeWidth]}, the timestep's embedding after SiLU
     * @param sink takes the self-attention maps, or null if they are not wanted
     * @param crossAttentionSink takes the queries of the cross-attentions
     * @param layers how many layers the pass will run, for the progress
     */
    UnetPass(
            NDArray activatedTime,
            SelfAttentionSink sink,
            CrossAttentionSink crossAttentionSink,
            Progress progress,
            int layers) {
        this.activatedTime = activatedTime;
        this.sink = sink;
        this.crossAttentionSink = crossAttentionSink;
        this.progress = progress;
        this.layers = layers;
    }

    NDArray activatedTime() {
        return activatedTime;
    }

    Optional<SelfAttentionSink> sink() {
        return Optional.ofNullable(sink);
    }

    CrossAttentionSink crossAttentionSink() {
        return crossAttentionSink;
    }

    /** Keeps a feature map of the way down for the way up. */
    void pushSkip(NDArray x) {
        skips.push(x);
    }

    NDArray popSkip() {
        return skips.pop();
    }

    NDArray peekSkip() {
        return skips.peek();
    }

    void checkCancelled() {
        progress.checkCancelled();
    }

    /** To be called before each layer: tells the progress, and ends the pass if it is cancelled. */
    void beginLayer() {
        progress.checkCancelled();
        progress.report(STEP, Math.min(1, (double) layersDone / layers));
        layersDone++;
    }
}
