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
import io.github.diffseg.batch.TestImages;
import io.github.diffseg.imagej.Pictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The job's own command line, on {@code local[*]}. */
class ClusterMainTest {

    private static final List<String> SETTINGS =
            List.of("spark.ui.enabled", "spark.driver.host", "spark.driver.bindAddress");

    @TempDir private Path folder;

    private record Run(int status, String out, String err) {}

    /** What {@code spark-submit --conf} gives reaches the job as system properties. */
    @BeforeAll
    static void configure() {
        System.setProperty(SETTINGS.get(0), "false");
        System.setProperty(SETTINGS.get(1), "localhost");
        System.setProperty(SETTINGS.get(2), "127.0.0.1");
    }

    @AfterAll
    static void restore() {
        SETTINGS.forEach(System::clearProperty);
    }

    @Test
    void segmentsAFolderAndTellsWhatFailed() throws IOException {
        TestImages.write(folder.resolve("in/a.png"), 1);
        Run good = run("--write=labels");
        assertEquals(0, good.status, good.err);
        assertTrue(good.out.startsWith("1 of 1 images segmented"), good.out);
        assertTrue(Files.exists(folder.resolve("out/a-labels.tif")));

        Files.writeString(folder.resolve("in/b.png"), "text");
        Run bad = run("--write=labels");
        assertEquals(1, bad.status);
        assertTrue(bad.out.startsWith("1 of 2 images segmented (1 of them before)"), bad.out);
        assertTrue(bad.out.contains("b.png: "), bad.out);
    }

    @Test
    void oneLargeImageIsSegmentedInTiles() {
        Path image = folder.resolve("shapes.tif");
        IJ.saveAsTiff(Pictures.image("shapes", 160, 64), image.toString());
        Run run =
                run(
                        LargeMain.commandLine(),
                        image.toString(),
                        "--output=" + folder.resolve("new/labels.tif"),
                        "--working-size=64",
                        "--detail=full",
                        "--device=cpu");
        assertEquals(0, run.status, run.err);
        assertTrue(run.out.contains(" in 160 x 64 pixels, "), run.out);
        assertTrue(Files.exists(folder.resolve("new/labels.tif")));
        assertTrue(Files.exists(folder.resolve("new/labels-segments.csv")));
        Run wrong = run(LargeMain.commandLine(), image.toString(), "--threshold=1000");
        assertEquals(2, wrong.status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--threshold=1000 | threshold is 1000; it must be from 0.0001 to 100",
                "--precision=foo | precision is \"foo\"; it must be automatic,",
                "--pattern=*.{png | The pattern of file names is",
                "--write=labels,xml | \"xml\" is no output of a batch",
            })
    void wrongUsageIsRefusedBeforeSparkStarts(String option, String message) {
        Run run = run(option);
        assertEquals(2, run.status);
        assertTrue(run.err.startsWith("diffseg: " + message), run.err);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void sparkLearnsOfAFailureByAnException() {
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () -> ClusterMain.main(new String[] {"--no-such-option"}));
        assertEquals("The batch ended with status 2", e.getMessage());
    }

    private Run run(String option) {
        return run(
                ClusterMain.commandLine(),
                folder.resolve("in").toString(),
                "--output=" + folder.resolve("out"),
                "--working-size=64",
                "--device=cpu",
                option);
    }

    private static Run run(CommandLine commandLine, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }
}
