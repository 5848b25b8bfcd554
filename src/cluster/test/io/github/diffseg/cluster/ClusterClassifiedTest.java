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

import ij.IJ;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.batch.Batch;
import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.batch.Export;
import io.github.diffseg.classify.StoredClassifier;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.teach.TaughtFixture;
import io.github.diffseg.teach.TeachSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder by a taught classifier, which executors read by its path. */
class ClusterClassifiedTest {

    private static final Set<Export> EXPORTS = Set.of(Export.LABELS, Export.TABLE);

    @TempDir private Path folder;

    @Test
    void labelsAndTablesAreThoseOfOneMachine() throws IOException {
        for (int i = 0; i < 3; i++) {
            Path file = folder.resolve("in/" + i + ".tif");
            Files.createDirectories(file.getParent());
            IJ.saveAsTiff(Pictures.image("shapes", 96 + 8 * i, 80), file.toString());
        }
        Path classifier = folder.resolve("shapes.json");
        try (JavaSparkContext spark =
                        new JavaSparkContext(
                                new SparkConf()
                                        .setMaster("local[2]")
                                        .setAppName("test")
                                        .set("spark.ui.enabled", "false")
                                        .set("spark.driver.host", "localhost")
                                        .set("spark.driver.bindAddress", "127.0.0.1"));
                DiffSeg diffSeg = open(spark)) {
            teach(diffSeg, classifier);
            BatchSummary cluster =
                    ClusterBatch.run(
                            spark,
                            request("cluster", classifier),
                            "embedded",
                            "cpu",
                            "automatic",
                            Progress.NONE);
            assertEquals(3, cluster.done(), cluster::text);
            Batch.run(request("local", classifier), diffSeg, "embedded", Progress.NONE);
        }
        for (int i = 0; i < 3; i++) {
            for (String end : List.of("-labels.tif", "-segments.csv")) {
                assertEquals(
                        -1,
                        Files.mismatch(
                                folder.resolve("local").resolve(i + end),
                                folder.resolve("cluster").resolve(i + end)),
                        i + end);
            }
        }
        int[][] labels =
                IJ.openImage(folder.resolve("cluster/0-labels.tif").toString())
                        .getProcessor()
                        .getIntArray();
        assertEquals(1, labels[29][40], "the disc that was taught as the first class");
        assertEquals(3, labels[84][40], "and the bar as the third");
    }

    private static DiffSeg open(JavaSparkContext spark) {
        TaskThreads.prepare(spark.getConf());
        return DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
    }

    private static void teach(DiffSeg diffSeg, Path file) throws IOException {
        StoredClassifier.write(
                file,
                TeachSession.train(
                        TaughtFixture.lesson(
                                new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO),
                                Pictures.image(
                                        "shapes", TaughtFixture.WIDTH, TaughtFixture.HEIGHT)),
                        Progress.NONE));
    }

    private BatchRequest request(String output, Path classifier) {
        return new BatchRequest(
                folder.resolve("in"),
                "*",
                false,
                folder.resolve(output),
                EXPORTS,
                SettingsRequest.ALL_RECOMMENDED.with(Setting.CLASSIFIER, classifier));
    }
}
