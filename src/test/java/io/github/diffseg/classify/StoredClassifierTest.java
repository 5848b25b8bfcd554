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

package io.github.diffseg.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a classifier. */
class StoredClassifierTest {

    @TempDir Path folder;

    private static TaughtClassifier classifier() {
        return new TaughtClassifier(
                List.of("ground", "Kern \"ä\""),
                List.of(
                        new TaughtClassifier.Weights("latent", 2, new float[] {0.1f, -1e-9f, 3, 4}),
                        new TaughtClassifier.Weights("colour", 1, new float[] {1f / 3, 7e8f})),
                new float[] {-0.25f, 0.7f},
                new TaughtClassifier.Origin("Nano", "00ff", 512, 1, "per layer"));
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        Path file = folder.resolve("cells.json");
        StoredClassifier written = StoredClassifier.write(file, classifier());
        StoredClassifier read = StoredClassifier.read(file.toString());
        assertEquals(written.sha256(), read.sha256());
        assertEquals(classifier().classes(), read.taught().classes());
        assertEquals(classifier().origin(), read.taught().origin());
        assertArrayEquals(classifier().bias(), read.taught().bias());
        for (int m = 0; m < 2; m++) {
            TaughtClassifier.Weights one = classifier().weights().get(m);
            TaughtClassifier.Weights other = read.taught().weights().get(m);
            assertEquals(one.map() + one.channels(), other.map() + other.channels());
            assertArrayEquals(one.values(), other.values());
        }
    }

    @Test
    void anotherModelIsRefusedInOneSentenceThatNamesBoth() {
        StoredClassifier stored =
                StoredClassifier.write(folder.resolve("cells.json"), classifier());
        assertDoesNotThrow(() -> stored.requireModel("renamed", "00ff"));
        UserException e =
                assertThrows(
                        UserException.class,
                        () -> stored.requireModel("Other", "abcdef0123456789"));
        assertTrue(
                e.getMessage().contains("model Nano (00ff), not with Other (abcdef012345)"),
                e.getMessage());
    }

    @Test
    void whatIsNoClassifierIsRefused() throws IOException {
        Path file = folder.resolve("cells.json");
        StoredClassifier.write(file, classifier());
        String whole = Files.readString(file);
        for (String damaged :
                List.of(
                        "",
                        "{}",
                        "[1]",
                        whole.substring(0, whole.length() / 2),
                        whole.replace("diffseg-classifier", "something"),
                        whole.replace("-0.25,", ""),
                        whole.replace("\"channels\":2", "\"channels\":3"))) {
            Files.writeString(file, damaged);
            UserException e =
                    assertThrows(
                            UserException.class,
                            () -> StoredClassifier.read(file.toString()),
                            damaged);
            assertTrue(e.getMessage().contains("no classifier of DiffSeg"), e.getMessage());
        }
        Files.writeString(file, whole.replace("\"version\":1", "\"version\":2"));
        UserException later =
                assertThrows(UserException.class, () -> StoredClassifier.read(file.toString()));
        assertTrue(later.getMessage().contains("version 2"), later.getMessage());
        Files.delete(file);
        UserException missing =
                assertThrows(UserException.class, () -> StoredClassifier.read(file.toString()));
        assertTrue(missing.getMessage().contains("cannot be read"), missing.getMessage());
    }
}
