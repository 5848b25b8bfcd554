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
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.batch.Batch;
import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.batch.Export;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.stack.DrawnStack;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.vocabulary.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One vocabulary over a folder whose images executors have segmented. */
class ClusterClassesTest {

    private static final SettingsRequest QUICK = DrawnStack.QUICK;
    private static final SettingsRequest THREE = QUICK.with(Setting.CLASSES, "3");
    private static final Set<Export> EXPORTS = EnumSet.allOf(Export.class);

    @TempDir private Path folder;
    private JavaSparkContext spark;
    private DiffSeg diffSeg;

    @BeforeEach
    void start() throws IOException {
        spark =
                new JavaSparkContext(
                        new SparkConf()
                                .setMaster("local[2]")
                                .setAppName("test")
                                .set("spark.ui.enabled", "false")
                                .set("spark.driver.host", "localhost")
                                .set("spark.driver.bindAddress", "127.0.0.1"));
        TaskThreads.prepare(spark.getConf());
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
        Path input = Files.createDirectories(folder.resolve("in"));
        for (int i = 0; i < 4; i++) {
            IJ.saveAsTiff(
                    Pictures.image("shapes", 96 + 8 * i, 80), input.resolve(i + ".tif").toString());
        }
    }

    @AfterEach
    void stop() {
        diffSeg.close();
        spark.close();
    }

    @Test
    void classesAndAllFilesAreThoseOfOneMachine() throws IOException {
        BatchSummary cluster = onSpark("in", "cluster", THREE, EXPORTS);
        assertEquals(4, cluster.done(), cluster::text);
        onOneMachine("in", "local", THREE, EXPORTS);
        // Classes are an image more; with them come the vocabulary, its page and coco.json
        assertSameResults(4 * EXPORTS.size() + 3);
        assertEquals(3, classes("cluster"));
    }

    /** Where either ended the other goes on, and another number of classes needs no pass. */
    @Test
    void theNumberOfClassesIsChangedWithoutAPass() throws IOException {
        Set<Export> exports = EnumSet.of(Export.LABELS, Export.CLASSES, Export.TABLE);
        onOneMachine("in", "cluster", THREE, exports);
        SettingsRequest two = QUICK.with(Setting.CLASSES, "2");
        BatchSummary again = onSpark("in", "cluster", two, exports);
        assertEquals(4, again.doneBefore(), again::text);
        assertEquals(2, classes("cluster"));
        onOneMachine("in", "local", two, exports);
        assertSameResults(4 * exports.size() + 2);
    }

    @Test
    void aJobThatFailedHasItsClassesWhenItHasGoneOn() throws IOException {
        BatchRequest request = request("in", "cluster", THREE, EXPORTS);
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
                                FailsAtTheLast::new));
        BatchSummary second = onSpark("in", "cluster", THREE, EXPORTS);
        assertEquals(4, second.done(), second::text);
        onOneMachine("in", "local", THREE, EXPORTS);
        assertSameResults(4 * EXPORTS.size() + 3);
    }

    /** New images, and a stack whose objects are linked. */
    @Test
    void newImagesGetTheClassesOfAStoredVocabulary() throws IOException {
        Set<Export> exports = EnumSet.of(Export.LABELS, Export.CLASSES, Export.TABLE, Export.ROIS);
        onSpark("in", "first", THREE, exports);
        Path vocabulary = folder.resolve("first/vocabulary.json");
        Path others = Files.createDirectories(folder.resolve("others"));
        IJ.saveAsTiff(Pictures.image("shapes", 120, 96), others.resolve("new.tif").toString());
        IJ.saveAsTiff(DrawnStack.hyperstack(), others.resolve("stack.tif").toString());
        SettingsRequest stored =
                QUICK.with(Setting.VOCABULARY, vocabulary.toString())
                        .with(Setting.FRAMES, "all")
                        .with(Setting.LINK, "frames");
        onSpark("others", "cluster", stored, exports);
        onOneMachine("others", "local", stored, exports);
        assertSameResults(2 * exports.size() + 2);
        assertEquals(3, classes("cluster"));
        assertEquals(4, IJ.openImage(result("stack-classes.tif")).getNFrames());
    }

    @Test
    void aVocabularyOfAnotherWorkingSizeIsRefusedBeforeTheJob() throws IOException {
        Set<Export> exports = EnumSet.of(Export.LABELS);
        onSpark("in", "first", THREE, exports);
        SettingsRequest stored =
                THREE.with(Setting.CLASSES, "0")
                        .with(Setting.WORKING_SIZE, 128)
                        .with(
                                Setting.VOCABULARY,
                                folder.resolve("first/vocabulary.json").toString());
        UserException refusal =
                assertThrows(UserException.class, () -> onSpark("in", "cluster", stored, exports));
        assertTrue(refusal.getMessage().endsWith("choose 64"), refusal.getMessage());
        assertFalse(Files.exists(folder.resolve("cluster")));
    }

    private int classes(String output) throws IOException {
        Path file = folder.resolve(output).resolve("vocabulary.json");
        return VocabularyFile.read(file).classes().size();
    }

    private String result(String name) {
        return folder.resolve("cluster").resolve(name).toString();
    }

    private BatchSummary onSpark(
            String input, String output, SettingsRequest settings, Set<Export> exports)
            throws IOException {
        return ClusterBatch.run(
                spark,
                request(input, output, settings, exports),
                "embedded",
                "cpu",
                "automatic",
                Progress.NONE);
    }

    private void onOneMachine(
            String input, String output, SettingsRequest settings, Set<Export> exports)
            throws IOException {
        BatchSummary summary =
                Batch.run(
                        request(input, output, settings, exports),
                        diffSeg,
                        "embedded",
                        Progress.NONE);
        assertEquals(List.of(), summary.failures(), summary::text);
    }

    private BatchRequest request(
            String input, String output, SettingsRequest settings, Set<Export> exports) {
        return new BatchRequest(
                folder.resolve(input), "*", false, folder.resolve(output), exports, settings);
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

    private void assertSameResults(int count) throws IOException {
        List<Path> files = results("local");
        assertEquals(count, files.size(), files::toString);
        assertEquals(files, results("cluster"));
        for (Path file : files) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("local").resolve(file),
                            folder.resolve("cluster").resolve(file)),
                    () -> "" + file);
        }
    }

    /** As on a cluster that is shut down meanwhile. */
    private static final class FailsAtTheLast extends SegmentPartition {
        private FailsAtTheLast(Broadcast<ClusterJob> job) {
            super(job);
        }

        @Override
        void beforeFile(FileTask file) {
            if (file.name().equals("3.tif")) {
                throw new IllegalStateException("a fault of the test");
            }
        }
    }
}
