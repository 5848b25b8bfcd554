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

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.diffseg.batch.Manifest;
import io.github.diffseg.batch.ManifestEntry;
import io.github.diffseg.batch.ManifestFormat;
import io.github.diffseg.files.JsonLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Spark's event log and the manifest tell of how a job began. */
final class EventLog {

    private static final double SECOND = 1000;

    /**
     * In seconds; not a number where there was no Spark.
     *
     * @param driver from the start of the process to the application's
     * @param executor from then until the last executor has registered
     * @param firstTask how much longer an executor's first task took than reading, segmenting and
     *     writing its image: the slowest executor's
     */
    record Start(double driver, double executor, double firstTask) {}

    private final List<JsonObject> events = new ArrayList<>();
    private final List<ManifestEntry> entries;

    /**
     * @param folder of the log; missing where there is none
     * @param output of the batch
     */
    EventLog(Path folder, Path output) throws IOException {
        if (Files.isDirectory(folder)) {
            List<Path> logs;
            try (Stream<Path> files = Files.list(folder)) {
                logs =
                        files.filter(file -> !file.getFileName().toString().startsWith("."))
                                .toList();
            }
            for (Path log : logs) {
                for (String line : Files.readAllLines(log)) {
                    events.add(JsonParser.parseString(line).getAsJsonObject());
                }
            }
        }
        Path manifest = output.resolve(Manifest.FILE_NAME);
        entries =
                Files.exists(manifest)
                        ? Files.readAllLines(manifest).stream()
                                .map(EventLog::entry)
                                .sorted(Comparator.comparing(ManifestEntry::file))
                                .toList()
                        : List.of();
    }

    /** How many have results. */
    long images() {
        return entries.stream().filter(ManifestEntry::isDone).count();
    }

    /**
     * @param started when the process of the driver was, in milliseconds
     */
    Start start(long started) {
        long application = started;
        long executor = 0;
        Map<String, JsonObject> first = new HashMap<>();
        for (JsonObject event : events) {
            switch (event.get("Event").getAsString()) {
                case "SparkListenerApplicationStart" ->
                        application = event.get("Timestamp").getAsLong();
                case "SparkListenerExecutorAdded" ->
                        executor = Math.max(executor, event.get("Timestamp").getAsLong());
                case "SparkListenerTaskEnd" -> {
                    JsonObject task = event.getAsJsonObject("Task Info");
                    first.merge(
                            task.get("Executor ID").getAsString(),
                            task,
                            (one, other) -> launched(one) <= launched(other) ? one : other);
                }
                default -> {}
            }
        }
        if (first.isEmpty()) {
            return new Start(Double.NaN, Double.NaN, Double.NaN);
        }
        return new Start(
                (application - started) / SECOND,
                (executor - application) / SECOND,
                first.values().stream().mapToDouble(this::beyondItsImage).max().orElseThrow());
    }

    private static long launched(JsonObject task) {
        return task.get("Launch Time").getAsLong();
    }

    /** Partitions are the files in the order of their names. */
    private double beyondItsImage(JsonObject task) {
        double seconds = (task.get("Finish Time").getAsLong() - launched(task)) / SECOND;
        return seconds - entries.get(task.get("Index").getAsInt()).seconds();
    }

    /** What a line of a manifest tells. */
    static ManifestEntry entry(String line) {
        try {
            return JsonLine.parse(line, ManifestFormat.INSTANCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
