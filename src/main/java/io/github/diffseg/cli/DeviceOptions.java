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
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.device.DeviceChoice;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.progress.Progress;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that say where and in which number format networks compute, shared by all commands. */
final class DeviceOptions {

    @Option(
            names = "--device",
            defaultValue = "auto",
            description =
                    "auto (a GPU if there is one that computes rightly), cpu, gpu or"
                            + " gpu:N. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(
            names = "--precision",
            defaultValue = ComputePrecision.AUTOMATIC,
            description =
                    "automatic (float32 on the processor, float16 on a GPU), float32,"
                            + " bfloat16 or float16. Default: ${DEFAULT-VALUE}.")
    private String precision;

    /**
     * Refuses values that no machine could use.
     *
     * @throws picocli.CommandLine.ParameterException if a value is right on no machine
     */
    void check(CommandSpec spec) {
        WrongUsage.refuse(spec, ComputeDevice.refusal(device));
        WrongUsage.refuse(spec, ComputePrecision.refusal(precision, device));
    }

    String device() {
        return device;
    }

    String precision() {
        return precision;
    }

    /**
     * {@return what opens models there, to be closed by the caller}
     *
     * @throws io.github.diffseg.engine.EngineException if there is no such device, or it does not
     *     compute so
     */
    BiFunction<StoredModel, Progress, DiffSeg> opener() {
        ComputeDevice computeDevice = DeviceChoice.of(device);
        NetworkPrecision networkPrecision =
                NetworkPrecision.of(ComputePrecision.of(precision, computeDevice));
        return (folder, progress) ->
                DiffSeg.open(folder, computeDevice, networkPrecision, progress);
    }
}
