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

package io.github.diffseg.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a file system of its own. */
class LinuxMemoryTest {

    private static final long MEGABYTE = 1 << 20;

    @TempDir private Path root;

    @BeforeEach
    void hostHas64Gigabytes() throws IOException {
        write("proc/meminfo", "MemTotal: 131072 kB\nMemAvailable:   67108864 kB\nCached: 1 kB\n");
    }

    @Test
    void withoutControlGroupsTheMachineCounts() throws IOException {
        assertEquals(65536, available());
        write("proc/self/cgroup", "0::/user.slice\n");
        write("sys/fs/cgroup/user.slice/memory.max", "max\n");
        assertEquals(65536, available());
    }

    @Test
    void aContainerHasItsLimitLessWhatIsUsedWithoutTheFileCache() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        group("sys/fs/cgroup", 4096, 3000);
        assertEquals(4096 - 3000 + 500, available());
    }

    @Test
    void theTightestOfTheGroupsAroundCounts() throws IOException {
        write("proc/self/cgroup", "0::/slurm/job_1/step_0\n");
        write("sys/fs/cgroup/slurm/job_1/step_0/memory.max", "max\n");
        group("sys/fs/cgroup/slurm/job_1", 2048, 600);
        group("sys/fs/cgroup/slurm", 8192, 5000);
        assertEquals(2048 - 600 + 500, available());
        group("sys/fs/cgroup/slurm", 8192, 8192);
        assertEquals(500, available());
    }

    @Test
    void overdrawnGroupsHaveNothing() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        group("sys/fs/cgroup", 1000, 5000);
        assertEquals(0, available());
    }

    @Test
    void firstVersionOfControlGroups() throws IOException {
        String groups = "5:devices:/\n4:cpu,memory:/docker/abc\n0::/\n";
        write("proc/self/cgroup", groups);
        firstVersion("sys/fs/cgroup/memory/docker/abc", 1024 * MEGABYTE);
        // No limit, in the first version
        firstVersion("sys/fs/cgroup/memory", Long.MAX_VALUE / 4096 * 4096);
        assertEquals(1024 - 300 + 100 + 20, available());
    }

    @Test
    void aContainerThatSeesThePathOfItsHost() throws IOException {
        write("proc/self/cgroup", "4:memory:/docker/abc\n");
        firstVersion("sys/fs/cgroup/memory", 1024 * MEGABYTE);
        assertEquals(1024 - 300 + 100 + 20, available());
        write("proc/self/cgroup", "4:memory:/../outside\n");
        assertEquals(1024 - 300 + 100 + 20, available());
    }

    @Test
    void whatTheSystemDoesNotTellIsSaid() throws IOException {
        write("proc/meminfo", "MemTotal: 131072 kB\n");
        String message = assertThrows(IOException.class, this::available).getMessage();
        assertTrue(message.endsWith("meminfo has no MemAvailable"), message);
    }

    private long available() throws IOException {
        long bytes = new LinuxMemory(root).available();
        assertEquals(0, bytes % MEGABYTE);
        return bytes / MEGABYTE;
    }

    /** Of what is used, 500 MB are file cache. */
    private void group(String folder, long limit, long used) throws IOException {
        write(folder + "/memory.max", limit * MEGABYTE + "\n");
        write(folder + "/memory.current", used * MEGABYTE + "\n");
        write(
                folder + "/memory.stat",
                "anon 1\nfile 2\nactive_file "
                        + 200 * MEGABYTE
                        + "\ninactive_file "
                        + 300 * MEGABYTE
                        + "\n");
    }

    private void firstVersion(String folder, long limit) throws IOException {
        write(folder + "/memory.limit_in_bytes", limit + "\n");
        write(folder + "/memory.usage_in_bytes", 300 * MEGABYTE + "\n");
        write(
                folder + "/memory.stat",
                "active_file 7\ninactive_file 7\ntotal_active_file "
                        + 100 * MEGABYTE
                        + "\ntotal_inactive_file "
                        + 20 * MEGABYTE
                        + "\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
