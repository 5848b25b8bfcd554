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
import io.github.diffseg.engine.Scope;
import java.util.Random;

/**
 * The noise with which diffusion begins: √ᾱ x + √(1 − ᾱ) ε, with ε from the standard normal
 * distribution (Ho et al., "Denoising diffusion probabilistic models", 2020, equation 4), always
 * the same for a shape.
 */
final class ForwardNoise {

    private static final long SEED = 0;

    private ForwardNoise() {}

    /**
     * Adds noise.
     *
     * @param latent {@code [1, channels, height, width]} float32; not changed
     * @param timestep in [0, 999]
     * @return the noised latent, of the same manager
     */
    static NDArray add(NDArray latent, int timestep) {
        double image = NoiseSchedule.imagePart(timestep);
        float scale = (float) Math.sqrt(1 - image);
        float[] noise = of(Math.toIntExact(latent.size()));
        for (int i = 0; i < noise.length; i++) {
            noise[i] *= scale;
        }
        return Scope.keep(
                () ->
                        latent.mul((float) Math.sqrt(image))
                                .add(latent.getManager().create(noise, latent.getShape())));
    }

    /**
     * The numbers, row by row, by the generator whose algorithm Java's specification lays down
     * ({@link Random#nextGaussian()}): the same with every device, thread, machine and Java.
     */
    static float[] of(int count) {
        Random random = new Random(SEED);
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }
}
