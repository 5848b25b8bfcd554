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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.diffseg.batch.NamePattern;
import io.github.diffseg.command.BatchCommand;
import io.github.diffseg.command.HeadlessMacro;
import io.github.diffseg.command.SegmentCommand;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;

/**
 * All sample images as users segment them, with the model's recommended settings: on the command
 * line with two threads, by the macros with one, and by {@code spark-submit} as two tasks of one
 * thread each.
 */
class SameLabelsTest {

    private static final Path SAMPLES = Path.of("sample-images").toAbsolutePath();

    @TempDir private Path folder;

    /** Of this process, in which the macros run; unless another test has begun to compute. */
    @BeforeAll
    static void oneThread() {
        TaskThreads.prepare(new SparkConf());
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void commandLineMacrosAndSparkGiveTheSameLabels() throws Exception {
        try (SparkHome spark = new SparkHome(folder)) {
            end(spark.batch("batch", SparkHome.threads(2), arguments("batch")), spark.log("batch"));
            end(
                    spark.submit("spark", "local[2]", List.of(), arguments("spark")),
                    spark.log("spark"));
        }
        macro("DiffSeg_Batch_Folder", BatchCommand.class);
        macro("DiffSeg_Segment_Folder", SegmentCommand.class);
        List<String> names = samples();
        assertEquals(7, names.size());
        for (String name : names) {
            ImagePlus expected = labels("batch", name);
            assertTrue(expected.getStatistics().max >= 2, name + " has segments");
            for (String way : List.of("spark", "DiffSeg_Batch_Folder", "DiffSeg_Segment_Folder")) {
                ImagePlus found = labels(way, name);
                assertEquals(expected.getWidth(), found.getWidth());
                assertArrayEquals(
                        expected.getProcessor().getIntArray(),
                        found.getProcessor().getIntArray(),
                        name + " by " + way);
            }
        }
    }

    private List<String> arguments(String output) {
        return List.of(
                SAMPLES.toString(),
                "--output=" + folder.resolve(output),
                "--device=cpu",
                "--write=labels,overlay");
    }

    private static void end(Process process, Path log) throws Exception {
        int status = process.waitFor();
        assertEquals(0, status, Files.readString(log));
    }

    private void macro(String name, Class<?> command) throws IOException {
        Path output = Files.createDirectory(folder.resolve(name));
        try (Context context = new Context()) {
            HeadlessMacro.install(context, command);
            HeadlessMacro.Outcome outcome =
                    HeadlessMacro.run(
                            Files.readString(Path.of("macros", name + ".ijm")),
                            SAMPLES + "," + output);
            assertNull(outcome.error());
        }
    }

    private static List<String> samples() throws IOException {
        PathMatcher images = FileSystems.getDefault().getPathMatcher("glob:" + NamePattern.IMAGES);
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(Path::getFileName)
                    .filter(images::matches)
                    .map(file -> file.toString().replaceFirst("\\.\\w+$", ""))
                    .sorted()
                    .toList();
        }
    }

    private ImagePlus labels(String way, String name) {
        Path file = folder.resolve(way).resolve(name + "-labels.tif");
        ImagePlus labels = IJ.openImage(file.toString());
        assertTrue(labels != null, file + " is no image");
        return labels;
    }
}
