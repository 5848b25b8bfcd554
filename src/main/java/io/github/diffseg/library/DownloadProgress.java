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

package io.github.diffseg.library;

import io.github.diffseg.download.DownloadListener;
import io.github.diffseg.progress.DurationText;
import io.github.diffseg.progress.Progress;
import java.util.Locale;

/** Tells how much of a whole model has arrived, and how long the rest will take. */
final class DownloadProgress {

    private static final double MEGABYTE = 1e6;
    private static final double NANOS = 1e9;
    private static final long BETWEEN_NANOS = 200_000_000;

    /** Before that the speed says nothing. */
    private static final double SECONDS_TO_KNOW = 1;

    private final String name;
    private final long total;
    private final Progress progress;
    private final long begin = System.nanoTime();
    private long last = begin - BETWEEN_NANOS;
    private long before;
    private long atBegin = -1;

    DownloadProgress(String name, long total, Progress progress) {
        this.name = name;
        this.total = total;
        this.progress = progress;
    }

    /** For the next file. */
    DownloadListener of(String path) {
        return new DownloadListener() {
            @Override
            public void arrived(long bytes) {
                tell(before + bytes);
            }

            @Override
            public void checking(double fraction) {
                if (isTime()) {
                    progress.report(name + ": checking " + path, fraction(before));
                }
            }
        };
    }

    /** A file is there as a whole. */
    void finished(long bytes) {
        before += bytes;
    }

    private void tell(long arrived) {
        if (atBegin < 0) {
            // What earlier runs have loaded says nothing of the speed
            atBegin = arrived;
        }
        if (isTime() || arrived >= total) {
            progress.report(step(arrived, (System.nanoTime() - begin) / NANOS), fraction(arrived));
        }
    }

    private String step(long arrived, double seconds) {
        String text =
                String.format(
                        Locale.ROOT,
                        "%s: %.0f of %.0f MB",
                        name,
                        arrived / MEGABYTE,
                        total / MEGABYTE);
        long loaded = arrived - atBegin;
        return seconds < SECONDS_TO_KNOW || loaded <= 0 || arrived >= total
                ? text
                : text + ", " + DurationText.of((total - arrived) * seconds / loaded) + " left";
    }

    private boolean isTime() {
        long now = System.nanoTime();
        boolean time = now - last >= BETWEEN_NANOS;
        if (time) {
            last = now;
        }
        return time;
    }

    private double fraction(long arrived) {
        return total == 0 ? 0 : Math.min(1, arrived / (double) total);
    }
}
