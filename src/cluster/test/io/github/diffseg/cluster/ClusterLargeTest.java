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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.large.LargeResult;
import io.github.diffseg.large.LargeSegmenter;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.store.Address;
import io.github.diffseg.tile.SegmentedTile;
import io.github.diffseg.tile.TilePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One plane in tiles; two threads, three attempts for each tile. */
class ClusterLargeTest {

    private static final SettingsRequest SETTINGS =
            SettingsRequest.ALL_RECOMMENDED
                    .with(Setting.WORKING_SIZE, 64)
                    .with(Setting.ANCHORS_PER_AXIS, 6)
                    .with(Setting.DETAIL, "full");

    private static final AtomicInteger FAULTS = new AtomicInteger();

    @TempDir private Path folder;
    private JavaSparkContext spark;
    private JobModel model;
    private Address image;

    @BeforeEach
    void start() {
        FAULTS.set(0);
        spark =
                new JavaSparkContext(
                        new SparkConf()
                                .setMaster("local[2, 3]")
                                .setAppName("test")
                                .set("spark.ui.enabled", "false")
                                .set("spark.driver.host", "localhost")
                                .set("spark.driver.bindAddress", "127.0.0.1"));
        model = JobModel.decided("embedded", "cpu", "automatic");
        Path file = folder.resolve("shapes.tif");
        ImagePlus drawn = Pictures.image("shapes", 200, 150);
        IJ.saveAsTiff(drawn, file.toString());
        image = Address.of(file.toString());
    }

    @AfterEach
    void stop() {
        spark.close();
    }

    /** More tiles than two batches hold; the first attempts at one of them fail. */
    @Test
    void tiffAndTableAreThoseOfOneMachine() throws IOException {
        Path output = folder.resolve("out");
        LargeResult cluster =
                new ClusterLarge(spark, model, FailsTwice::new)
                        .segment(image, SETTINGS, output, Progress.NONE);
        assertEquals(2, FAULTS.get());
        assertTrue(cluster.passes() > 4, cluster.outcome());
        assertTrue(cluster.segments() > 1, cluster.outcome());
        Path moved = Files.move(output, folder.resolve("moved"));
        LargeResult local = onOneMachine(SETTINGS, output);
        assertEquals(local.outcome(), cluster.outcome());
        assertEquals(
                List.of(Path.of("shapes-labels.tif"), Path.of("shapes-segments.csv")),
                filesIn(output));
        assertSameFiles(output, moved);
    }

    /** It is too elongated for a pass over the whole. */
    @Test
    void aThresholdOfTheFirstTileIsThatOfAllTiles() throws IOException {
        assertTrue(TilePlan.ofWhole(900, 64, 64, 64).isEmpty());
        Path file = folder.resolve("long.tif");
        IJ.saveAsTiff(Pictures.image("long", 900, 64), file.toString());
        image = Address.of(file.toString());
        Path output = folder.resolve("labels.ome.zarr");
        LargeResult cluster =
                new ClusterLarge(spark, model).segment(image, SETTINGS, output, Progress.NONE);
        assertTrue(cluster.passes() > 4, cluster.outcome());
        Path moved = Files.move(output, folder.resolve("moved.ome.zarr"));
        Path table = folder.resolve("labels-segments.csv");
        String rows = Files.readString(table);
        Files.delete(table);
        onOneMachine(SETTINGS, output);
        assertSameFiles(output, moved);
        assertEquals(rows, Files.readString(table));
    }

    @Test
    void aPlaneOfOneTileNeedsNoTask() throws IOException {
        SettingsRequest whole = SETTINGS.with(Setting.DETAIL, "whole");
        Path output = folder.resolve("out");
        LargeResult cluster =
                new ClusterLarge(spark, model, AlwaysRefuses::new)
                        .segment(image, whole, output, Progress.NONE);
        assertEquals(1, cluster.passes());
        Path moved = Files.move(output, folder.resolve("moved"));
        onOneMachine(whole, output);
        assertSameFiles(output, moved);
    }

    @Test
    void aTileThatIsRefusedEndsTheJobWithItsPlaceAndReason() {
        UserException refusal =
                assertThrows(
                        UserException.class,
                        () ->
                                new ClusterLarge(spark, model, AlwaysRefuses::new)
                                        .segment(
                                                image,
                                                SETTINGS,
                                                folder.resolve("out"),
                                                Progress.NONE));
        assertTrue(
                refusal.getMessage().matches("\"shapes.tif\", .*: a reason of the test"),
                refusal.getMessage());
        assertFalse(Files.exists(folder.resolve("out/shapes-labels.tif")));
    }

    private LargeResult onOneMachine(SettingsRequest settings, Path output) throws IOException {
        try (DiffSeg diffSeg = model.open()) {
            return new LargeSegmenter(diffSeg, "embedded", Duration.ZERO)
                    .segment(image, settings, output, Progress.NONE);
        }
    }

    private static List<Path> filesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(root::relativize).sorted().toList();
        }
    }

    private static void assertSameFiles(Path expected, Path actual) throws IOException {
        List<Path> files = filesIn(expected);
        assertFalse(files.isEmpty());
        assertEquals(files, filesIn(actual));
        for (Path file : files) {
            assertEquals(
                    -1,
                    Files.mismatch(expected.resolve(file), actual.resolve(file)),
                    () -> "" + file);
        }
    }

    /** The first two attempts at one tile. */
    private static final class FailsTwice extends TileTask {
        private FailsTwice(Broadcast<TileJob> job) {
            super(job);
        }

        @Override
        public TileOutcome call(Integer index) {
            if (index == 3 && TaskContext.get().attemptNumber() < 2) {
                FAULTS.incrementAndGet();
                throw new IllegalStateException("a fault of the test");
            }
            return super.call(index);
        }
    }

    /** As where there is no memory for a tile. */
    private static final class AlwaysRefuses extends TileTask {
        private AlwaysRefuses(Broadcast<TileJob> job) {
            super(job);
        }

        @Override
        SegmentedTile segment(DiffSeg diffSeg, TileJob values, int index) {
            throw new UserException("a reason of the test");
        }
    }
}
