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

package io.github.diffseg.cluster;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.device.DeviceChoice;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.progress.Progress;
import java.io.Serializable;

/**
 * With which model a job's networks compute, and how: what an executor needs to open one of its
 * own.
 *
 * @param name {@code "embedded"} or the path of a model, which all executors reach
 * @param device where the networks run
 * @param precision in which number format
 */
public record JobModel(String name, String device, String precision) implements Serializable {

    /**
     * {@return what is to be sent, with "auto" and "automatic" decided on this machine}
     *
     * @param name {@code "embedded"} or the path of a model
     * @param device as {@link DeviceChoice#of} takes it
     * @param precision as {@link ComputePrecision#of} takes it
     */
    static JobModel decided(String name, String device, String precision) {
        ComputeDevice decided = DeviceChoice.of(device);
        return new JobModel(
                name, decided.toString(), ComputePrecision.of(precision, decided).toString());
    }

    /** {@return the model's files} */
    StoredModel stored() {
        return ModelChoice.open(name);
    }

    /** {@return an opened model, to be closed by the caller} */
    DiffSeg open() {
        ComputeDevice decided = DeviceChoice.of(device);
        return DiffSeg.open(
                stored(),
                decided,
                NetworkPrecision.of(ComputePrecision.of(precision, decided)),
                Progress.NONE);
    }
}
