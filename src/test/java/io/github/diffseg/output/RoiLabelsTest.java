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

package io.github.diffseg.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import io.github.diffseg.segment.label.LabelMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoiLabelsTest {

    @TempDir private Path folder;

    @Test
    void labelsToRoisToLabelsLosesNothing() {
        for (long seed = 0; seed < 40; seed++) {
            LabelMap labels = RandomLabels.of(61, 43, 1 + (int) seed, 7, seed);
            assertSame(labels, RoiLabels.of(LabelRois.of(labels), 61, 43));
        }
    }

    @Test
    void norThroughAFileNorAboveThe255GroupsOfImageJ() throws IOException {
        LabelMap labels = RandomLabels.all(60, 50, 700);
        Path zip = folder.resolve("rois.zip");
        RoiSets.write(zip, LabelRois.of(labels));
        assertSame(labels, RoiLabels.of(RoiSets.read(zip), 60, 50));
    }

    @Test
    void orderDoesNotMatterAndDeletedLabelsStayFree() {
        LabelMap labels = RandomLabels.of(40, 40, 6, 8, 1);
        List<Roi> rois = new ArrayList<>(LabelRois.of(labels));
        Collections.reverse(rois);
        assertSame(labels, RoiLabels.of(rois, 40, 40));
        rois.removeIf(roi -> roi.getName().equals("DiffSeg 003"));
        int[] expected = labels.labels().clone();
        for (int i = 0; i < expected.length; i++) {
            expected[i] = expected[i] == 3 ? 0 : expected[i];
        }
        assertArrayEquals(expected, RoiLabels.of(rois, 40, 40).labels());
    }

    @Test
    void drawnRoisGetFreeLabelsAndAreCutAtTheEdge() {
        Roi seven = new Roi(0, 0, 4, 4);
        seven.setName("DiffSeg 002");
        Roi drawn = new OvalRoi(-5, -5, 12, 12);
        Roi again = new Roi(8, 8, 10, 10);
        again.setName("DiffSeg 002");
        LabelMap labels = RoiLabels.of(List.of(seven, drawn, again), 10, 10);
        assertEquals(1, labels.at(0, 0), "the later one is on top");
        assertEquals(3, labels.at(9, 9));
        assertEquals(3, labels.count());
    }

    @Test
    void linesAreRefusedByName() {
        Roi line = new Line(0, 0, 5, 5);
        line.setName("axis");
        Exception e =
                assertThrows(
                        IllegalArgumentException.class, () -> RoiLabels.of(List.of(line), 10, 10));
        assertTrue(e.getMessage().contains("\"axis\""), e.getMessage());
    }

    @Test
    void whatIsNoRoiSetIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("a.zip"), "no zip");
        assertThrows(IOException.class, () -> RoiSets.read(text));
        Path missing = folder.resolve("missing.zip");
        IOException e = assertThrows(IOException.class, () -> RoiSets.read(missing));
        assertTrue(e.getMessage().contains(missing.toString()), e.getMessage());
    }

    private static void assertSame(LabelMap expected, LabelMap actual) {
        assertArrayEquals(expected.labels(), actual.labels());
        assertEquals(expected.width(), actual.width());
    }
}
