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

package io.github.diffseg.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.NamedModel;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.stack.DrawnStack;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that a model with random weights reads: what it finds means nothing, but it is shown. */
class NamedSegmentsTest {

    private static final SettingsRequest PLAIN =
            SettingsRequest.ALL_RECOMMENDED
                    .with(Setting.WORKING_SIZE, 128)
                    .with(Setting.THRESHOLD, 0.05)
                    .with(Setting.ANCHORS_PER_AXIS, 8);

    private static final SettingsRequest NAMED = PLAIN.with(Setting.NAMES, NamedModel.WORDS);

    private static final List<String> WORDS = List.of(NamedModel.WORDS.split(","));

    @TempDir static Path folder;

    private static DiffSeg diffSeg;

    @BeforeAll
    static void open() {
        Path model = NamedModel.of("sd1", folder);
        diffSeg = DiffSeg.open(ModelFolder.open(model), ComputeDevice.CPU, Progress.NONE);
    }

    @AfterAll
    static void close() {
        diffSeg.close();
    }

    @Test
    void labelsStayAndEachHasAWordEverywhere() throws IOException {
        ImagePlus image = Pictures.image("shapes.png", 140, 128);
        ImageResult plain = segment(image, PLAIN);
        SegmentedPlane named = (SegmentedPlane) segment(image, NAMED);
        int[] labels = ((SegmentedPlane) plain).labels().labels();
        assertArrayEquals(labels, named.labels().labels());
        assertTrue(plain.classImage().isEmpty());

        ResultsTable table = named.table();
        List<Roi> rois = named.rois();
        ImagePlus classes = named.classImage().orElseThrow();
        assertEquals("shapes - DiffSeg classes", classes.getTitle());
        assertEquals("1 cell\n2 vessel\n3 nucleus", classes.getProp("diffseg.classes"));
        assertTrue(named.segments() > 1, "else there is nothing to compare");
        for (int row = 0; row < table.size(); row++) {
            String word = table.getStringValue("Class", row);
            double strength = table.getValue("Strength " + word, row);
            for (String other : WORDS) {
                assertTrue(table.getValue("Strength " + other, row) <= strength);
            }
            assertTrue(rois.get(row).getName().startsWith("DiffSeg 00" + (row + 1) + " " + word));
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == row + 1) {
                    assertEquals(1 + WORDS.indexOf(word), classes.getProcessor().get(i));
                }
            }
        }
        assertEquals(NamedModel.WORDS, named.provenance().settings().get("names"));
        assertTrue(named.provenance().macro().contains("names=[" + NamedModel.WORDS + "]"));
        assertFalse(plain.provenance().settings().containsKey("names"));
        assertEquals(named.provenance().macro(), classes.getProp("diffseg.macro"));

        Path geoJson = folder.resolve("shapes.geojson");
        named.writeGeoJson(geoJson);
        JsonObject first =
                JsonParser.parseString(Files.readString(geoJson))
                        .getAsJsonObject()
                        .getAsJsonArray("features")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("properties");
        assertEquals(
                table.getStringValue("Class", 0),
                first.getAsJsonObject("classification").get("name").getAsString());
        assertTrue(first.getAsJsonObject("measurements").has("Strength cell"));
    }

    /** On average over what was seen a word is as strong as on average. */
    @Test
    void strengthsAverageToOne() {
        SegmentedPlane named =
                (SegmentedPlane) segment(Pictures.image("shapes.png", 128, 128), NAMED);
        ResultsTable table = named.table();
        for (String word : WORDS) {
            double sum = 0;
            for (int row = 0; row < table.size(); row++) {
                sum += table.getValue("Strength " + word, row) * table.getValue("Pixels", row);
            }
            assertEquals(1, sum / (128 * 128), 1e-4);
        }
    }

    @Test
    void theOrderOfTheWordsDoesNotMatter() {
        ImagePlus image = Pictures.image("shapes.png", 128, 128);
        ResultsTable first = segment(image, NAMED).table();
        ResultsTable second =
                segment(image, PLAIN.with(Setting.NAMES, "nucleus, cell, vessel")).table();
        for (int row = 0; row < first.size(); row++) {
            for (String word : WORDS) {
                assertEquals(
                        first.getValue("Strength " + word, row),
                        second.getValue("Strength " + word, row),
                        1e-5);
            }
        }
    }

    @Test
    void eachPlaneOfAStackIsNamed() {
        ImageResult stack =
                segment(
                        DrawnStack.hyperstack(),
                        NAMED.with(Setting.SLICES, "4,5")
                                .with(Setting.FRAMES, "all")
                                .with(Setting.LINK, "frames"));
        ImagePlus classes = stack.classImage().orElseThrow();
        ImagePlus labels = stack.labelImage();
        assertArrayEquals(labels.getDimensions(), classes.getDimensions());
        ResultsTable table = stack.table();
        List<Roi> rois = stack.rois();
        for (int row = 0; row < table.size(); row++) {
            Roi roi = rois.get(row);
            String word = table.getStringValue("Class", row);
            assertTrue(roi.getName().contains(" " + word + " "), roi.getName());
            int plane =
                    labels.getStackIndex(1, roi.getZPosition() == 4 ? 1 : 2, roi.getTPosition());
            int x = roi.getContainedPoints()[0].x;
            int y = roi.getContainedPoints()[0].y;
            assertEquals(
                    table.getValue("Label", row), labels.getStack().getProcessor(plane).get(x, y));
            assertEquals(1 + WORDS.indexOf(word), classes.getStack().getProcessor(plane).get(x, y));
        }
    }

    @Test
    void theEmbeddedModelReadsNoWords() {
        try (DiffSeg embedded =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            PlaneSegmenter segmenter = new PlaneSegmenter(embedded, "embedded", Duration.ZERO);
            ImagePlus image = Pictures.image("shapes.png", 64, 64);
            ModelException refused =
                    assertThrows(
                            ModelException.class,
                            () -> segmenter.segment(image, NAMED, Progress.NONE));
            assertEquals(
                    "names is \"cell,vessel,nucleus\", but DiffSeg-Nano has no text encoder to read"
                            + " it; choose a model with one, such as Stable Diffusion 1.5, or leave"
                            + " names empty",
                    refused.getMessage());
        }
    }

    @Test
    void aWordWithoutATokenIsRefused() {
        SettingsRequest request = PLAIN.with(Setting.NAMES, "cell,axon");
        ImagePlus image = Pictures.image("shapes.png", 128, 128);
        ModelException refused = assertThrows(ModelException.class, () -> segment(image, request));
        assertTrue(refused.getMessage().endsWith("has no token for \"axon\""), refused::toString);
        assertTrue(segment(image, NAMED).classImage().isPresent(), "the next is as before");
    }

    private static ImageResult segment(ImagePlus image, SettingsRequest request) {
        return StackSegmenter.segment(
                new PlaneSegmenter(diffSeg, "sd1", Duration.ZERO), image, request, Progress.NONE);
    }
}
