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
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of one resolution: residual layers, each followed by a transformer if there are any.
 */
abstract class ResolutionStage implements UnetStage {

    private final List<ResnetBlock> resnets = new ArrayList<>();
    private final List<SpatialTransformer> transformers = new ArrayList<>();

    final void add(ResnetBlock resnet) {
        resnets.add(resnet);
    }

    final void add(SpatialTransformer transformer) {
        transformers.add(transformer);
    }

    /** Runs a residual layer; x is closed unless it is kept as a skip. */
    abstract NDArray residual(ResnetBlock resnet, NDArray x, UnetPass pass);

    /** Is told the result of each layer. */
    abstract void afterLayer(NDArray x, UnetPass pass);

    @Override
    public NDArray forward(NDArray x, UnetPass pass) {
        return layers(x, resnets.size(), pass);
    }

    @Override
    public final void record(NDArray x, UnetPass pass) {
        int last = resnets.size() - 1;
        NDArray hidden = layers(x, last, pass);
        pass.beginLayer();
        try (NDArray residual = residual(resnets.get(last), hidden, pass)) {
            transformers.get(last).record(residual, pass);
        }
    }

    @Override
    public final boolean attends() {
        return !transformers.isEmpty();
    }

    @Override
    public final int layers() {
        return resnets.size();
    }

    private NDArray layers(NDArray x, int count, UnetPass pass) {
        NDArray hidden = x;
        for (int j = 0; j < count; j++) {
            pass.beginLayer();
            hidden = residual(resnets.get(j), hidden, pass);
            if (attends()) {
                try (NDArray residual = hidden) {
                    hidden = transformers.get(j).forward(residual, pass);
                }
            }
            afterLayer(hidden, pass);
        }
        return hidden;
    }
}
