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

package io.github.diffseg.batch;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.engine.NotEnoughMemoryException;
import io.github.diffseg.imagej.PlaneSegmenter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** Segmenters for images side by side, each with the model opened for itself. */
final class Workers implements AutoCloseable {

    private final List<DiffSeg> opened = new ArrayList<>();
    private final BlockingQueue<PlaneSegmenter> idle;

    /** Read by images side by side, written by one that needs the memory of all. */
    private final ReadWriteLock memory = new ReentrantReadWriteLock(true);

    private final boolean shared;

    /**
     * Opens the model as often as it is missing.
     *
     * @param first an opened model; stays the caller's
     * @param modelParameter how users name it
     * @param count how many images there are at a time
     */
    Workers(DiffSeg first, String modelParameter, int count) {
        idle = new ArrayBlockingQueue<>(count);
        shared = count > 1;
        idle.add(new PlaneSegmenter(first, modelParameter, Duration.ZERO));
        try {
            for (int i = 1; i < count; i++) {
                DiffSeg another = first.another();
                opened.add(another);
                idle.add(new PlaneSegmenter(another, modelParameter, Duration.ZERO));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Does work with one of the segmenters. Where the memory does not suffice for it beside other
     * images, it is done again when they are through.
     *
     * @throws CancellationException if the thread is interrupted while it waits
     */
    <T> T with(Function<PlaneSegmenter, T> work) {
        try {
            return with(work, memory.readLock());
        } catch (NotEnoughMemoryException | OutOfMemoryError e) {
            if (!shared) {
                throw e;
            }
            return with(work, memory.writeLock());
        }
    }

    private <T> T with(Function<PlaneSegmenter, T> work, Lock lock) {
        lock.lock();
        try {
            PlaneSegmenter segmenter = take();
            try {
                return work.apply(segmenter);
            } finally {
                idle.add(segmenter);
            }
        } finally {
            lock.unlock();
        }
    }

    private PlaneSegmenter take() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The batch was interrupted");
        }
    }

    /** Closes what was opened here. */
    @Override
    public void close() {
        opened.forEach(DiffSeg::close);
    }
}
