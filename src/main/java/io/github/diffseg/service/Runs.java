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

import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.progress.Progress;
import java.util.function.Function;
import org.scijava.app.StatusService;
import org.scijava.task.TaskService;

/** Shows the work of scripts in SciJava's task and status bars, from where it can be cancelled. */
final class Runs {

    private final TaskService taskService;
    private final StatusService statusService;

    Runs(TaskService taskService, StatusService statusService) {
        this.taskService = taskService;
        this.statusService = statusService;
    }

    /**
     * {@return what it returns}
     *
     * @param work is given the progress; cancelled by the bars, Esc, or an interrupt of this thread
     */
    <T> T run(Function<Progress, T> work) {
        Interrupts interrupts = new Interrupts();
        interrupts.seen();
        TaskProgress progress =
                new TaskProgress(
                        taskService.createTask("DiffSeg"), statusService, interrupts::seen);
        String outcome = "DiffSeg: stopped";
        try {
            T result = work.apply(interrupts.before(progress));
            outcome =
                    result instanceof ImageResult segmented
                            ? "DiffSeg: " + segmented.outcome()
                            : "DiffSeg: done";
            return result;
        } finally {
            progress.finish(outcome);
            interrupts.restore();
        }
    }

    /**
     * Takes note of an interrupt of the calling thread before an event of SciJava does, which would
     * log it as an error and forget it.
     */
    private static final class Interrupts {

        private final Thread caller = Thread.currentThread();
        private volatile boolean seen;

        boolean seen() {
            if (Thread.currentThread() == caller && Thread.interrupted()) {
                seen = true;
            }
            return seen;
        }

        Progress before(Progress progress) {
            return new Progress() {
                @Override
                public void report(String step, double fraction) {
                    seen();
                    progress.report(step, fraction);
                }

                @Override
                public boolean isCancelled() {
                    return progress.isCancelled();
                }
            };
        }

        void restore() {
            if (seen) {
                caller.interrupt();
            }
        }
    }
}
