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

package io.github.diffseg.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Seconds of the counted runs of one stage. */
final class Timing {

    private final String stage;
    private final List<Double> seconds = new ArrayList<>();

    Timing(String stage) {
        this.stage = stage;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    void add(double value) {
        seconds.add(value);
    }

    /** Runs and adds its time. */
    <T> T time(Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        add((System.nanoTime() - begin) / 1e9);
        return result;
    }

    /**
     * @return the middle of the counted runs, in seconds
     */
    double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** A row of the table. */
    void print() {
        List<Double> sorted = sorted();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f | %s |%n",
                stage,
                median(),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                peakResident());
    }

    private List<Double> sorted() {
        return seconds.stream().sorted().toList();
    }

    private static String peakResident() {
        long peak = ResidentMemory.peak();
        return peak == ResidentMemory.UNKNOWN
                ? "not told by this system"
                : Long.toString(peak >> 20);
    }
}
