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
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of a user's is lost, and no old results before the new ones are there. */
class KeptFilesTest extends FolderFixture {

    private static final double FINE = 0.3;
    private static final double COARSE = 90;

    @BeforeEach
    void writeImage() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"image\": \"a.png\", \"caption\": \"mine\"}",
                "{\"image\": \"a.png\"}\n{\"image\": \"b.png\"}",
                "{\"input\":\"/in\",\"file\":\"a.png\",\"outcome\":\"done\"}\n{\"inp"
            })
    void aManifestOfAnotherProgramOrBuildIsNotChanged(String content) throws IOException {
        Path manifest = Files.createDirectory(output).resolve(Manifest.FILE_NAME);
        Files.writeString(manifest, content);
        IOException e = assertThrows(IOException.class, () -> run(FINE, Export.LABELS));
        assertTrue(e.getMessage().startsWith(manifest + " is "), e.getMessage());
        assertTrue(e.getMessage().contains("choose another output folder"), e.getMessage());
        assertEquals(content, Files.readString(manifest));
        assertEquals(List.of(Manifest.FILE_NAME), names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-labels.tif", "a.txt", "coco.json", "a-coco.json"})
    void filesOfAnotherProgramAreNotReplaced(String name) throws IOException {
        Path mine = Files.writeString(Files.createDirectory(output).resolve(name), "mine");
        IOException e =
                assertThrows(
                        IOException.class,
                        () -> run(FINE, Export.LABELS, Export.COCO, Export.YOLO));
        assertEquals(
                mine
                        + " is there already, and there is no manifest.jsonl that says it is"
                        + " DiffSeg's; choose another output folder, or move that file away",
                e.getMessage());
        assertEquals(List.of(name), names());
        assertEquals("mine", Files.readString(mine));
    }

    @Test
    void emptiedResultsAreMadeAgain() throws IOException {
        run(FINE, EVERYTHING.toArray(Export[]::new));
        for (String name : names()) {
            if (!name.equals(Manifest.FILE_NAME) && !name.equals(BatchSession.COCO_FILE)) {
                byte[] whole = Files.readAllBytes(output.resolve(name));
                Files.write(output.resolve(name), new byte[0]);
                BatchSummary again = run(FINE, EVERYTHING.toArray(Export[]::new));
                assertEquals(
                        Map.of("a result had been changed or damaged", 1), again.madeAgain(), name);
                assertArrayEquals(whole, Files.readAllBytes(output.resolve(name)), name);
                assertEquals(List.of(), again.setAside(), "nothing of an empty file");
            }
        }
    }

    /** Perhaps a user has corrected it: nobody can tell that from damage. */
    @Test
    void changedResultsAreMadeAgainAndKeptAside() throws IOException {
        run(FINE, Export.LABELS, Export.TABLE);
        Path labels = output.resolve("a-labels.tif");
        byte[] whole = Files.readAllBytes(labels);
        byte[] changed = whole.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(labels, changed);
        BatchSummary again = run(FINE, Export.LABELS, Export.TABLE);
        assertEquals(List.of("a-labels.tif.changed"), again.setAside());
        assertArrayEquals(whole, Files.readAllBytes(labels));
        assertArrayEquals(changed, Files.readAllBytes(output.resolve("a-labels.tif.changed")));

        Files.writeString(labels, "other");
        BatchSummary coarse = run(COARSE, Export.TABLE);
        assertEquals(List.of("a-labels.tif.changed-2"), coarse.setAside(), "not asked for now");
        assertFalse(Files.exists(labels));
        assertEquals("other", Files.readString(output.resolve("a-labels.tif.changed-2")));
    }

    /** Copied by another program, for example. */
    @Test
    void resultsOfAnotherTimeWithTheSameContentHold() throws IOException {
        run(FINE, Export.LABELS);
        Files.setLastModifiedTime(output.resolve("a-labels.tif"), FileTime.fromMillis(1000));
        assertEquals(1, run(FINE, Export.LABELS).doneBefore());
    }

    /** A folder in the way of the second result stands in for a full disk. */
    @Test
    void theOldResultsStayWholeIfTheNewOnesCannotBeWritten() throws IOException {
        run(FINE, Export.LABELS, Export.TABLE);
        byte[] labels = Files.readAllBytes(output.resolve("a-labels.tif"));
        byte[] table = Files.readAllBytes(output.resolve("a-segments.csv"));
        Path way = Files.createDirectory(output.resolve("a-overlay.png"));

        BatchSummary failed = run(COARSE, Export.LABELS, Export.TABLE, Export.OVERLAY);
        assertEquals(
                List.of("Cannot write " + way + ": there is a folder of that name"),
                failed.failures().stream().map(ManifestEntry::reason).toList());
        assertArrayEquals(labels, Files.readAllBytes(output.resolve("a-labels.tif")));
        assertArrayEquals(table, Files.readAllBytes(output.resolve("a-segments.csv")));
        assertEquals(List.of("a-labels.tif", "a-segments.csv"), failed.failures().get(0).files());
        assertEquals(
                List.of("a-labels.tif", "a-overlay.png", "a-segments.csv", "manifest.jsonl"),
                names());

        Files.delete(way);
        assertEquals(1, run(COARSE, Export.LABELS, Export.OVERLAY).done());
        assertEquals(List.of("a-labels.tif", "a-overlay.png", "manifest.jsonl"), names());
    }

    private BatchSummary run(double threshold, Export... exports) throws IOException {
        SettingsRequest settings =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.THRESHOLD, threshold)
                        .with(Setting.WORKING_SIZE, 64);
        Set<Export> set = EnumSet.copyOf(List.of(exports));
        BatchRequest request = new BatchRequest(input, "*", false, output, set, settings);
        return Batch.run(request, diffSeg, "embedded", Progress.NONE);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
