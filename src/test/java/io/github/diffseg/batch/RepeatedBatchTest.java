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

package io.github.diffseg.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several batches into one output folder, which must never hold a mixture of theirs. */
class RepeatedBatchTest extends FolderFixture {

    private static final double FINE = 0.3;
    private static final double COARSE = 90;

    @Test
    void imagesOfAnotherFolderAreRefused() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
        run("*.png", FINE, Set.of(Export.LABELS));
        byte[] labels = Files.readAllBytes(output.resolve("a-labels.tif"));
        Path first = input;
        input = folder.resolve("other");
        TestImages.write(input.resolve("a.png"), 2);
        IOException e =
                assertThrows(IOException.class, () -> run("*.png", FINE, Set.of(Export.LABELS)));
        assertTrue(
                e.getMessage()
                        .startsWith("The output folder " + output + " has the results of " + first),
                e.getMessage());
        assertArrayEquals(labels, Files.readAllBytes(output.resolve("a-labels.tif")));

        input = Files.createSymbolicLink(folder.resolve("link"), first);
        assertEquals(1, run("*.png", FINE, Set.of(Export.LABELS)).doneBefore(), "the same folder");
    }

    @Test
    void filesOfOneNameKeepTheirResultsApartOverRuns() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
        run("*.png", FINE, Set.of(Export.LABELS));
        byte[] labels = Files.readAllBytes(output.resolve("a-labels.tif"));
        TestImages.write(input.resolve("a.bmp"), 2);
        assertEquals(0, run("*.bmp", FINE, Set.of(Export.LABELS)).doneBefore());
        assertEquals(2, run("*", FINE, Set.of(Export.LABELS)).doneBefore());
        assertArrayEquals(labels, Files.readAllBytes(output.resolve("a-labels.tif")));
        assertEquals(Set.of("a-labels.tif", "a_bmp-labels.tif", "manifest.jsonl"), names());
    }

    @Test
    void oldResultsGoWithTheirRecipe() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
        run("*", FINE, EVERYTHING);
        assertEquals(9, names().size());
        BatchSummary second = run("*", COARSE, Set.of(Export.LABELS));
        assertEquals(Map.of("threshold was 0.3", 1), second.madeAgain());
        assertEquals(Set.of("a-labels.tif", "manifest.jsonl"), names());
    }

    @Test
    void resultsOfAnImageThatFailsNowGoToo() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
        run("*", FINE, Set.of(Export.LABELS));
        Files.writeString(input.resolve("a.png"), "no image any more");
        assertEquals(1, run("*", FINE, Set.of(Export.LABELS)).failures().size());
        assertEquals(Set.of("manifest.jsonl"), names());
    }

    @Test
    void resultsThatWereBeingReplacedAreMadeAgain() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
        TestImages.write(input.resolve("b.png"), 2);
        run("*", FINE, Set.of(Export.LABELS));
        byte[] labels = Files.readAllBytes(output.resolve("a-labels.tif"));

        BatchRequest request = request("*", COARSE, Set.of(Export.LABELS));
        Recipe recipe =
                Recipe.of(
                        request,
                        diffSeg.storedModel(),
                        diffSeg.modelHash(Progress.NONE),
                        diffSeg.device(),
                        diffSeg.precision().compute());
        try (BatchSession killed = BatchSession.open(request, recipe, Progress.NONE)) {
            assertEquals(2, killed.pending().size());
            InputFile file = killed.pending().get(0);
            killed.begin(file);
            ImageTask task = new ImageTask(file, recipe);
            task.read();
            task.segment(
                    new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO),
                    request.settings(),
                    Progress.NONE);
            assertTrue(task.write(output).isDone());
            // Here it is killed, before the line
        }
        assertFalse(Arrays.equals(labels, Files.readAllBytes(output.resolve("a-labels.tif"))));

        BatchSummary again = run("*", FINE, Set.of(Export.LABELS));
        assertEquals(1, again.doneBefore(), "the other image was not begun");
        assertArrayEquals(labels, Files.readAllBytes(output.resolve("a-labels.tif")));
    }

    private BatchSummary run(String pattern, double threshold, Set<Export> exports)
            throws IOException {
        return Batch.run(request(pattern, threshold, exports), diffSeg, "embedded", Progress.NONE);
    }

    private BatchRequest request(String pattern, double threshold, Set<Export> exports) {
        SettingsRequest settings =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.THRESHOLD, threshold)
                        .with(Setting.WORKING_SIZE, 64);
        return new BatchRequest(input, pattern, false, output, exports, settings);
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            return new TreeSet<>(names);
        }
    }
}
