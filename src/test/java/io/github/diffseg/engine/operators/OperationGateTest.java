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

package io.github.diffseg.engine.operators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OperationGateTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final OperationGate gate = new OperationGate();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void theEndWaitsForTheOperationThatRuns() throws InterruptedException {
        startOperation();
        assertFalse(gate.shut(Duration.ofMillis(50)), "shut while an operation runs");
        mayEnd.countDown();
        assertTrue(gate.shut(LONG));
        assertTrue(ended.get());
    }

    @Test
    void noOperationBeginsAfterwards() throws InterruptedException {
        assertEquals("done", gate.pass(() -> "done"));
        assertTrue(gate.shut(LONG));
        Thread late = startOperation();
        late.join(200);
        assertTrue(late.isAlive(), "it has to wait for the end of the process");
        assertEquals(1, running.getCount(), "an operation began while the process ended");
    }

    @Test
    void whatEndsTheProcessDoesNotWaitForEver() throws InterruptedException {
        startOperation();
        assertFalse(gate.shut(Duration.ofMillis(50)));
        mayEnd.countDown();
    }

    private Thread startOperation() throws InterruptedException {
        Thread thread = new Thread(() -> gate.pass(this::operation));
        thread.setDaemon(true);
        thread.start();
        running.await(200, TimeUnit.MILLISECONDS);
        return thread;
    }

    private boolean operation() {
        running.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        ended.set(true);
        return true;
    }
}
