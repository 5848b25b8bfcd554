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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnfinishedFilesTest {

    @TempDir private Path output;

    @Test
    void onlyWhatThisBatchHasBegunIsDeleted() throws IOException {
        String temporary = "." + UUID.randomUUID() + "-a-labels.tif";
        Files.createDirectories(output.resolve("sub"));
        Files.createDirectories(output.resolve("other"));
        Files.createFile(output.resolve(temporary));
        Files.createFile(output.resolve("sub").resolve(temporary));
        Files.createFile(output.resolve(Manifest.FILE_NAME));
        Files.createFile(output.resolve("other").resolve(Manifest.FILE_NAME));
        Path running = Files.createFile(output.resolve("other").resolve(temporary));
        Path foreign = Files.createFile(output.resolve(".hidden-labels.tif"));
        UnfinishedFiles.delete(output);
        assertTrue(Files.exists(running), "another batch may be writing it");
        assertTrue(Files.exists(foreign));
        try (Stream<Path> files = Files.walk(output)) {
            List<Path> left = files.filter(Files::isRegularFile).toList();
            assertEquals(4, left.size(), left::toString);
        }
    }

    /** Whatever a batch writes, of one image, of a stack and of all of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-labels.tif",
                "a-classes.tif",
                "a-rois.zip",
                "a-segments.csv",
                "a-overlay.png",
                "a-overlay.tif",
                "a.geojson",
                "a-coco.json",
                "a.txt",
                "coco.json",
                "vocabulary.json",
                "vocabulary.png"
            })
    void allKindsOfResultsAreKnown(String name) throws IOException {
        Path temporary = Files.createFile(output.resolve("." + UUID.randomUUID() + "-" + name));
        Path whole = Files.createFile(output.resolve(name));
        Path other = Files.createFile(output.resolve("." + UUID.randomUUID() + "-a.jpg"));
        UnfinishedFiles.delete(output);
        assertFalse(Files.exists(temporary));
        assertTrue(Files.exists(whole));
        assertTrue(Files.exists(other));
    }
}
