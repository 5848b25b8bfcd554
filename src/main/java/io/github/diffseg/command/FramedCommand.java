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

import io.github.diffseg.command.dialog.CommandFailure;
import io.github.diffseg.command.dialog.MessageDialog;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.service.TaskProgress;
import java.io.IOException;
import org.scijava.app.StatusService;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.task.TaskService;

/**
 * The frame of all commands that work for a while: progress in the bars, cancelling, and a failure
 * as a sentence. It has no parameters that a dialog would show before those of the command.
 */
abstract class FramedCommand extends ContextCommand {

    @Parameter private TaskService taskService;

    @Parameter private StatusService statusService;

    @Parameter private LogService log;

    /**
     * {@return how it ended, for the status bar}
     *
     * @param progress told of each step; may cancel
     * @throws IOException if a file cannot be used; the message is one sentence
     */
    abstract String work(Progress progress) throws IOException;

    /** {@return whether the user wants no result any more} */
    boolean isUnwanted() {
        return isCanceled();
    }

    @Override
    public void run() {
        TaskProgress progress =
                new TaskProgress(
                        taskService.createTask("DiffSeg"), statusService, this::isUnwanted);
        String outcome = "DiffSeg: stopped";
        try {
            outcome = "DiffSeg: " + work(progress);
        } catch (IOException e) {
            report(new UserException(e.getMessage(), e));
        } catch (RuntimeException | OutOfMemoryError e) {
            report(e);
        } finally {
            progress.finish(outcome);
        }
    }

    final void report(Throwable failure) {
        new CommandFailure(this, log).report(failure);
    }

    /** Reports a failure after the command has ended, when nobody else shows the reason. */
    final void reportLate(Throwable failure) {
        report(failure);
        String reason = getCancelReason();
        if (reason != null && !reason.isEmpty()) {
            MessageDialog.show(reason);
        }
    }

    final LogService log() {
        return log;
    }
}
