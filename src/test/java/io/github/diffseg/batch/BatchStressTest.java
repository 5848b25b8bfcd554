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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two thousand images, one in twenty broken, killed three times. The same again: {@code
 * -Ddiffseg.stress.seed=SEED}, where the time of a kill within an image differs.
 */
@Tag("heavy")
class BatchStressTest {

    private static final int IMAGES = 2000;
    private static final int BROKEN = 20;
    private static final int KILLS = 3;
    private static final long ALLOWED_GROWTH_MIB = 100;

    @TempDir private Path folder;

    @Test
    void nothingIsLostAndMemoryStaysLevel() throws IOException, InterruptedException {
        long seed = Long.getLong("diffseg.stress.seed", System.nanoTime());
        System.out.println("diffseg.stress.seed=" + seed);
        KilledBatch batch = new KilledBatch(folder, seed);
        batch.makeImages(IMAGES, BROKEN);
        int[] kills = new Random(seed).ints(KILLS, 0, batch.goodImages() - 20).sorted().toArray();
        for (int kill : kills) {
            System.out.println("to be killed when " + kill + " images have results");
            batch.runAndKillAt(kill);
        }
        assertEquals(1, batch.runToItsEnd(), "some images are broken");
        System.out.printf("%d good, %d broken%n", batch.goodImages(), batch.badImages());
        for (KilledBatch.Run run : batch.runs()) {
            System.out.printf(
                    "%d images in %.0f s; resident memory, MiB: %d at first, %d at last, %d at"
                            + " most%n",
                    run.done(),
                    run.seconds(),
                    median(part(run.residentMib(), 0.1, 0.3)),
                    median(part(run.residentMib(), 0.8, 1)),
                    run.residentMib().stream().mapToLong(Long::longValue).max().orElse(0));
        }
        batch.check();
        List<Long> memory =
                batch.runs().stream()
                        .max(Comparator.comparing(KilledBatch.Run::seconds))
                        .orElseThrow()
                        .residentMib();
        long early = median(part(memory, 0.25, 0.5));
        long late = median(part(memory, 0.75, 1));
        assertTrue(late - early < ALLOWED_GROWTH_MIB, () -> "MiB by second: " + memory);
    }

    private static List<Long> part(List<Long> values, double from, double to) {
        return values.subList((int) (from * values.size()), (int) (to * values.size()));
    }

    private static long median(List<Long> values) {
        return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
    }
}
