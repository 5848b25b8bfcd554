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

import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.batch.Export;
import io.github.diffseg.batch.NamePattern;
import io.github.diffseg.batch.TestImages;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often an executor with two cores opens the model. */
class ExecutorModelsTest {

    private static final int IMAGES = 6;

    @TempDir private Path folder;

    @BeforeEach
    void images() throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            TestImages.write(folder.resolve("in/" + i + ".png"), i);
        }
    }

    @Test
    void onceWhereOneTaskRunsAtATime() throws IOException {
        assertEquals(1, opened(2));
    }

    @Test
    void onceForEachTaskAtATime() throws IOException {
        int opened = opened(1);
        assertTrue(opened == 1 || opened == 2, opened + " opened for two tasks at a time");
    }

    @Test
    void againWhereTheModelsFilesHaveChanged() throws IOException {
        Path model = copyOfTheModel();
        Path recommendation = model.resolve("diffseg.json");
        assertEquals(1, opened(2, model, "first"));
        assertEquals(0, opened(2, model, "again"));
        Files.writeString(
                recommendation,
                Files.readString(recommendation).replace("\"iterations\": 3", "\"iterations\": 4"));
        assertEquals(1, opened(2, model, "edited"));
    }

    private Path copyOfTheModel() throws IOException {
        Path original = EmbeddedModel.folder().path();
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(original.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return copy;
    }

    private int opened(int cpusOfATask) throws IOException {
        // By a path of its own, so that no model of another test is taken
        Path model =
                Files.createSymbolicLink(
                        folder.resolve("model"), EmbeddedModel.folder().path().toAbsolutePath());
        return opened(cpusOfATask, model, "out");
    }

    private int opened(int cpusOfATask, Path model, String output) throws IOException {
        SparkConf configuration =
                new SparkConf()
                        .setMaster("local[2]")
                        .setAppName("test")
                        .set("spark.task.cpus", Integer.toString(cpusOfATask))
                        .set("spark.ui.enabled", "false")
                        .set("spark.driver.host", "localhost")
                        .set("spark.driver.bindAddress", "127.0.0.1");
        int before = ExecutorModels.opened();
        try (JavaSparkContext spark = new JavaSparkContext(configuration)) {
            BatchSummary summary =
                    ClusterBatch.run(
                            spark,
                            new BatchRequest(
                                    folder.resolve("in"),
                                    NamePattern.IMAGES,
                                    false,
                                    folder.resolve(output),
                                    EnumSet.of(Export.LABELS),
                                    SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, 64)),
                            model.toString(),
                            "cpu",
                            "automatic",
                            Progress.NONE);
            assertEquals(IMAGES, summary.done(), summary::text);
        }
        return ExecutorModels.opened() - before;
    }
}
