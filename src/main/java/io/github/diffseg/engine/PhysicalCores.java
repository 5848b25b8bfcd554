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

package io.github.diffseg.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processor cores of this process, where two threads of one core count once: a second thread
 * only fights for the core's arithmetic units.
 *
 * @param root of the file system, which tells on Linux which threads share a core
 * @param threads that this process may run at a time, as Java counts them
 */
record PhysicalCores(Path root, int threads) {

    private static final String ALLOWED = "Cpus_allowed_list:";

    static PhysicalCores ofThisProcess() {
        return new PhysicalCores(Path.of("/"), Runtime.getRuntime().availableProcessors());
    }

    /**
     * {@return how many there are, at most {@code threads}; that where the system does not tell}
     */
    int count() {
        try {
            List<String> cores = allowed().mapToObj(this::siblings).distinct().toList();
            // A share of a machine's time may be fewer threads than the cores it can be spent on
            return cores.isEmpty() || cores.contains("")
                    ? threads
                    : Math.min(threads, cores.size());
        } catch (IOException | NumberFormatException e) {
            // No Linux, or one that hides its processors
            return threads;
        }
    }

    /** Job schedulers and containers give a process some of the processors, not the first ones. */
    private IntStream allowed() throws IOException {
        return Files.readAllLines(root.resolve("proc/self/status")).stream()
                .filter(line -> line.startsWith(ALLOWED))
                .flatMap(line -> Stream.of(line.substring(ALLOWED.length()).strip().split(",")))
                .flatMapToInt(PhysicalCores::range);
    }

    /** Of "4" or "0-3". */
    private static IntStream range(String text) {
        String[] ends = text.split("-");
        return IntStream.rangeClosed(
                Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    /** The threads that share a core, or nothing where the system does not tell. */
    private String siblings(int processor) {
        Path file =
                root.resolve(
                        "sys/devices/system/cpu/cpu"
                                + processor
                                + "/topology/thread_siblings_list");
        try {
            return Files.isReadable(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
