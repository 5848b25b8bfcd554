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

package io.github.diffseg.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.batch.Manifest;
import io.github.diffseg.batch.ManifestEntry;
import io.github.diffseg.batch.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job on a standalone cluster of two workers, submitted as {@code docs/cluster.md} says. */
class LostExecutorTest {

    private static final int IMAGES = 16;
    private static final int DONE_BEFORE_THE_LOSS = 3;

    @TempDir private Path folder;

    @BeforeEach
    void images() throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            TestImages.write(folder.resolve("in/image " + i + ".png"), i);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void anExecutorIsKilledAndTheOutcomeIsThatOfOneMachine() throws Exception {
        int atTheLoss;
        try (StandaloneCluster cluster = new StandaloneCluster(folder, 2, 1)) {
            Process job =
                    cluster.submit(
                            "job",
                            List.of(
                                    "spark.executor.memory=1g",
                                    // No task before both executors are there
                                    "spark.scheduler.minRegisteredResourcesRatio=1",
                                    "spark.scheduler.maxRegisteredResourcesWaitingTime=300s"),
                            arguments("cluster"));
            awaitImages(job, cluster.log("job"));
            List<ProcessHandle> executors = cluster.executors();
            assertEquals(2, executors.size());
            assertTrue(executors.get(0).destroyForcibly());
            executors.get(0).onExit().join();
            atTheLoss = manifest("cluster").size();
            int status = job.waitFor();
            String log = Files.readString(cluster.log("job"));
            assertEquals(0, status, log);
            assertTrue(log.contains("Lost executor"), log);
        }
        assertTrue(atTheLoss < IMAGES, atTheLoss + " images were done when the executor was lost");
        List<String> files = manifest("cluster").stream().map(ManifestEntry::file).toList();
        assertEquals(IMAGES, files.size(), "each image once");
        assertEquals(IMAGES, new TreeSet<>(files).size());

        oneMachine();
        List<Path> results = results("local");
        assertEquals(IMAGES * 6 + 1, results.size());
        assertEquals(results, results("cluster"));
        for (Path file : results) {
            Path one = folder.resolve("local").resolve(file);
            Path other = folder.resolve("cluster").resolve(file);
            assertEquals(-1, Files.mismatch(one, other), file::toString);
        }
    }

    private void awaitImages(Process job, Path log) throws IOException {
        while (manifest("cluster").size() < DONE_BEFORE_THE_LOSS) {
            assertTrue(job.isAlive(), () -> "The job ended: " + read(log));
            StandaloneCluster.sleep();
        }
    }

    /** {@code diffseg batch} in a process of its own, with as many threads as a task has. */
    private void oneMachine() throws IOException, InterruptedException {
        try (SparkHome home = new SparkHome(Files.createDirectory(folder.resolve("home")))) {
            Process batch = home.batch("local", SparkHome.threads(1), arguments("local"));
            assertEquals(0, batch.waitFor(), () -> read(home.log("local")));
        }
    }

    private List<String> arguments(String output) {
        return List.of(
                folder.resolve("in").toString(),
                "--output=" + folder.resolve(output),
                "--working-size=320",
                "--device=cpu",
                "--write=labels,rois,table,overlay,coco,yolo");
    }

    private List<ManifestEntry> manifest(String output) throws IOException {
        Path file = folder.resolve(output).resolve(Manifest.FILE_NAME);
        if (!Files.exists(file)) {
            return List.of();
        }
        // A line that is being written has no end yet
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(EventLog::entry).toList();
    }

    private List<Path> results(String output) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(output))) {
            return files.filter(Files::isRegularFile)
                    .map(folder.resolve(output)::relativize)
                    .filter(file -> !file.endsWith(Manifest.FILE_NAME))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return file + " cannot be read: " + e;
        }
    }
}
