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

package io.github.diffseg.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Films whose segments are right, but for their numbers. */
class ObjectLinksTest {

    @ParameterizedTest
    @EnumSource(DrawnFilm.class)
    void everyDiscKeepsItsNumber(DrawnFilm film) {
        FilmScores scores = FilmScores.of(truth(film), linked(shuffled(film), 2));
        System.out.printf(
                "%s, right segments, gap 2: SEG %.3f, links %.3f%n",
                film, scores.seg(), scores.links());
        assertEquals(1, scores.seg());
        assertEquals(1, scores.links());
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 3", "2, 2", "5, 2"})
    void aGapIsBridgedAsFarAsIsAllowed(int gap, int discs) {
        List<LabelMap> linked = linked(shuffled(DrawnFilm.RETURN), gap);
        // The ground has a number, too
        assertEquals(discs + 1, numbers(linked));
    }

    @Test
    void whatLeavesIsNotTakenForAnother() {
        List<LabelMap> linked = linked(shuffled(DrawnFilm.LEAVE), 3);
        assertEquals(2 + 1, numbers(linked));
        LabelMap last = linked.get(DrawnFilm.FRAMES - 1);
        assertEquals(linked.get(0).at(24, 50), last.at(24, 50));
        assertEquals(linked.get(0).at(2, 2), last.at(90, 24), "ground where the disc went out");
    }

    /** Where two look like one, both are found again if the gap is as long as that. */
    @Test
    void discsThatMergedForATimeArePartedAgain() {
        List<LabelMap> frames = new ArrayList<>();
        for (int t = 0; t < DrawnFilm.FRAMES; t++) {
            boolean together = t >= 5 && t <= 7;
            LabelMap truth = DrawnFilm.TOUCH.truth(t);
            int[] labels =
                    together
                            ? Arrays.stream(truth.labels()).map(l -> Math.min(1, l)).toArray()
                            : truth.labels();
            frames.add(new LabelMap(truth.width(), truth.height(), labels, together ? 1 : 2));
        }
        List<LabelMap> linked = linked(frames, 3);
        assertEquals(linked.get(0).at(22, 36), linked.get(11).at(22, 36));
        assertEquals(linked.get(0).at(73, 36), linked.get(11).at(73, 36));
        assertEquals(2, numbers(linked));
        assertEquals(3, numbers(linked(frames, 0)), "without a gap, one is new");
    }

    @Test
    void theBestOverlapsTogetherDecide() {
        // The largest overlap is that of 1 with the later 2; taken first, nothing is left for 2
        LabelMap before = row(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2);
        LabelMap after = row(1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2);
        ObjectLinks links = new ObjectLinks(0, new ObjectLinks.Numbers());
        assertArrayEquals(new int[] {0, 1, 2}, links.next(before));
        assertArrayEquals(new int[] {0, 1, 2}, links.next(after));
    }

    @Test
    void numbersAreOfTheWholeStack() {
        ObjectLinks.Numbers numbers = new ObjectLinks.Numbers();
        new ObjectLinks(0, numbers).next(row(1, 2, 0));
        int[] other = new ObjectLinks(0, numbers).next(row(1, 2, 0));
        assertArrayEquals(new int[] {0, 3, 4}, other);
        assertEquals(4, numbers.count());
    }

    @Test
    void anEmptyPlaneIsAGap() {
        ObjectLinks links = new ObjectLinks(1, new ObjectLinks.Numbers());
        links.next(row(0, 1, 1));
        links.next(row(0, 0, 0));
        assertArrayEquals(new int[] {0, 1}, links.next(row(0, 1, 1)));
        ObjectLinks strict = new ObjectLinks(0, new ObjectLinks.Numbers());
        strict.next(row(0, 1, 1));
        strict.next(row(0, 0, 0));
        assertArrayEquals(new int[] {0, 2}, strict.next(row(0, 1, 1)));
    }

    @Test
    void aSegmentThatIsStillThereBeatsOneThatWas() {
        ObjectLinks links = new ObjectLinks(3, new ObjectLinks.Numbers());
        links.next(row(1, 1, 1, 1, 0, 0, 0, 0));
        links.next(row(0, 0, 0, 0, 1, 1, 1, 1));
        int[] moved = links.next(row(0, 0, 1, 1, 1, 1, 0, 0));
        assertEquals(2, moved[1]);
        assertNotEquals(1, moved[1]);
    }

    private static LabelMap row(int... labels) {
        return new LabelMap(labels.length, 1, labels, Arrays.stream(labels).max().orElseThrow());
    }

    private static List<LabelMap> truth(DrawnFilm film) {
        List<LabelMap> frames = new ArrayList<>();
        for (int t = 0; t < DrawnFilm.FRAMES; t++) {
            frames.add(film.truth(t));
        }
        return frames;
    }

    private static List<LabelMap> shuffled(DrawnFilm film) {
        List<LabelMap> frames = new ArrayList<>();
        for (int t = 0; t < DrawnFilm.FRAMES; t++) {
            frames.add(film.shuffled(t));
        }
        return frames;
    }

    private static List<LabelMap> linked(List<LabelMap> frames, int gap) {
        ObjectLinks links = new ObjectLinks(gap, new ObjectLinks.Numbers());
        List<LabelMap> linked = new ArrayList<>();
        for (LabelMap frame : frames) {
            int[] number = links.next(frame);
            int[] labels = Arrays.stream(frame.labels()).map(label -> number[label]).toArray();
            linked.add(
                    new LabelMap(
                            frame.width(),
                            frame.height(),
                            labels,
                            Arrays.stream(labels).max().orElseThrow()));
        }
        return linked;
    }

    private static long numbers(List<LabelMap> frames) {
        return frames.stream()
                .flatMapToInt(frame -> Arrays.stream(frame.labels()))
                .filter(label -> label != 0)
                .distinct()
                .count();
    }
}
