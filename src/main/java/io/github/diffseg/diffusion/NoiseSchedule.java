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

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.StoredModel;

/**
 * How much noise there is at each timestep: that of Stable Diffusion 1.x, 2.x and XL, whose square
 * roots of β grow evenly (diffusers: scaled_linear) from √0.00085 to √0.012 in 1,000 steps.
 *
 * <p>There is no other, for a result says by which model it was made, and what a scheduler's
 * configuration says is not part of the model's hash.
 */
final class NoiseSchedule {

    private static final int STEPS = 1000;
    private static final double BETA_START = 0.00085;
    private static final double BETA_END = 0.012;
    private static final String KIND = "scaled_linear";

    private NoiseSchedule() {}

    /**
     * {@return ᾱ, the part of the image in the variance: the product of 1 − β up to the timestep}
     *
     * @param timestep in [0, 999]
     */
    static double imagePart(int timestep) {
        double product = 1;
        for (int i = 0; i <= timestep; i++) {
            double root =
                    Math.sqrt(BETA_START)
                            + (Math.sqrt(BETA_END) - Math.sqrt(BETA_START)) * i / (STEPS - 1);
            product *= 1 - root * root;
        }
        return product;
    }

    /**
     * Refuses a model that says it was trained with other noise; one that says nothing has this.
     *
     * @throws ModelException naming the field and its value
     */
    static void require(StoredModel model) {
        model.schedulerConfig()
                .ifPresent(
                        config -> {
                            require(model, config, "beta_schedule", "\"" + KIND + "\"");
                            require(model, config, "beta_start", BETA_START);
                            require(model, config, "beta_end", BETA_END);
                            require(model, config, "num_train_timesteps", (double) STEPS);
                        });
    }

    private static void require(
            StoredModel model, JsonObject config, String field, Object expected) {
        JsonElement said = config.get(field);
        boolean isNumber =
                said != null && said.isJsonPrimitive() && said.getAsJsonPrimitive().isNumber();
        Object value = isNumber ? (Object) said.getAsDouble() : String.valueOf(said);
        if (said != null && !expected.equals(value)) {
            throw new ModelException(
                    "noise is true, but "
                            + model.name()
                            + " was trained with other noise than Stable Diffusion:"
                            + " scheduler/scheduler_config.json says "
                            + field
                            + " "
                            + said
                            + ", not "
                            + expected
                            + "; leave noise out, or choose another model");
        }
    }
}
