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

package io.github.diffseg.download;

import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for what the network does, but not longer than the user wants: a connection that stalls
 * cannot be woken, so it waits on a thread of its own, which is left to its time limit.
 */
final class Patience implements AutoCloseable {

    private static final long CANCEL_CHECK_MILLISECONDS = 50;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    work -> {
                        Thread daemon = new Thread(work, "DiffSeg download");
                        daemon.setDaemon(true);
                        return daemon;
                    });
    private final Progress progress;

    Patience(Progress progress) {
        this.progress = progress;
    }

    /**
     * {@return what it returns}
     *
     * @param work that may wait for long
     * @throws IOException if the work throws it
     * @throws CancellationException as soon as the progress is cancelled
     */
    <T> T await(Callable<T> work) throws IOException {
        Future<T> result = thread.submit(work);
        while (true) {
            progress.checkCancelled();
            try {
                return result.get(CANCEL_CHECK_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Looks whether it is still wanted
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            } catch (ExecutionException e) {
                throw thrown(e.getCause());
            }
        }
    }

    private static IOException thrown(Throwable cause) {
        if (cause instanceof IOException failure) {
            return failure;
        }
        if (cause instanceof Error fault) {
            throw fault;
        }
        throw (RuntimeException) cause;
    }

    /**
     * Ends the waiting and leaves the thread to itself.
     *
     * @param last done on the thread when what it waits for has ended; nobody waits for it
     */
    void closeAfter(Runnable last) {
        thread.execute(last);
        thread.shutdown();
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
