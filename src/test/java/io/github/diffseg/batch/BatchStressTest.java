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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two thousand images, one in twenty broken, killed three times: {@code mvn -P stress test}. */
@Tag("stress")
class BatchStressTest {

    private static final int IMAGES = 2000;
    private static final long ALLOWED_GROWTH_MIB = 100;

    @TempDir private Path folder;

    @Test
    void nothingIsLostAndMemoryStaysLevel() throws IOException, InterruptedException {
        KilledBatch batch = new KilledBatch(folder, System.nanoTime());
        batch.makeImages(IMAGES, 20);
        batch.runAndKillAfter(150);
        batch.runAndKillAfter(230);
        batch.runAndKillAfter(310);
        assertEquals(1, batch.runToItsEnd(), "some images are broken");
        batch.check();
        List<Long> memory = batch.residentMib();
        long early = largest(memory.subList(memory.size() / 4, memory.size() / 2));
        long late = largest(memory.subList(memory.size() / 2, memory.size()));
        System.out.printf(
                "%d good and %d broken images; resident memory at most %d MiB in the second quarter"
                        + " of the last run, %d MiB in its second half%n",
                batch.goodImages(), batch.badImages(), early, late);
        assertTrue(late - early < ALLOWED_GROWTH_MIB, () -> "MiB by second: " + memory);
    }

    private static long largest(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
