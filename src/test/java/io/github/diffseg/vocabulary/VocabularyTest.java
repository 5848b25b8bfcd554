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

package io.github.diffseg.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of made-up features: directions with noise around each. */
class VocabularyTest {

    private static final FeatureConditions HERE =
            new FeatureConditions("nano", "abc123", Map.of("working_size", "512"));

    /** Segments of so many kinds in turn; those of kind k have 100 · (k + 1) pixels. */
    private static List<SegmentFeature> segments(int kinds, int each, double noise) {
        Random random = new Random(5);
        List<SegmentFeature> segments = new ArrayList<>();
        for (int i = 0; i < kinds * each; i++) {
            float[] values = new float[16];
            for (int c = 0; c < values.length; c++) {
                values[c] = (float) (noise * random.nextGaussian());
            }
            values[i % kinds] += 1;
            segments.add(new SegmentFeature(0, i + 1, 100L * (i % kinds + 1), values));
        }
        return segments;
    }

    private static Vocabulary found(List<SegmentFeature> segments, int count) {
        return Vocabulary.of(HERE, segments, count, number -> 0x10 * number, Progress.NONE);
    }

    @Test
    void segmentsOfOneKindHaveOneClassNumberedByArea() {
        List<SegmentFeature> segments = segments(3, 8, 0.05);
        Vocabulary vocabulary = found(segments, 3);
        int[] numbers = vocabulary.classesOf(segments);
        for (int i = 0; i < numbers.length; i++) {
            // Kind 2 has the most pixels, kind 0 the fewest
            assertEquals(3 - i % 3, numbers[i], "segment " + i);
        }
        assertEquals(8 * 300, vocabulary.get(1).pixels());
        assertEquals(8, vocabulary.get(3).segments());
        assertEquals("class 2", vocabulary.get(2).name());
        assertEquals(0x30, vocabulary.get(3).rgb());
    }

    @Test
    void theNumberOfKindsIsFoundBySilhouette() {
        for (int kinds = 2; kinds <= 6; kinds++) {
            Vocabulary vocabulary = found(segments(kinds, 7, 0.08), Vocabulary.CHOSEN);
            assertEquals(kinds, vocabulary.classes().size());
            assertTrue(vocabulary.silhouette() > 0.5, kinds + ": " + vocabulary.silhouette());
        }
    }

    @Test
    void sameSegmentsGiveTheSameClassesAndNoMoreThanTheyDiffer() {
        List<SegmentFeature> segments = segments(4, 5, 0.3);
        assertEquals(
                VocabularyFile.text(found(segments, 4)), VocabularyFile.text(found(segments, 4)));
        List<SegmentFeature> alike = Collections.nCopies(6, segments.get(0));
        assertEquals(1, found(alike, 3).classes().size());
        assertEquals(1, found(alike, Vocabulary.CHOSEN).classes().size());
        assertEquals(2, found(segments.subList(0, 2), 5).classes().size());
        assertEquals(
                "There is no segment, so there are no classes of segments",
                assertThrows(UserException.class, () -> found(List.of(), 3)).getMessage());
    }

    @Test
    void choosingTheNumberCanBeCancelled() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        List<SegmentFeature> segments = segments(3, 4, 0.1);
        assertThrows(
                CancellationException.class,
                () -> Vocabulary.of(HERE, segments, Vocabulary.CHOSEN, n -> 0, cancelled));
    }

    @Test
    void aStoredVocabularyDecidesAsTheOneItWas(@TempDir Path folder) throws IOException {
        List<SegmentFeature> segments = segments(4, 6, 0.4);
        Vocabulary vocabulary = found(segments, Vocabulary.CHOSEN);
        String text = VocabularyFile.text(vocabulary);
        Path file = Files.writeString(folder.resolve("vocabulary.json"), text);
        Vocabulary read = VocabularyFile.read(file);
        assertEquals(text, VocabularyFile.text(read));
        assertArrayEquals(vocabulary.classesOf(segments), read.classesOf(segments));

        Files.writeString(
                file, text.replace("\"class 1\"", "\" nucleus \"").replace("#000010", "#FF00aa"));
        Vocabulary renamed = VocabularyFile.read(file);
        assertEquals("nucleus", renamed.get(1).name());
        assertEquals(0xff00aa, renamed.get(1).rgb());
        assertArrayEquals(vocabulary.classesOf(segments), renamed.classesOf(segments));
    }

    @Test
    void namesStayWithTheirClassesAlone() {
        List<SegmentFeature> segments = segments(3, 6, 0.1);
        Vocabulary vocabulary = found(segments, 3);
        SegmentClass first = vocabulary.get(1).named("ground", 0x123456);
        List<SegmentClass> classes = new ArrayList<>(vocabulary.classes());
        classes.set(0, first);
        Vocabulary named = new Vocabulary(HERE, classes, Double.NaN);
        assertTrue(named.hasNames());
        assertEquals("ground", found(segments, 3).namedAs(named).get(1).name());
        assertEquals(0x123456, found(segments, 3).namedAs(named).get(1).rgb());
        Vocabulary others = found(segments(3, 6, 0.2), 3);
        assertSame(others, others.namedAs(named));
        Vocabulary more = found(segments, 4);
        assertSame(more, more.namedAs(named));
    }

    @Test
    void featuresOfAnotherModelOrSizeAreRefusedInOneSentence() {
        Vocabulary vocabulary = found(segments(2, 3, 0.1), 2);
        vocabulary.requireSame(HERE, "cells.json");
        FeatureConditions otherModel = new FeatureConditions("sd", "ffff", HERE.settings());
        assertEquals(
                "The vocabulary cells.json was made with the model \"nano\" (abc123), and features"
                        + " of \"sd\" (ffff) do not compare",
                assertThrows(
                                UserException.class,
                                () -> vocabulary.requireSame(otherModel, "cells.json"))
                        .getMessage());
        FeatureConditions otherSize =
                new FeatureConditions("nano", "abc123", Map.of("working_size", "256"));
        assertEquals(
                "The vocabulary cells.json was made with working_size 512, and now it is 256;"
                        + " choose 512",
                assertThrows(
                                UserException.class,
                                () -> vocabulary.requireSame(otherSize, "cells.json"))
                        .getMessage());
    }

    @Test
    void whatIsNoVocabularyIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.json");
        assertTrue(
                assertThrows(UserException.class, () -> VocabularyFile.read(file))
                        .getMessage()
                        .endsWith("a.json cannot be read: the file does not exist"));
        String text = VocabularyFile.text(found(segments(2, 3, 0.1), 2));
        for (String other :
                List.of(
                        "{}",
                        "{\"format\":\"something\"}",
                        text.replace("\"number\": 2", "\"number\": 7"),
                        text.replace("#000010", "red"),
                        text.replaceFirst("\"centre\": \"....", "\"centre\": \""))) {
            assertNotEquals(text, other);
            Files.writeString(file, other);
            String message =
                    assertThrows(UserException.class, () -> VocabularyFile.read(file)).getMessage();
            assertTrue(message.contains("is no vocabulary of DiffSeg, or was damaged"), message);
        }
    }
}
