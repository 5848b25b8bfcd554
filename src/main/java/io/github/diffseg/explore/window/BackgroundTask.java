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

package io.github.diffseg.explore.window;

import ij.IJ;
import io.github.diffseg.progress.Progress;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.SwingUtilities;

/**
 * One kind of work that takes longer than a frame, one at a time: a new task cancels the one
 * before. Used on the event thread, where all but the work itself happens, too.
 */
public final class BackgroundTask implements AutoCloseable {

    private final boolean shown;
    private Task<?> current;

    /**
     * Prepares to work; nothing runs yet.
     *
     * @param shown whether ImageJ's progress bar tells of it
     */
    public BackgroundTask(boolean shown) {
        this.shown = shown;
    }

    /**
     * Starts to work.
     *
     * @param work gets a progress that is cancelled when this task is
     * @param then gets the result, unless cancelled
     * @param discard gets the result if it came too late
     * @param fail gets what went wrong, in the work or with the result, unless cancelled
     */
    public <T> void start(
            Function<Progress, T> work,
            Consumer<T> then,
            Consumer<T> discard,
            Consumer<Throwable> fail) {
        close();
        Task<T> task = new Task<>(work, then, discard, fail);
        current = task;
        Thread thread = new Thread(task, "DiffSeg background");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return whether a task has neither ended nor been cancelled} */
    public boolean isRunning() {
        return current != null;
    }

    /** Cancels what runs. */
    @Override
    public void close() {
        if (current != null) {
            current.cancelled = true;
            end();
        }
    }

    private void end() {
        current = null;
        if (shown) {
            IJ.showProgress(1.0);
        }
    }

    private final class Task<T> implements Progress, Runnable {

        private final Function<Progress, T> work;
        private final Consumer<T> then;
        private final Consumer<T> discard;
        private final Consumer<Throwable> fail;
        private volatile boolean cancelled;

        Task(
                Function<Progress, T> work,
                Consumer<T> then,
                Consumer<T> discard,
                Consumer<Throwable> fail) {
            this.work = work;
            this.then = then;
            this.discard = discard;
            this.fail = fail;
        }

        @Override
        public void run() {
            try {
                checkCancelled();
                T result = work.apply(this);
                SwingUtilities.invokeLater(() -> finish(result));
            } catch (CancellationException e) {
                SwingUtilities.invokeLater(this::leave);
            } catch (RuntimeException | Error e) {
                SwingUtilities.invokeLater(() -> fail(e));
            }
        }

        private void finish(T result) {
            if (cancelled) {
                discard.accept(result);
                return;
            }
            leave();
            try {
                then.accept(result);
            } catch (RuntimeException | Error e) {
                fail.accept(e);
            }
        }

        private void fail(Throwable failure) {
            // Once cancelled, what it worked on may have been closed under it
            if (!cancelled) {
                leave();
                fail.accept(failure);
            }
        }

        private void leave() {
            if (current == this) {
                end();
            }
        }

        @Override
        public void report(String step, double fraction) {
            if (shown && !cancelled) {
                IJ.showProgress(fraction);
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
