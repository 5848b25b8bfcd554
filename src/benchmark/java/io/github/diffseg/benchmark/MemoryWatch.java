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

import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.memory.DeviceMemory;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Watches, every few milliseconds, how much memory some work takes at most: on the processor in
 * memory that is no mapped file, on a GPU of all of its memory.
 */
final class MemoryWatch {

    private static final long INTERVAL_MS = 5;

    private final LongSupplier taken;
    private long largest;

    /**
     * @param device whose memory
     */
    MemoryWatch(ComputeDevice device) {
        taken =
                device.isGpu()
                        ? () -> DeviceMemory.total(device) - DeviceMemory.free(device)
                        : ResidentMemory::anonymous;
    }

    /**
     * @param work that takes memory
     * @return what the work gives
     */
    <T> T watch(Supplier<T> work) {
        long before = taken.getAsLong();
        Thread watcher = new Thread(() -> sample(before), "memory watch");
        watcher.setDaemon(true);
        watcher.start();
        try {
            return work.get();
        } finally {
            watcher.interrupt();
            try {
                watcher.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * @return bytes that were taken at most, beyond what there was before; negative where the
     *     system does not tell
     */
    long largest() {
        return largest;
    }

    private void sample(long before) {
        largest = taken.getAsLong() - before;
        while (!Thread.currentThread().isInterrupted()) {
            largest = Math.max(largest, taken.getAsLong() - before);
            try {
                Thread.sleep(INTERVAL_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
