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

package io.github.diffseg.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Carries models to machines without internet. */
class ModelArchiveTest {

    @TempDir private Path folder;
    private FakeHome online;
    private FakeHome offline;
    private Path zip;

    @BeforeEach
    void twoMachines() {
        online = new FakeHome(folder.resolve("online"));
        offline = new FakeHome(folder.resolve("offline"));
        zip = folder.resolve("model.zip");
    }

    @Test
    void aModelOfTheHubsCacheArrivesAsAFolder() throws IOException {
        String cached = ".cache/huggingface/hub/models--org--tiny/";
        Path blob = online.file(cached + "blobs/abc", "weights");
        Path model = online.model(cached + "snapshots/1");
        Files.createSymbolicLink(model.resolve("unet/weights.safetensors"), blob);
        ModelPlace place = export("tiny");
        assertEquals("tiny", place.name());
        assertEquals(
                List.of("unet/config.json", "unet/weights.safetensors"),
                ModelFiles.in(place.path().orElseThrow()).stream()
                        .map(file -> place.path().get().relativize(file).toString())
                        .toList());
        Path arrived = place.path().get().resolve("unet/weights.safetensors");
        assertEquals("weights", Files.readString(arrived));
        assertFalse(Files.isSymbolicLink(arrived));
        assertEquals(ModelChecks.State.RIGHT, new ModelChecks(offline.library()).state(place));
        assertEquals(
                "There is a model tiny already; remove it first",
                refused(() -> new ModelArchive(offline.library()).importFrom(zip, Progress.NONE)));
        assertEquals(
                "tiny was removed from " + offline.library().modelsFolder(),
                offline.library().remove("tiny"));
        assertEquals(1, offline.library().places().size());
    }

    @Test
    void aCheckpointArrivesAsAFile() throws IOException {
        online.file("ComfyUI/models/checkpoints/photo.safetensors", "weights");
        ModelPlace place = export("photo");
        assertEquals("photo", place.name());
        assertTrue(place.isCheckpoint());
        assertEquals(ModelOrigin.DOWNLOADED, place.origin());
        offline.library().remove("photo");
        assertEquals(1, offline.library().places().size());
    }

    private ModelPlace export(String name) {
        ModelLibrary library = online.library();
        new ModelArchive(library).export(library.require(name), zip, Progress.NONE);
        return new ModelArchive(offline.library()).importFrom(zip, Progress.NONE);
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        write("a.txt", "x");
        assertEquals(
                zip
                        + " is no exported model; unpack it and add the folder instead, if it holds one",
                refusedImport());
        Files.writeString(zip, "no zip");
        assertEquals(
                zip + " cannot be imported: it is no zip file, or not a whole one",
                refusedImport());
    }

    @Test
    void namesThatLeadElsewhereAreRefused() throws IOException {
        for (String name :
                List.of("../evil", "/etc/evil", "a/../../evil", "C:evil", "a\\b", "..")) {
            String list =
                    "{\"name\": \"m\", \"sha256\": {\""
                            + name.replace("\\", "\\\\")
                            + "\": \"00\"}}";
            write("diffseg-model.json", list);
            assertEquals(
                    zip + " holds the name " + name + ", which leads elsewhere; do not use it",
                    refusedImport());
        }
        write("diffseg-model.json", "{\"name\": \"../m\", \"sha256\": {}}");
        assertEquals(zip + " names its model wrongly; export it again", refusedImport());
        assertFalse(Files.exists(folder.resolve("evil")));
    }

    @Test
    void whatIsDamagedLeavesNothing() throws IOException {
        write("diffseg-model.json", "{\"name\": \"m\", \"sha256\": {\"a\": \"00\"}}", "a", "x");
        assertEquals(
                zip + " cannot be imported: a in it is damaged; export it again", refusedImport());
        write("diffseg-model.json", "{\"name\": \"m\", \"sha256\": {\"b\": \"00\"}}", "a", "x");
        assertEquals(
                zip + " cannot be imported: b is missing in it; export it again", refusedImport());
        assertEquals(List.of(), ModelSearch.children(offline.library().modelsFolder()));
    }

    @Test
    void aFullDiskAndACancelledRunLeaveNothing() throws IOException {
        write("diffseg-model.json", "{\"name\": \"m\", \"sha256\": {\"a\": \"00\"}}", "a", "xyz");
        ModelArchive archive = new ModelArchive(offline.library(), place -> 2);
        assertTrue(
                refused(() -> archive.importFrom(zip, Progress.NONE))
                        .endsWith("where 1 MB are free"));
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThrows(
                CancellationException.class,
                () -> new ModelArchive(offline.library()).importFrom(zip, cancelled));
        assertEquals(List.of(), ModelSearch.children(offline.library().modelsFolder()));
        online.model(".local/share/diffseg/models/mine");
        Files.delete(zip);
        assertThrows(
                CancellationException.class,
                () ->
                        new ModelArchive(online.library())
                                .export(online.library().require("mine"), zip, cancelled));
        assertFalse(Files.exists(zip));
    }

    private void write(String... namesAndTexts) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private String refusedImport() {
        return refused(() -> new ModelArchive(offline.library()).importFrom(zip, Progress.NONE));
    }

    private static String refused(org.junit.jupiter.api.function.Executable work) {
        return assertThrows(UserException.class, work).getMessage();
    }
}
