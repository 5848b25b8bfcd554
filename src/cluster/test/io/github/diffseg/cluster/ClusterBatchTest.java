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
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.batch.Batch;
import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.batch.Export;
import io.github.diffseg.batch.ManifestEntry;
import io.github.diffseg.batch.ManifestFormat;
import io.github.diffseg.batch.NamePattern;
import io.github.diffseg.batch.Recipe;
import io.github.diffseg.batch.TestImages;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.files.FileVersion;
import io.github.diffseg.files.JsonLine;
import io.github.diffseg.imagej.stack.DrawnStack;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.Iterator;

/** Two threads, three attempts for each task. */
class ClusterBatchTest {

    private static final AtomicInteger FAULTS = new AtomicInteger();

    @TempDir private Path folder;
    private JavaSparkContext spark;

    @BeforeEach
    void start() throws IOException {
        spark =
                new JavaSparkContext(
                        new SparkConf()
                                .setMaster("local[2, 3]")
                                .setAppName("test")
                                .set("spark.ui.enabled", "false")
                                .set("spark.driver.host", "localhost")
                                .set("spark.driver.bindAddress", "127.0.0.1"));
        for (int i = 0; i < 5; i++) {
            TestImages.write(folder.resolve("in/sub " + i % 2 + "/ä" + i + ".png"), i);
        }
        Files.writeString(folder.resolve("in/broken.png"), "text");
        FAULTS.set(0);
    }

    @AfterEach
    void stop() {
        spark.close();
    }

    @Test
    void failedTasksAreRetriedAndResultsEqualThoseOfOneMachine() throws IOException {
        BatchSummary cluster =
                ClusterBatch.run(
                        spark,
                        request("cluster"),
                        "embedded",
                        "cpu",
                        "automatic",
                        Progress.NONE,
                        FailsTwice::new);
        assertEquals(2, FAULTS.get());
        assertEquals(5, cluster.done(), cluster::text);
        assertEquals("broken.png", cluster.failures().get(0).file());

        BatchSummary local;
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            local = Batch.run(request("local"), diffSeg, "embedded", Progress.NONE);
            assertEquals(
                    5,
                    Batch.run(request("cluster"), diffSeg, "embedded", Progress.NONE).doneBefore(),
                    "either goes on with the other's manifest");
        }
        assertEquals(local.segments(), cluster.segments());
        List<Path> files = results("local");
        assertEquals(5 * 7 + 1, files.size());
        assertEquals(files, results("cluster"));
        for (Path file : files) {
            Path one = folder.resolve("local").resolve(file);
            assertEquals(
                    -1,
                    Files.mismatch(one, folder.resolve("cluster").resolve(file)),
                    () -> "" + file);
        }
    }

    /** The planes of a stack are of one task. */
    @Test
    void stacksHaveTheSameResultsToo() throws IOException {
        for (int i = 0; i < 2; i++) {
            IJ.saveAsTiff(
                    DrawnStack.hyperstack(), folder.resolve("in/stack" + i + ".tif").toString());
        }
        SettingsRequest planes =
                DrawnStack.QUICK
                        .with(Setting.SLICES, "2-5:3")
                        .with(Setting.FRAMES, "all")
                        .with(Setting.LINK, "frames");
        Set<Export> exports =
                Set.of(Export.LABELS, Export.ROIS, Export.TABLE, Export.OVERLAY, Export.GEOJSON);
        BatchSummary cluster =
                ClusterBatch.run(
                        spark,
                        request("cluster", "*.tif", exports, planes),
                        "embedded",
                        "cpu",
                        "automatic",
                        Progress.NONE);
        assertEquals(2, cluster.done(), cluster::text);
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            Batch.run(
                    request("local", "*.tif", exports, planes), diffSeg, "embedded", Progress.NONE);
        }
        List<Path> files = results("local");
        assertEquals(2 * 5, files.size());
        for (Path file : files) {
            Path one = folder.resolve("local").resolve(file);
            assertEquals(
                    -1,
                    Files.mismatch(one, folder.resolve("cluster").resolve(file)),
                    () -> "" + file);
        }
    }

    @Test
    void whatWasDoneBeforeAJobFailedIsKept() throws IOException {
        BatchRequest request = request("cluster");
        assertThrows(
                SparkException.class,
                () ->
                        ClusterBatch.run(
                                spark,
                                request,
                                "embedded",
                                "cpu",
                                "automatic",
                                Progress.NONE,
                                AlwaysFails::new));
        BatchSummary second =
                ClusterBatch.run(spark, request, "embedded", "cpu", "automatic", Progress.NONE);
        assertEquals(5, second.done());
        assertTrue(second.doneBefore() < 5);
    }

    @Test
    void aManifestThatCannotBeWrittenEndsTheJob() {
        Recipe recipe =
                new Recipe("", "", "", Map.of("precision", "float32"), "cpu", Set.of(Export.COCO));
        String line =
                JsonLine.of(
                        new ManifestEntry(
                                "",
                                "a",
                                "a",
                                FileVersion.UNKNOWN,
                                "",
                                recipe,
                                null,
                                1,
                                1,
                                List.of()),
                        ManifestFormat.INSTANCE);
        IOException full = new IOException("No space left on device");
        AtomicInteger writes = new AtomicInteger();
        IOException thrown =
                assertThrows(
                        IOException.class,
                        () ->
                                ClusterBatch.runJob(
                                        spark,
                                        spark.parallelize(
                                                List.of(
                                                        new FileTask("a", "a", "a", "a"),
                                                        new FileTask("b", "b", "b", "b"),
                                                        new FileTask("c", "c", "c", "c")),
                                                3),
                                        new Gives(line),
                                        entry -> {
                                            writes.incrementAndGet();
                                            throw full;
                                        }));
        assertSame(full, thrown);
        stop();
        assertEquals(1, writes.get(), "nothing is written after a line that may be torn");
    }

    private BatchRequest request(String output) {
        SettingsRequest settings = SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, 64);
        return request(
                output,
                NamePattern.IMAGES,
                EnumSet.complementOf(EnumSet.of(Export.CLASSES)),
                settings);
    }

    private BatchRequest request(
            String output, String pattern, Set<Export> exports, SettingsRequest settings) {
        return new BatchRequest(
                folder.resolve("in"), pattern, true, folder.resolve(output), exports, settings);
    }

    private List<Path> results(String output) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(output))) {
            return files.filter(Files::isRegularFile)
                    .map(folder.resolve(output)::relativize)
                    .filter(file -> !file.endsWith("manifest.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    /** The first two attempts at one file. */
    private static final class FailsTwice extends SegmentPartition {
        private FailsTwice(Broadcast<ClusterJob> job) {
            super(job);
        }

        @Override
        void beforeFile(FileTask file) {
            if (file.name().endsWith("ä2.png") && TaskContext.get().attemptNumber() < 2) {
                FAULTS.incrementAndGet();
                throw new IllegalStateException("a fault of the test");
            }
        }
    }

    /** Every attempt at one file, as on a machine without memory. */
    private static final class AlwaysFails extends SegmentPartition {
        private AlwaysFails(Broadcast<ClusterJob> job) {
            super(job);
        }

        @Override
        void beforeFile(FileTask file) {
            if (file.name().endsWith("ä4.png")) {
                throw new IllegalStateException("a fault of the test");
            }
        }
    }

    /** The same line for each file. */
    private static final class Gives extends SegmentPartition {
        private final String line;

        private Gives(String line) {
            super(null);
            this.line = line;
        }

        @Override
        public String apply(Iterator<FileTask> files) {
            return line;
        }
    }
}
