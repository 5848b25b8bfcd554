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

import ij.IJ;
import io.github.diffseg.progress.Progress;
import java.util.function.BooleanSupplier;
import org.scijava.app.StatusService;
import org.scijava.task.Task;

/**
 * Shows progress in SciJava's task and status bars, and takes cancellation from them and from Esc.
 */
public final class TaskProgress implements Progress {

    private static final int PERCENT = 100;

    private final Task task;
    private final StatusService statusService;
    private final BooleanSupplier commandIsCancelled;

    /**
     * Begins the task, and forgets an Esc of before.
     *
     * @param task not yet started
     * @param statusService shows the steps, too
     * @param commandIsCancelled a third way to cancel, beside the task's own and Esc
     */
    public TaskProgress(
            Task task, StatusService statusService, BooleanSupplier commandIsCancelled) {
        this.task = task;
        this.statusService = statusService;
        this.commandIsCancelled = commandIsCancelled;
        IJ.resetEscape();
        task.setProgressMaximum(PERCENT);
        task.start();
    }

    @Override
    public void report(String step, double fraction) {
        int percent = (int) Math.round(PERCENT * fraction);
        task.setStatusMessage(step);
        task.setProgressValue(percent);
        statusService.showStatus(percent, PERCENT, "DiffSeg: " + step);
    }

    @Override
    public boolean isCancelled() {
        return task.isCanceled() || commandIsCancelled.getAsBoolean() || IJ.escapePressed();
    }

    /**
     * Takes the task off the bars.
     *
     * @param message how it ended, left in the status bar
     */
    public void finish(String message) {
        task.finish();
        statusService.showStatus(PERCENT, PERCENT, message);
        statusService.clearStatus();
        statusService.showStatus(message);
    }
}
