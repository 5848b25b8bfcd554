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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PipelineTest {

    /** Each stage waits for the two others to have begun: one after the other, none would end. */
    @Test
    void theNextIsReadAndTheLastIsWrittenWhileOneIsComputed() throws IOException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch computing = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        List<CountDownLatch> all = List.of(reading, computing, writing);
        new Pipeline<Integer>(
                        item -> meet(item == 3, reading, all),
                        item -> meet(item == 2, computing, all),
                        item -> meet(item == 1, writing, all))
                .run(Stream.of(1, 2, 3).iterator());
    }

    private static void meet(boolean here, CountDownLatch own, List<CountDownLatch> all)
            throws IOException {
        if (!here) {
            return;
        }
        own.countDown();
        for (CountDownLatch other : all) {
            try {
                assertTrue(other.await(30, TimeUnit.SECONDS), "the others don't run meanwhile");
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Test
    void atMostThreeAreOnTheirWayInOrder() throws IOException {
        AtomicInteger under = new AtomicInteger();
        List<Integer> most = Collections.synchronizedList(new ArrayList<>());
        List<Integer> written = Collections.synchronizedList(new ArrayList<>());
        new Pipeline<Integer>(
                        item -> most.add(under.incrementAndGet()),
                        item -> {},
                        item -> {
                            written.add(item);
                            under.decrementAndGet();
                        })
                .run(IntStream.range(0, 1000).iterator());
        assertEquals(IntStream.range(0, 1000).boxed().toList(), written);
        assertTrue(Collections.max(most) <= 3, () -> "at most " + Collections.max(most));
    }

    @Test
    void whatIsComputedIsWrittenWhateverFails() {
        List<Integer> written = Collections.synchronizedList(new ArrayList<>());
        IllegalStateException cancelled = new IllegalStateException("cancelled");
        Pipeline<Integer> pipeline =
                new Pipeline<>(
                        item -> {},
                        item -> {
                            if (item == 3) {
                                throw cancelled;
                            }
                        },
                        written::add);
        assertSame(
                cancelled,
                assertThrows(
                        IllegalStateException.class,
                        () -> pipeline.run(List.of(1, 2, 3, 4).iterator())));
        assertEquals(List.of(1, 2), written);
    }

    @Test
    void aStageThatCannotGoOnEndsIt() {
        IOException full = new IOException("disk full");
        Pipeline<Integer> pipeline =
                new Pipeline<>(
                        item -> {},
                        item -> {},
                        item -> {
                            throw full;
                        });
        assertSame(
                full,
                assertThrows(
                        IOException.class, () -> pipeline.run(IntStream.range(0, 9).iterator())));
    }

    /** Each of the two waits for the other to have begun: one after the other, none would end. */
    @Test
    void severalAreComputedAtATimeAndWrittenInOrder() throws IOException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        List<CountDownLatch> both = List.of(first, second);
        List<Integer> written = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger begun = new AtomicInteger();
        new Pipeline<Integer>(
                        item -> {},
                        item -> {
                            meet(item == 0, first, both);
                            meet(item == 1, second, both);
                        },
                        written::add,
                        2,
                        begun::incrementAndGet)
                .run(IntStream.range(0, 100).iterator());
        assertEquals(IntStream.range(0, 100).boxed().toList(), written);
        assertEquals(2, begun.get(), "threads that began");
    }

    @Test
    void noMoreThanThoseAndThreeAreOnTheirWay() throws IOException {
        AtomicInteger under = new AtomicInteger();
        List<Integer> most = Collections.synchronizedList(new ArrayList<>());
        new Pipeline<Integer>(
                        item -> most.add(under.incrementAndGet()),
                        item -> {},
                        item -> under.decrementAndGet(),
                        2,
                        () -> {})
                .run(IntStream.range(0, 1000).iterator());
        assertTrue(Collections.max(most) <= 6, () -> "at most " + Collections.max(most));
    }

    @Test
    void cancellingSeveralIsNoFailureAndWhatIsComputedIsWritten() {
        List<Integer> written = Collections.synchronizedList(new ArrayList<>());
        Pipeline<Integer> pipeline =
                new Pipeline<>(
                        item -> {},
                        item -> {
                            if (item == 4) {
                                throw new CancellationException("cancelled");
                            }
                        },
                        written::add,
                        2,
                        () -> {});
        assertThrows(
                CancellationException.class, () -> pipeline.run(IntStream.range(0, 5).iterator()));
        assertEquals(List.of(0, 1, 2, 3), written);
    }
}
