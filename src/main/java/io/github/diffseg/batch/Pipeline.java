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

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Three stages, in order: while one item is computed, the next is read and the last is written. At
 * most three are on their way, since images can be large; where several are computed at a time, two
 * more than those, and one that waits, so that no computing thread does.
 *
 * @param <T> an item, with what the stages make of it
 */
final class Pipeline<T> {

    /** Does something to an item; what it throws ends the pipeline. */
    @FunctionalInterface
    interface Stage<T> {
        void process(T item) throws IOException;
    }

    private static final Logger LOG = System.getLogger(Pipeline.class.getName());

    private final Stage<T> read;
    private final Stage<T> compute;
    private final Stage<T> write;
    private final int atATime;
    private final Runnable beginOfThread;

    /**
     * Puts three stages in a row.
     *
     * @param read runs in a thread of its own
     * @param compute runs in the caller's thread
     * @param write runs in a thread of its own
     */
    Pipeline(Stage<T> read, Stage<T> compute, Stage<T> write) {
        this(read, compute, write, 1, () -> {});
    }

    /**
     * As {@link #Pipeline(Stage, Stage, Stage)}, but several items are computed at a time.
     *
     * @param atATime how many; if they are more than one, each in a thread of its own
     * @param beginOfThread what each of those threads does before its first item
     */
    Pipeline(Stage<T> read, Stage<T> compute, Stage<T> write, int atATime, Runnable beginOfThread) {
        this.read = read;
        this.compute = compute;
        this.write = write;
        this.atATime = atATime;
        this.beginOfThread = beginOfThread;
    }

    /**
     * Whatever ends it, what has been computed is written.
     *
     * @throws IOException as a stage does
     * @throws CancellationException if the thread is interrupted, or a stage throws it
     */
    void run(Iterator<T> items) throws IOException {
        ExecutorService reader = threads("DiffSeg batch reader", 1, () -> {});
        ExecutorService writer = threads("DiffSeg batch writer", 1, () -> {});
        try {
            if (atATime == 1) {
                oneByOne(items, reader, writer);
            } else {
                sideBySide(items, reader, writer);
            }
        } finally {
            reader.shutdownNow();
            writer.shutdown();
            awaitEnd(writer);
        }
    }

    private void oneByOne(Iterator<T> items, ExecutorService reader, ExecutorService writer)
            throws IOException {
        Deque<Future<T>> reading = new ArrayDeque<>();
        Deque<Future<T>> writing = new ArrayDeque<>();
        submit(reader, read, items, reading);
        while (!reading.isEmpty()) {
            T item = await(reading.remove());
            submit(reader, read, items, reading);
            compute.process(item);
            writeAfterLast(item, writer, writing);
        }
        awaitAll(writing);
    }

    private void sideBySide(Iterator<T> items, ExecutorService reader, ExecutorService writer)
            throws IOException {
        ExecutorService computers = threads("DiffSeg batch", atATime, beginOfThread);
        Deque<Future<T>> reading = new ArrayDeque<>();
        Deque<Future<T>> computing = new ArrayDeque<>();
        Deque<Future<T>> writing = new ArrayDeque<>();
        try {
            submit(reader, read, items, reading);
            while (!reading.isEmpty() || !computing.isEmpty()) {
                while (!reading.isEmpty() && computing.size() <= atATime) {
                    computing.add(submit(computers, compute, await(reading.remove())));
                    submit(reader, read, items, reading);
                }
                writeAfterLast(await(computing.remove()), writer, writing);
            }
            awaitAll(writing);
        } finally {
            computers.shutdown();
            // What has not begun does not, what has is written if it is computed
            computing.removeIf(future -> future.cancel(false));
            for (Future<T> begun : computing) {
                writeIfComputed(begun, writer);
            }
        }
    }

    /** What fails here comes after the failure that ends the pipeline, which is told. */
    private void writeIfComputed(Future<T> begun, ExecutorService writer) {
        try {
            submit(writer, write, begun.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "Not computed, since the batch ends", e.getCause());
        }
    }

    private void writeAfterLast(T item, ExecutorService writer, Deque<Future<T>> writing)
            throws IOException {
        if (!writing.isEmpty()) {
            await(writing.remove());
        }
        writing.add(submit(writer, write, item));
    }

    private static <T> void awaitAll(Deque<Future<T>> futures) throws IOException {
        while (!futures.isEmpty()) {
            await(futures.remove());
        }
    }

    private static <T> void submit(
            ExecutorService thread, Stage<T> stage, Iterator<T> items, Deque<Future<T>> submitted) {
        if (items.hasNext()) {
            submitted.add(submit(thread, stage, items.next()));
        }
    }

    private static <T> Future<T> submit(ExecutorService thread, Stage<T> stage, T item) {
        return thread.submit(
                () -> {
                    stage.process(item);
                    return item;
                });
    }

    private static ExecutorService threads(String name, int count, Runnable begin) {
        return Executors.newFixedThreadPool(
                count,
                task -> {
                    Runnable all =
                            () -> {
                                begin.run();
                                task.run();
                            };
                    Thread thread = new Thread(all, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The batch was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof CancellationException cause) {
                throw cause;
            }
            throw new IllegalStateException("The batch failed: " + e.getCause(), e.getCause());
        }
    }

    private static void awaitEnd(ExecutorService executor) {
        try {
            executor.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
