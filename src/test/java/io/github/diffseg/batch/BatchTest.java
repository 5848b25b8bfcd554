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

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.imagej.PluginVersion;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The embedded model on folders of small pictures. */
class BatchTest extends FolderFixture {

    @Test
    void writesWhatIsAskedForWithFailuresByReason() throws IOException {
        TestImages.write(input.resolve("plain.png"), 1);
        TestImages.write(input.resolve("sub/ümlaut 'quoted\" and\nbroken.png"), 2);
        TestImages.write(input.resolve("same.png"), 3);
        TestImages.write(input.resolve("same.bmp"), 4);
        Files.writeString(input.resolve("text.png"), "no image");
        Files.createFile(input.resolve("empty.tif"));
        Files.createDirectory(input.resolve("folder.tif"));
        Files.createSymbolicLink(input.resolve("sub/loop"), input);
        Files.writeString(input.resolve("notes.txt"), "passed over");

        BatchSummary summary = run(EVERYTHING, Progress.NONE);

        List<String> reasons =
                summary.failures().stream()
                        .map(entry -> entry.file() + ": " + entry.reason())
                        .toList();
        assertEquals(4, summary.failures().size(), () -> reasons.toString());
        assertTrue(reasons.contains("folder.tif: is a folder, not an image file"));
        assertTrue(reasons.contains("sub/loop: is a link to a folder that contains it"));
        assertTrue(reasons.stream().anyMatch(r -> r.matches("text.png: .* is not an image.*")));
        assertTrue(reasons.stream().anyMatch(r -> r.matches("empty.tif: .* is empty")));
        assertEquals(8, summary.total());
        assertEquals(4, summary.done());
        for (String stem :
                List.of("plain", "sub/ümlaut 'quoted_ and_broken", "same_png", "same_bmp")) {
            for (String suffix :
                    List.of(
                            "-labels.tif",
                            "-rois.zip",
                            "-segments.csv",
                            "-overlay.png",
                            ".geojson",
                            "-coco.json")) {
                assertTrue(Files.exists(output.resolve(stem + suffix)), stem + suffix);
            }
        }
        for (String yolo :
                List.of("plain", "sub/ümlaut 'quoted\" and\nbroken", "same_png", "same_bmp")) {
            assertTrue(Files.exists(output.resolve(yolo + ".txt")), yolo);
        }
        assertTrue(summary.text().contains("  same.png: same_png.txt"), summary::text);
        JsonObject coco = json(output.resolve("coco.json"));
        assertEquals(4, coco.getAsJsonArray("images").size());
        assertEquals(summary.segments(), coco.getAsJsonArray("annotations").size());
        assertTrue(summary.text().contains("text.png"), summary::text);
        assertEquals(8, lines().size(), "a line for each file and each refusal");
        assertEquals(
                new TreeSet<>(List.of("coco.json", "manifest.jsonl")),
                names("(coco.json|manifest.jsonl|\\..*)"),
                "no temporary file is left");
    }

    @Test
    void secondRunDoesOnlyWhatIsMissingOrChanged() throws IOException {
        for (int i = 0; i < 4; i++) {
            TestImages.write(input.resolve(i + ".png"), i);
        }
        run(Set.of(Export.LABELS), Progress.NONE);
        byte[] before = Files.readAllBytes(output.resolve("0-labels.tif"));

        assertEquals(4, run(Set.of(Export.LABELS), Progress.NONE).doneBefore());

        Files.delete(output.resolve("0-labels.tif"));
        TestImages.write(input.resolve("1.png"), 99);
        Files.setLastModifiedTime(input.resolve("2.png"), FileTime.fromMillis(1000));
        BatchSummary third = run(Set.of(Export.LABELS), Progress.NONE);
        assertEquals(2, third.doneBefore(), "deleted and changed; touched alone does not count");
        assertEquals(
                Map.of("a result was missing", 1, "the image file has changed", 1),
                third.madeAgain());
        assertArrayEquals(before, Files.readAllBytes(output.resolve("0-labels.tif")));

        BatchSummary table = run(Set.of(Export.TABLE), Progress.NONE);
        assertEquals(0, table.doneBefore());
        assertEquals(Map.of("there was no table", 4), table.madeAgain());
        SettingsRequest other =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.THRESHOLD, 0.7)
                        .with(Setting.WORKING_SIZE, 64);
        BatchRequest request =
                new BatchRequest(input, "*", true, output, Set.of(Export.TABLE), other);
        BatchSummary threshold = Batch.run(request, diffSeg, "embedded", Progress.NONE);
        assertEquals(0, threshold.doneBefore());
        assertTrue(
                threshold.text().matches("(?s).*\\R4 made again: threshold was auto \\(.*\\)\\R.*"),
                threshold::text);
        assertEquals(Map.of(), Batch.run(request, diffSeg, "embedded", Progress.NONE).madeAgain());
    }

    @Test
    void whatAnotherVersionOrModelMadeOrAnotherDeviceIsMadeAgain() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
        run(Set.of(Export.LABELS), Progress.NONE);
        String hash = diffSeg.modelHash(Progress.NONE);
        Path manifest = output.resolve(Manifest.FILE_NAME);
        String line = Files.readString(manifest);
        Map<String, String> others =
                Map.of(
                        "\"version\":\"" + PluginVersion.current() + "\"",
                        "version was other",
                        "\"model_sha256\":\"" + hash + "\"",
                        "model was DiffSeg-Nano (other)",
                        "\"device\":\"cpu\"",
                        "device was other",
                        "\"precision\":\"float32\"",
                        "precision was other");
        for (Map.Entry<String, String> other : others.entrySet()) {
            String field = other.getKey();
            assertTrue(line.contains(field), line);
            Files.writeString(
                    manifest, line.replace(field, field.replaceAll(":\".*\"", ":\"other\"")));
            BatchSummary summary = run(Set.of(Export.LABELS), Progress.NONE);
            assertEquals(0, summary.doneBefore(), field);
            assertEquals(Map.of(other.getValue(), 1), summary.madeAgain());
        }
    }

    @Test
    void cancelledRunGoesOnLater() throws IOException {
        // More than are on their way at a time, which are finished
        int images = 12;
        for (int i = 0; i < images; i++) {
            TestImages.write(input.resolve(i + ".png"), i);
        }
        CancelAfter progress = new CancelAfter(2);
        assertThrows(CancellationException.class, () -> run(Set.of(Export.LABELS), progress));
        int done = lines().size();
        assertTrue(done >= 2 && done < images, done + " lines");
        BatchSummary summary = run(Set.of(Export.LABELS), Progress.NONE);
        assertEquals(done, summary.doneBefore());
        assertEquals(images, summary.done());
        assertEquals(images, lines().size());
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        for (int i = 0; i < 3; i++) {
            TestImages.write(input.resolve(i + ".png"), i);
        }
        CancelAfter progress = new CancelAfter(Integer.MAX_VALUE);
        run(Set.of(Export.LABELS), progress);
        List<String> images = progress.steps.stream().filter(s -> s.startsWith("Image")).toList();
        assertEquals(3, images.size());
        assertTrue(images.get(0).matches("Image 1 of 3, \\d+ (s|min) left"), images.get(0));
        assertEquals("Image 3 of 3", images.get(2));
    }

    @Test
    void outputThatCannotBeWrittenIsThatImagesFailure() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
        TestImages.write(input.resolve("sub/b.png"), 2);
        Files.createDirectory(output);
        Files.writeString(output.resolve("sub"), "a file where a folder is needed");
        BatchSummary summary = run(Set.of(Export.LABELS), Progress.NONE);
        assertEquals(
                List.of("sub/b.png"),
                summary.failures().stream().map(ManifestEntry::file).toList());
        assertTrue(Files.exists(output.resolve("a-labels.tif")));
    }

    @Test
    void refusesOutputAmongTheImages() {
        BatchRequest request =
                new BatchRequest(
                        input,
                        "*",
                        true,
                        input,
                        Set.of(Export.LABELS),
                        SettingsRequest.ALL_RECOMMENDED);
        IOException e =
                assertThrows(
                        IOException.class,
                        () -> Batch.run(request, diffSeg, "embedded", Progress.NONE));
        assertTrue(e.getMessage().contains(input.toString()), e.getMessage());
    }

    @Test
    void passesOverItsOwnOutputInTheInput() throws IOException {
        output = input.resolve("out");
        TestImages.write(input.resolve("a.png"), 1);
        run(Set.of(Export.OVERLAY), Progress.NONE);
        BatchSummary second = run(Set.of(Export.OVERLAY), Progress.NONE);
        assertEquals(1, second.total());
        assertEquals(1, second.doneBefore());
    }

    @Test
    void sameInputsGiveTheSameBytes() throws IOException {
        TestImages.write(input.resolve("a.png"), 5);
        Set<Export> all = EVERYTHING;
        run(all, Progress.NONE);
        Path first = output;
        output = folder.resolve("again");
        run(all, Progress.NONE);
        for (String name :
                List.of(
                        "a-labels.tif",
                        "a-rois.zip",
                        "a-segments.csv",
                        "a-overlay.png",
                        "coco.json",
                        "a.txt")) {
            assertEquals(-1, Files.mismatch(first.resolve(name), output.resolve(name)), name);
        }
    }

    @Test
    void namesThatAreNoTextAreRefusedOneByOne() throws IOException, InterruptedException {
        TestImages.write(input.resolve("a.png"), 1);
        String copies = "cp a.png \"$(printf '\\344.png')\"; cp a.png \"$(printf '\\366.png')\"";
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", copies).directory(input.toFile());
        assertEquals(0, shell.start().waitFor());
        BatchSummary summary = run(Set.of(Export.LABELS), Progress.NONE);
        assertEquals(1, summary.done());
        assertEquals(
                List.of("%E4.png", "%F6.png"),
                summary.failures().stream().map(ManifestEntry::file).toList());
        String reason = summary.failures().get(0).reason();
        assertTrue(reason.startsWith("its name is no text in the encoding"), reason);
    }

    @Test
    void longNamesHaveResults() throws IOException {
        TestImages.write(input.resolve("n".repeat(251) + ".png"), 1);
        TestImages.write(input.resolve("細".repeat(83) + ".png"), 2);
        BatchSummary summary = run(EVERYTHING, Progress.NONE);
        assertEquals(2, summary.done(), summary::text);
    }

    @Test
    void whatMatchesNothingIsRefusedWithAHint() throws IOException {
        TestImages.write(input.resolve("sub/a.png"), 1);
        BatchRequest request =
                new BatchRequest(
                        input,
                        "*.png",
                        false,
                        output,
                        Set.of(Export.LABELS),
                        SettingsRequest.ALL_RECOMMENDED);
        IOException e =
                assertThrows(
                        IOException.class,
                        () -> Batch.run(request, diffSeg, "embedded", Progress.NONE));
        assertEquals(
                "No file in "
                        + input
                        + " matches *.png; folders in it are entered only if recursive is set",
                e.getMessage());
    }

    @Test
    void passesOverTheOutputOfAnotherBatch() throws IOException {
        TestImages.write(input.resolve("a.png"), 1);
        output = input.resolve("first");
        run(Set.of(Export.OVERLAY), Progress.NONE);
        output = folder.resolve("out");
        BatchSummary second = run(Set.of(Export.OVERLAY), Progress.NONE);
        assertEquals(1, second.total(), "the overlay picture of the first is no image");
    }

    @Test
    void correctionsAreRefused() {
        SettingsRequest settings =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.WORKING_SIZE, 64)
                        .with(Setting.GRANULARITY, 0.5)
                        .with(Setting.CORRECTIONS, "merge 1 2");
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new BatchRequest(
                                        input, "*", true, output, Set.of(Export.LABELS), settings));
        assertTrue(e.getMessage().startsWith("corrections is \"merge 1 2\""), e.getMessage());
    }

    @Test
    void brokenPatternIsRefusedInWords() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new BatchRequest(
                                        input,
                                        "*.{png",
                                        true,
                                        output,
                                        Set.of(Export.LABELS),
                                        SettingsRequest.ALL_RECOMMENDED));
        assertTrue(e.getMessage().contains("\"*.{png\", which is no glob"), e.getMessage());
    }

    @Test
    void imagesSideBySideHaveTheSameResultsAndItSaysHowManyThereWere() throws IOException {
        for (int i = 0; i < 5; i++) {
            TestImages.write(input.resolve(i + ".png"), i);
        }
        Files.writeString(input.resolve("text.png"), "no image");
        BatchSummary one = run(new BatchSplit(1, TorchEngine.threads()));
        assertTrue(one.text().contains(", one image at a time, "), one::text);
        List<byte[]> labels = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Path file = output.resolve(i + "-labels.tif");
            labels.add(Files.readAllBytes(file));
            Files.delete(file);
        }

        BatchSummary sideBySide = run(new BatchSplit(2, 1));

        assertTrue(
                sideBySide.text().contains(", 2 images at a time, 1 thread each"),
                sideBySide::text);
        assertEquals(5, sideBySide.done());
        for (int i = 0; i < 5; i++) {
            Path file = output.resolve(i + "-labels.tif");
            assertArrayEquals(labels.get(i), Files.readAllBytes(file), file.toString());
        }
    }

    private BatchSummary run(BatchSplit split) throws IOException {
        SettingsRequest settings = SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, 64);
        BatchRequest request =
                new BatchRequest(
                        input, NamePattern.IMAGES, true, output, Set.of(Export.LABELS), settings);
        return Batch.run(request, diffSeg, "embedded", split, Progress.NONE);
    }

    @Test
    void emptySetOfExportsIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> run(EnumSet.noneOf(Export.class), Progress.NONE));
        assertFalse(Files.exists(output));
    }

    private BatchSummary run(Set<Export> exports, Progress progress) throws IOException {
        SettingsRequest settings = SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, 64);
        BatchRequest request =
                new BatchRequest(input, NamePattern.IMAGES, true, output, exports, settings);
        return Batch.run(request, diffSeg, "embedded", progress);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(output.resolve(Manifest.FILE_NAME));
    }

    private Set<String> names(String pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(output)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(pattern))
                    .forEach(names::add);
        }
        return names;
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    /** Remembers the steps; cancelled after so many images. */
    private static final class CancelAfter implements Progress {
        private final int images;
        private final List<String> steps = new ArrayList<>();

        private CancelAfter(int images) {
            this.images = images;
        }

        @Override
        public synchronized void report(String step, double fraction) {
            steps.add(step);
        }

        @Override
        public synchronized boolean isCancelled() {
            return steps.stream().filter(step -> step.startsWith("Image")).count() >= images;
        }
    }
}
