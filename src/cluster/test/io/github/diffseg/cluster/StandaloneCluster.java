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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spark's own standalone cluster on the loopback address: one process is the master, one each
 * worker, and the workers start executors.
 */
final class StandaloneCluster implements AutoCloseable {

    private static final Pattern MASTER =
            Pattern.compile("Starting Spark master at (spark://127\\.0\\.0\\.1:\\d+)");
    private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
    private static final long DEADLINE_SECONDS = 300;

    private final SparkHome spark;
    private final String master;

    /**
     * @param folder for logs, work and a Spark home
     * @param workers so many
     * @param cores of each worker
     */
    StandaloneCluster(Path folder, int workers, int cores) throws IOException {
        spark = new SparkHome(folder);
        try {
            start("master", "org.apache.spark.deploy.master.Master", "--port", "0");
            master = awaitMaster();
            for (int i = 0; i < workers; i++) {
                start(
                        "worker" + i,
                        "org.apache.spark.deploy.worker.Worker",
                        "--work-dir",
                        folder.resolve("work" + i).toString(),
                        "--cores",
                        Integer.toString(cores),
                        "--memory",
                        "2g",
                        master);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void start(String name, String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(type));
        command.addAll(List.of("--host", "127.0.0.1", "--webui-port", "0"));
        command.addAll(List.of(arguments));
        spark.spark(name, command);
    }

    private String awaitMaster() throws IOException {
        for (int i = 0; i < DEADLINE_SECONDS * 10; i++) {
            Matcher started = MASTER.matcher(Files.readString(log("master")));
            if (started.find()) {
                return started.group(1);
            }
            sleep();
        }
        throw new IOException("No master after " + DEADLINE_SECONDS + " s: " + log("master"));
    }

    static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@link SparkHome#submit}, to this cluster. */
    Process submit(String name, List<String> settings, List<String> arguments) throws IOException {
        return spark.submit(name, master, settings, arguments);
    }

    /** Output and errors of a master, worker or submitted job. */
    Path log(String name) {
        return spark.log(name);
    }

    /** Those that run now. */
    List<ProcessHandle> executors() {
        return spark.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
                .toList();
    }

    @Override
    public void close() {
        spark.close();
    }
}
