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

package io.github.diffseg.benchmark;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.batch.Batch;
import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSplit;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.batch.Export;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.files.Sha256;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many images an hour a batch segments, from files to files, by how many images are computed at
 * a time, and whether the label images are the same bytes.
 */
final class BatchBenchmark {

    private final ModelFolder folder;
    private final ComputeDevice device;
    private final NetworkPrecision precision;
    private final int runs;

    BatchBenchmark(Path model, ComputeDevice device, NetworkPrecision precision, int runs) {
        this.folder = model == null ? EmbeddedModel.folder() : ModelFolder.open(model);
        this.device = device;
        this.precision = precision;
        this.runs = runs;
    }

    /**
     * A row for each split, in turn, in as many rounds as there are runs.
     *
     * @param images folder
     * @param workingSize at which the network sees their short side
     * @throws IOException if files cannot be read or written
     */
    void run(Path images, int workingSize) throws IOException {
        System.out.println(
                "| images at a time x threads | images | seconds | images an hour | taken by it MB |"
                        + " labels |");
        System.out.println("|---|---|---|---|---|---|");
        String first = null;
        try (DiffSeg opened = DiffSeg.open(folder, device, precision, Progress.NONE)) {
            batch(opened, images, workingSize, new BatchSplit(1, TorchEngine.threads()));
            for (int run = 0; run < runs; run++) {
                for (BatchSplit split : splits()) {
                    Outcome outcome = batch(opened, images, workingSize, split);
                    first = first == null ? outcome.labels : first;
                    System.out.printf(
                            Locale.ROOT,
                            "| %d x %d | %d | %.1f | %.0f | %d | %s |%n",
                            split.images(),
                            split.threads(),
                            outcome.images,
                            outcome.seconds,
                            outcome.images / outcome.seconds * 3600,
                            outcome.bytes >> 20,
                            outcome.labels.equals(first) ? "the same bytes" : "OTHER");
                }
            }
            System.out.println();
            System.out.println(
                    "The batch itself chooses: " + batch(opened, images, workingSize, null).text);
        }
    }

    private List<BatchSplit> splits() {
        int threads = TorchEngine.threads();
        List<BatchSplit> splits = new ArrayList<>();
        splits.add(new BatchSplit(1, threads));
        if (threads > 1 && !device.isGpu()) {
            splits.add(new BatchSplit(threads, 1));
            splits.add(new BatchSplit(2, threads));
        }
        return splits;
    }

    private record Outcome(int images, double seconds, long bytes, String labels, String text) {}

    private Outcome batch(DiffSeg opened, Path images, int workingSize, BatchSplit split)
            throws IOException {
        Path output = Files.createTempDirectory("diffseg-batch");
        try {
            BatchRequest request =
                    new BatchRequest(
                            images,
                            "*.{png,jpg,jpeg,tif,tiff}",
                            false,
                            output,
                            EnumSet.of(Export.LABELS, Export.ROIS, Export.TABLE, Export.OVERLAY),
                            SettingsRequest.ALL_RECOMMENDED.with(
                                    Setting.WORKING_SIZE, workingSize));
            MemoryWatch watch = new MemoryWatch(device);
            long begin = System.nanoTime();
            BatchSummary summary = watch.watch(() -> run(request, opened, split));
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Outcome(
                    summary.done(), seconds, watch.largest(), labels(output), summary.split());
        } finally {
            delete(output);
        }
    }

    private static BatchSummary run(BatchRequest request, DiffSeg opened, BatchSplit split) {
        try {
            return Batch.run(request, opened, "benchmark", split, Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hashes of all label images, by name. */
    private static String labels(Path output) throws IOException {
        TreeMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".tif")).toList()) {
                hashes.put(file.getFileName().toString(), Sha256.ofFile(file));
            }
        }
        return hashes.toString();
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                            throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
