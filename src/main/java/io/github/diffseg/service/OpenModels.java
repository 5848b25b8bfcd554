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

package io.github.diffseg.service;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.device.DeviceChoice;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.progress.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.scijava.service.SciJavaService;

/**
 * Keeps the model that was used last open, so that the next image does not wait for it. One whose
 * files have changed since is opened again.
 */
public interface OpenModels extends SciJavaService {

    /**
     * Works with a model. One piece of work at a time: another one waits, so that no model is
     * closed while it is used.
     *
     * @param <T> what comes of it
     * @param model a model as {@link ModelChoice#open} takes it
     * @param device where it shall run
     * @param precision in which number format
     * @param progress told how far the opening is; cancelling ends the waiting too
     * @param work is given the opened model, which stays this service's
     * @return what the work returns
     * @throws io.github.diffseg.model.ModelException if there is no such model or it cannot be used
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    <T> T use(
            String model,
            ComputeDevice device,
            ComputePrecision precision,
            Progress progress,
            Function<DiffSeg, T> work);

    /**
     * Starts the engine and works with a model, as parameters of commands and scripts name it.
     *
     * @param <T> what comes of it
     * @param model a model as {@link ModelChoice#open} takes it
     * @param device as {@link DeviceChoice#of} takes it
     * @param precision as {@link ComputePrecision#of} takes it
     * @param progress told how far the opening is; may cancel
     * @param work is given the opened model, and how long it took to have it
     * @return what the work returns
     * @throws io.github.diffseg.failure.UserException if a parameter is none or cannot be used here
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    default <T> T use(
            String model,
            String device,
            String precision,
            Progress progress,
            BiFunction<DiffSeg, Duration, T> work) {
        Instant begin = Instant.now();
        TorchEngine.start(progress);
        ComputeDevice computeDevice = DeviceChoice.of(device);
        return use(
                model,
                computeDevice,
                ComputePrecision.of(precision, computeDevice),
                progress,
                diffSeg -> work.apply(diffSeg, Duration.between(begin, Instant.now())));
    }

    /** Closes the model that is open, after the work that uses it; the next use opens one again. */
    void release();
}
