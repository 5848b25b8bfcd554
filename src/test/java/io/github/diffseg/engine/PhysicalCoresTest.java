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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhysicalCoresTest {

    @TempDir private Path root;

    /** Four cores of two threads each: 0 and 1, 2 and 3, ... */
    @BeforeEach
    void fourCores() throws IOException {
        for (int processor = 0; processor < 8; processor++) {
            Path topology = root.resolve("sys/devices/system/cpu/cpu" + processor + "/topology");
            Files.createDirectories(topology);
            int first = processor / 2 * 2;
            Files.writeString(
                    topology.resolve("thread_siblings_list"), first + "-" + (first + 1) + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // The whole machine
        "0-7, 8, 4",
        // A job scheduler's share: two cores, two threads of one, one and a half
        "'4,6', 2, 2",
        "4-5, 2, 1",
        "'1,4-5', 3, 2",
        // A container's share of the time of all processors
        "0-7, 2, 2",
    })
    void aShareOfAMachineCountsItsOwnCores(String allowed, int threads, int expected)
            throws IOException {
        allow(allowed);
        assertEquals(expected, new PhysicalCores(root, threads).count());
    }

    @Test
    void withoutTheSystemsWordEachThreadCounts() throws IOException {
        assertEquals(6, new PhysicalCores(root, 6).count());
        allow("0-9");
        assertEquals(10, new PhysicalCores(root, 10).count());
        allow("what");
        assertEquals(3, new PhysicalCores(root, 3).count());
    }

    private void allow(String processors) throws IOException {
        Path status = root.resolve("proc/self/status");
        Files.createDirectories(status.getParent());
        Files.writeString(
                status, "Name:\tjava\nCpus_allowed:\tff\nCpus_allowed_list:\t" + processors + "\n");
    }
}
