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

package io.github.diffseg.manager;

import io.github.diffseg.progress.Progress;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.SwingUtilities;

/** Work of a window on a thread of its own; all that is told of it happens on the event thread. */
final class WindowTask<T> implements Progress, Runnable {

    private final Function<Progress, T> work;
    private final Consumer<T> then;
    private final Consumer<Throwable> failed;
    private final Runnable ended;
    private final BiConsumer<String, Double> told;
    private volatile boolean cancelled;

    /**
     * Prepares to work; nothing runs yet.
     *
     * @param work gets a progress that is cancelled when this is
     * @param then gets the result
     * @param failed gets what went wrong; a cancelled task has not failed
     * @param ended called in any case, before these
     * @param told gets the steps
     */
    WindowTask(
            Function<Progress, T> work,
            Consumer<T> then,
            Consumer<Throwable> failed,
            Runnable ended,
            BiConsumer<String, Double> told) {
        this.work = work;
        this.then = then;
        this.failed = failed;
        this.ended = ended;
        this.told = told;
    }

    WindowTask<T> start() {
        Thread thread = new Thread(this, "DiffSeg models");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void run() {
        try {
            T result = work.apply(this);
            end(() -> then.accept(result));
        } catch (CancellationException e) {
            end(() -> {});
        } catch (RuntimeException | Error e) {
            end(() -> failed.accept(e));
        }
    }

    private void end(Runnable last) {
        SwingUtilities.invokeLater(
                () -> {
                    ended.run();
                    last.run();
                });
    }

    @Override
    public void report(String step, double fraction) {
        SwingUtilities.invokeLater(() -> told.accept(step, fraction));
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
