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

package io.github.diffseg.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import ij.process.ColorProcessor;
import io.github.diffseg.output.LabelRois;
import io.github.diffseg.output.RoiImages;
import io.github.diffseg.output.RoiSets;
import io.github.diffseg.segment.label.LabelMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** From labels to ROIs, edited or not, and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoisToLabelsCommandTest {

    /** A ring with an island in it, two that touch along a line, and one in two parts. */
    static final LabelMap LABELS =
            labels(
                    "1111111...",
                    "1.....1.44",
                    "1.222.1.44",
                    "1.222.1...",
                    "1.....1333",
                    "1111111333",
                    "4...222333");

    @TempDir private Path folder;
    private Context context;

    @BeforeAll
    void start() {
        context = new Context();
    }

    @AfterAll
    void stop() {
        context.dispose();
    }

    @Test
    void ofTheOverlay() throws Exception {
        assertLabels(LABELS, run(imageWithOverlay(LabelRois.of(LABELS)), ""));
    }

    /** SciJava asks for the one file that is open, and without windows gave up in silence. */
    @Test
    void ofTheOverlayWhereNoFileIsNamed() throws Exception {
        CommandModule module =
                context.service(CommandService.class)
                        .run(
                                RoisToLabelsCommand.class,
                                true,
                                "imp",
                                imageWithOverlay(LabelRois.of(LABELS)))
                        .get();
        assertEquals(null, module.getCancelReason());
        assertLabels(LABELS, (ImagePlus) module.getOutput("label_image"));
        HeadlessMacro.install(context, RoisToLabelsCommand.class);
        String image =
                "newImage('a', '8-bit ramp', 64, 48, 1);\n"
                        + "makeOval(5, 5, 20, 20);\nOverlay.addSelection;\n";
        for (String options : new String[] {", 'imp=a'", ""}) {
            HeadlessMacro.Outcome outcome =
                    HeadlessMacro.run(
                            image
                                    + "run('DiffSeg ROIs to Labels...'"
                                    + options
                                    + ");\nreturn getTitle();",
                            "");
            assertEquals(null, outcome.error());
            assertEquals("a - DiffSeg labels", outcome.returned());
        }
    }

    @Test
    void ofAFile() throws Exception {
        Path zip = folder.resolve("RoiSet.zip");
        RoiSets.write(zip, LabelRois.of(LABELS));
        assertLabels(LABELS, run(image(), zip.toString()));
    }

    @Test
    void ofRoisThatWereEdited() throws Exception {
        List<Roi> rois = LabelRois.of(LABELS);
        // The ring moves one down over what is below, the third goes, the fourth gets a hole
        rois.get(0).setLocation(0, 1);
        ShapeRoi four = new ShapeRoi(rois.get(3)).not(new ShapeRoi(new Roi(8, 1, 1, 1)));
        four.setName(rois.get(3).getName());
        Roi drawn = new Roi(8, 5, 5, 5);
        assertLabels(
                labels(
                        "..........",
                        "1111111..4",
                        "1.222.1.44",
                        "1.222.1...",
                        "1.....1...",
                        "1.....1.33",
                        "4111111.33"),
                run(imageWithOverlay(List.of(rois.get(1), rois.get(0), four, drawn)), ""));
    }

    @Test
    void ofTheCurrentPlaneOnly() throws Exception {
        ImagePlus stack = IJ.createImage("stack", "8-bit", LABELS.width(), LABELS.height(), 3);
        Overlay overlay = new Overlay();
        for (Roi roi : LabelRois.of(LABELS)) {
            roi.setPosition(2);
            overlay.add(roi);
        }
        Roi other = new Roi(0, 0, 10, 7);
        other.setPosition(3);
        overlay.add(other);
        stack.setOverlay(overlay);
        stack.setSlice(2);
        assertLabels(LABELS, run(stack, ""));
        stack.setSlice(1);
        String reason = module(stack, "").getCancelReason();
        assertTrue(reason.contains("There is no ROI for the current plane of \"stack\""), reason);
    }

    /** ImageJ draws on a projection what was found in the stack. */
    @Test
    void positionsOfAStackDoNotCountOnOnePlane() throws Exception {
        List<Roi> rois = LabelRois.of(LABELS);
        rois.forEach(roi -> roi.setPosition(1, 3, 1));
        assertLabels(LABELS, run(imageWithOverlay(rois), ""));
    }

    @Test
    void textPicturesAndScaleBarsAreNoSegments() throws Exception {
        List<Roi> rois = new ArrayList<>(LabelRois.of(LABELS));
        Roi bar = new Roi(2, 5, 6, 2);
        bar.setName("|SB|");
        rois.add(bar);
        rois.add(new TextRoi(1, 1, "10 um"));
        rois.add(new ImageRoi(3, 3, new ColorProcessor(4, 4)));
        assertLabels(LABELS, run(imageWithOverlay(rois), ""));

        String alone = module(imageWithOverlay(rois.subList(4, 7)), "").getCancelReason();
        assertEquals(
                "DiffSeg: There is no ROI for the current plane of \"plain\"; text, pictures and"
                        + " scale bars do not count",
                alone);
    }

    @Test
    void whatIsNoPathIsRefusedInASentence() throws Exception {
        assertEquals(
                "DiffSeg: roi_set is \"a\0b\", which is not a path",
                module(image(), "a\0b").getCancelReason());
    }

    @Test
    void roisOfAnotherImageAreRefusedWhereNobodyCanBeAsked() throws Exception {
        List<Roi> rois = LabelRois.of(LABELS);
        RoiImages.mark(rois.subList(0, 3), "cat.jpg");
        RoiImages.mark(rois.subList(3, 4), "plain");
        assertEquals(
                "DiffSeg: 3 of 4 ROIs belong to \"cat.jpg\", not to \"plain\"; remove them from"
                        + " the ROI Manager, or name the image or the file of ROIs that is meant",
                module(imageWithOverlay(rois), "").getCancelReason());
        RoiImages.mark(rois, "plain");
        assertLabels(LABELS, run(imageWithOverlay(rois), ""));
        ImagePlus labels = imageWithOverlay(rois);
        labels.setTitle("plain - DiffSeg labels");
        labels.setProp("diffseg.image", "plain");
        assertLabels(LABELS, run(labels, ""));
    }

    /** And a file that was named is taken as it is. */
    @Test
    void filesKeepWhoseRoisTheyAre() throws Exception {
        Path zip = folder.resolve("Marked.zip");
        List<Roi> rois = LabelRois.of(LABELS);
        RoiImages.mark(rois, "cat.jpg");
        RoiImages.name(rois);
        RoiSets.write(zip, rois);
        List<Roi> read = RoiSets.read(zip);
        assertEquals("DiffSeg 001 cat", read.get(0).getName());
        assertEquals("cat.jpg", RoiImages.of(read.get(0)).orElseThrow());
        assertLabels(LABELS, run(image(), zip.toString()));
    }

    private ImagePlus run(ImagePlus image, String roiSet) throws Exception {
        CommandModule module = module(image, roiSet);
        assertEquals(null, module.getCancelReason());
        return (ImagePlus) module.getOutput("label_image");
    }

    private CommandModule module(ImagePlus image, String roiSet) throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("imp", image, "roi_set", roiSet));
        return context.service(CommandService.class)
                .run(RoisToLabelsCommand.class, true, parameters)
                .get();
    }

    private static ImagePlus imageWithOverlay(List<Roi> rois) {
        ImagePlus image = image();
        Overlay overlay = new Overlay();
        rois.forEach(overlay::add);
        image.setOverlay(overlay);
        return image;
    }

    static ImagePlus image() {
        return IJ.createImage("plain", "8-bit", LABELS.width(), LABELS.height(), 1);
    }

    static void assertLabels(LabelMap expected, ImagePlus image) {
        int[] found = new int[expected.labels().length];
        for (int i = 0; i < found.length; i++) {
            found[i] = image.getProcessor().get(i);
        }
        assertArrayEquals(expected.labels(), found);
    }

    private static LabelMap labels(String... rows) {
        int width = rows[0].length();
        int[] labels = new int[width * rows.length];
        for (int i = 0; i < labels.length; i++) {
            char c = rows[i / width].charAt(i % width);
            labels[i] = c == '.' ? 0 : c - '0';
        }
        return new LabelMap(width, rows.length, labels, 4);
    }
}
