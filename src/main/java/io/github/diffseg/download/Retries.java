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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often, and after which time, what failed for now is tried again.
 *
 * @param most tries after the first; after that many without any progress the failure counts
 * @param first how long to wait before the first of them; each further wait is twice as long
 * @param longest a server that asks to wait longer than this is not waited for
 */
public record Retries(int most, Duration first, Duration longest) {

    /** What people wait for. */
    public static final Retries STANDARD =
            new Retries(4, Duration.ofSeconds(1), Duration.ofMinutes(2));

    /** The first failure counts. */
    public static final Retries NONE = new Retries(0, Duration.ZERO, Duration.ZERO);

    private static final long CANCEL_CHECK_MILLISECONDS = 50;

    /** A piece of work that may fail for now. */
    @FunctionalInterface
    public interface Work<T> {

        /**
         * {@return what comes of it}
         *
         * @throws IOException if it fails
         */
        T run() throws IOException;
    }

    /**
     * {@return what the work returns}
     *
     * @param work to be done once with success
     * @param progress may cancel, also while this waits
     * @throws IOException the last failure
     */
    public <T> T of(Work<T> work, Progress progress) throws IOException {
        for (int failures = 0; ; failures++) {
            try {
                return work.run();
            } catch (IOException e) {
                pause(e, failures, progress);
            }
        }
    }

    /**
     * Waits before the next try, or ends the trying.
     *
     * @param failure that of the last try
     * @param failures how many there were before it without progress
     * @param progress may cancel
     * @throws IOException the failure, if there shall be no further try
     */
    void pause(IOException failure, int failures, Progress progress) throws IOException {
        if (failures >= most || !passes(failure)) {
            throw failure;
        }
        Duration wait = first.multipliedBy(1L << failures);
        if (failure instanceof HttpStatusException refusal) {
            Optional<Duration> asked = refusal.wait(Instant.now());
            if (asked.isPresent() && asked.get().compareTo(longest) > 0) {
                throw new IOException(
                        failure.getMessage()
                                + " and asks to wait "
                                + asked.get().toSeconds()
                                + " s; run it again then: it goes on where it stopped",
                        failure);
            }
            wait = asked.orElse(wait);
        }
        sleep(wait, progress);
    }

    /** A refusal for good, a full disk or a wrong content would only fail again. */
    private static boolean passes(IOException failure) {
        return failure instanceof HttpStatusException refusal
                ? refusal.passes()
                : failure instanceof BrokenOffException
                        || failure instanceof java.net.SocketException
                        || failure instanceof java.net.SocketTimeoutException;
    }

    private static void sleep(Duration wait, Progress progress) throws IOException {
        Instant end = Instant.now().plus(wait);
        while (Instant.now().isBefore(end)) {
            progress.checkCancelled();
            try {
                long rest = Duration.between(Instant.now(), end).toMillis();
                Thread.sleep(Math.max(1, Math.min(rest, CANCEL_CHECK_MILLISECONDS)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }
}
