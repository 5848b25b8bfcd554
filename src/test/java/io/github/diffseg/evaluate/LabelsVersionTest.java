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

package io.github.diffseg.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsVersionTest {

    @TempDir private Path folder;

    @Test
    void aFileThatChangesIsAnotherAndSoIsItsFolder() throws IOException {
        Path mask = Files.writeString(folder.resolve("1.png"), "one");
        Files.setLastModifiedTime(mask, FileTime.fromMillis(1_000_000));
        FileTime ofFolder = FileTime.fromMillis(2_000_000);
        Files.setLastModifiedTime(folder, ofFolder);
        String file = LabelsVersion.of(mask);
        String whole = LabelsVersion.of(folder);
        assertEquals("3@1970-01-01T00:16:40Z", file);
        assertEquals(whole, LabelsVersion.of(folder));

        Files.setLastModifiedTime(mask, FileTime.fromMillis(3_000_000));
        assertEquals(ofFolder, Files.getLastModifiedTime(folder), "a folder does not notice");
        assertNotEquals(file, LabelsVersion.of(mask));
        assertNotEquals(whole, LabelsVersion.of(folder));

        Files.setLastModifiedTime(mask, FileTime.fromMillis(1_000_000));
        assertEquals(whole, LabelsVersion.of(folder));
        Files.move(mask, folder.resolve("2.png"));
        assertNotEquals(whole, LabelsVersion.of(folder));
    }
}
