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

package io.github.diffseg.command;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.command.dialog.HasDialog;
import io.github.diffseg.command.dialog.LeastNumberWidget;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.service.OpenModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.scijava.plugin.Parameter;

/**
 * The frame of the commands that work with a model, and the parameters that all of them have.
 *
 * <p>SciJava lists the parameters of a superclass first; the dialog has the order of {@link
 * #dialog}.
 */
abstract class ModelCommand extends FramedCommand implements HasDialog {

    @Parameter private OpenModels openModels;

    @Parameter(
            label = SettingTexts.WORKING_SIZE,
            min = "0",
            max = SettingTexts.WORKING_SIZE_MOST,
            stepSize = "64",
            persist = false,
            style = LeastNumberWidget.RECOMMENDED,
            description = SettingTexts.WORKING_SIZE_MEANS)
    private int working_size;

    @Parameter(
            label = "Device",
            choices = {"auto", "cpu", "gpu", "gpu:1", "gpu:2", "gpu:3"},
            persist = false,
            description = ParameterTexts.DEVICE)
    private String device = "auto";

    @Parameter(
            label = "Precision",
            choices = {ComputePrecision.AUTOMATIC, "float32", "bfloat16", "float16"},
            persist = false,
            description = ParameterTexts.PRECISION)
    private String precision = ComputePrecision.AUTOMATIC;

    /** What a command does with an opened model. */
    @FunctionalInterface
    interface ModelWork<T> {

        /**
         * Works with a model.
         *
         * @param diffSeg the model, open as long as this works
         * @param opening how long the command waited for it
         * @throws IOException if a file cannot be used; the message is one sentence
         */
        T with(DiffSeg diffSeg, Duration opening) throws IOException;
    }

    /**
     * {@return the settings among the parameters, of this class and of its subclasses; all else is
     * left to the model}
     *
     * @throws UserException if a value is out of its range
     */
    final SettingsRequest settings() {
        return SettingFields.of(this);
    }

    /**
     * Works with a model, which is opened unless it is open.
     *
     * @param model as the parameter of that name
     * @param progress told how far the opening is; may cancel
     * @param work that needs it
     * @return what the work returns
     * @throws UserException if the model or a file cannot be used
     */
    final <T> T withModel(String model, Progress progress, ModelWork<T> work) {
        try {
            return openModels.use(
                    model,
                    device,
                    precision,
                    progress,
                    (diffSeg, opening) -> {
                        try {
                            return work.with(diffSeg, opening);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw new UserException(e.getCause().getMessage(), e.getCause());
        }
    }
}
