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

package io.github.diffseg.cli;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.progress.Progress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that say with which model and where, shared by the commands that use one model. */
public final class ModelOptions {

    @Option(
            names = {"-m", "--model"},
            defaultValue = ModelChoice.EMBEDDED,
            description =
                    "\"embedded\", the name of an installed model, or the path of a Stable"
                            + " Diffusion checkpoint (.safetensors) or model folder. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String name;

    @Mixin private DeviceOptions place;

    /** {@return the model, as {@link ModelChoice#open} takes it} */
    public String name() {
        return name;
    }

    /**
     * {@return where it shall run, as {@link io.github.diffseg.engine.device.DeviceChoice#of} takes
     * it}
     */
    public String device() {
        return place.device();
    }

    /**
     * {@return the number format in which the networks shall compute, as {@link
     * io.github.diffseg.engine.ComputePrecision#of} takes it}
     */
    public String precision() {
        return place.precision();
    }

    /**
     * Refuses values that no machine could use.
     *
     * @param spec of the command that was given the values
     * @throws picocli.CommandLine.ParameterException if a value is right on no machine
     */
    public void check(CommandSpec spec) {
        WrongUsage.refuse(spec, ModelChoice.refusal(name));
        place.check(spec);
    }

    DiffSeg open(Progress progress) {
        return place.opener().apply(ModelChoice.open(name), progress);
    }
}
