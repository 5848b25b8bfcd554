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

package io.github.diffseg.imagej.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.output.VocabularyClasses;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.vocabulary.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes over all planes of a stack. */
class ClassesOfStacksTest {

    private static final SettingsRequest SOME =
            DrawnStack.QUICK
                    .with(Setting.SLICES, "2-5:3")
                    .with(Setting.FRAMES, "all")
                    .with(Setting.CLASSES, "2");

    private static ImageResult segment(SettingsRequest request, ImagePlus image) {
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            return StackSegmenter.segment(
                    new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO),
                    image,
                    request,
                    Progress.NONE);
        }
    }

    @Test
    void classesAreThoseOfAllPlanesInImageTableAndRois(@TempDir Path folder) throws IOException {
        ImageResult result = segment(SOME, DrawnStack.hyperstack());
        VocabularyClasses classes = result.vocabularyClasses().orElseThrow();
        assertEquals(2, classes.vocabulary().classes().size());
        ImagePlus labels = result.labelImage();
        ImagePlus image = result.classImage().orElseThrow();
        assertArrayEquals(labels.getDimensions(), image.getDimensions());
        assertEquals("c1 z5 t4", image.getStack().getSliceLabel(8));
        assertEquals(8, image.getBitDepth());
        ResultsTable table = result.table();
        List<Roi> rois = result.rois();
        int row = 0;
        for (int plane = 1; plane <= 8; plane++) {
            Map<Integer, Integer> classOfLabel = new HashMap<>();
            while (row < table.size() && classes.segments().get(row).plane() == plane - 1) {
                int number = (int) table.getValue("Class number", row);
                classOfLabel.put((int) table.getValue("Label", row), number);
                assertEquals(number, rois.get(row).getGroup());
                row++;
            }
            for (int pixel = 0; pixel < 64 * 48; pixel++) {
                int label = labels.getStack().getProcessor(plane).get(pixel);
                assertEquals(
                        classOfLabel.getOrDefault(label, 0),
                        image.getStack().getProcessor(plane).get(pixel));
            }
        }
        assertEquals(table.size(), row);

        Path stored = folder.resolve("stored.json");
        Files.writeString(stored, VocabularyFile.text(classes.vocabulary()));
        SettingsRequest put = SOME.withoutClasses().with(Setting.VOCABULARY, stored.toString());
        ImagePlus again = segment(put, DrawnStack.hyperstack()).classImage().orElseThrow();
        for (int plane = 1; plane <= 8; plane++) {
            assertArrayEquals(
                    (byte[]) image.getStack().getPixels(plane),
                    (byte[]) again.getStack().getPixels(plane));
        }
    }

    @Test
    void aLinkedObjectHasOneClass() {
        ImageResult result = segment(SOME.with(Setting.LINK, "frames"), DrawnStack.hyperstack());
        ResultsTable table = result.table();
        Map<Integer, Integer> classOfObject = new HashMap<>();
        for (int row = 0; row < table.size(); row++) {
            int number = (int) table.getValue("Class number", row);
            Integer before = classOfObject.put((int) table.getValue("Label", row), number);
            assertTrue(before == null || before == number, "row " + row);
        }
        assertTrue(classOfObject.size() < table.size(), "objects on several planes");
    }

    @Test
    void onePlaneHasClassesOfItsOwn() {
        SettingsRequest one = DrawnStack.QUICK.with(Setting.CLASSES, "auto");
        ImageResult result = segment(one, DrawnStack.slices());
        assertTrue(result.table().columnExists("Class number"));
        assertTrue(
                result.provenance().macro().contains("classes=auto"), result.provenance()::macro);
        assertTrue(segment(DrawnStack.QUICK, DrawnStack.slices()).vocabularyClasses().isEmpty());
    }
}
