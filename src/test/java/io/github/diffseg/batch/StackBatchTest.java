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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.process.StackConverter;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.stack.DrawnStack;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.output.RoiSets;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stacks in a folder. */
class StackBatchTest extends FolderFixture {

    private static final Set<Export> EXPORTS =
            Set.of(Export.LABELS, Export.ROIS, Export.TABLE, Export.OVERLAY, Export.GEOJSON);

    private static final SettingsRequest SOME =
            DrawnStack.QUICK.with(Setting.SLICES, "2-5:3").with(Setting.FRAMES, "all");

    @Test
    void stacksHaveTheSameResultsAsAloneAndAreDoneOnce() throws IOException {
        new FileSaver(DrawnStack.hyperstack()).saveAsTiff(input.resolve("drawn.tif").toString());
        BatchSummary summary = run(SOME, EXPORTS);
        assertEquals(List.of(), summary.failures(), summary::text);

        ImagePlus labels = IJ.openImage(output.resolve("drawn-labels.tif").toString());
        assertArrayEquals(new int[] {64, 48, 1, 2, 4}, labels.getDimensions());
        ImagePlus alone =
                StackSegmenter.segment(
                                new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO),
                                IJ.openImage(input.resolve("drawn.tif").toString()),
                                SOME,
                                Progress.NONE)
                        .labelImage();
        for (int i = 1; i <= 8; i++) {
            assertArrayEquals(
                    (byte[]) alone.getStack().getPixels(i),
                    (byte[]) labels.getStack().getPixels(i));
        }
        assertEquals(2 * 3, labels.getCalibration().pixelDepth);
        assertEquals("c1 z5 t4", labels.getStack().getSliceLabel(8));

        List<Roi> rois = RoiSets.read(output.resolve("drawn-rois.zip"));
        ResultsTable table = ResultsTable.open(output.resolve("drawn-segments.csv").toString());
        assertEquals(summary.segments(), rois.size());
        assertEquals(summary.segments(), table.size());
        assertTrue(table.columnExists("Mean C3"));
        JsonArray features =
                JsonParser.parseString(Files.readString(output.resolve("drawn.geojson")))
                        .getAsJsonObject()
                        .getAsJsonArray("features");
        assertEquals(summary.segments(), features.size());
        for (int i = 0; i < rois.size(); i++) {
            Roi roi = rois.get(i);
            assertEquals(table.getValue("Slice", i), roi.getZPosition());
            assertEquals(table.getValue("Frame", i), roi.getTPosition());
            JsonObject plane =
                    features.get(i)
                            .getAsJsonObject()
                            .getAsJsonObject("geometry")
                            .getAsJsonObject("plane");
            assertEquals(roi.getZPosition() - 1, plane.get("z").getAsInt());
            assertEquals(roi.getTPosition() - 1, plane.get("t").getAsInt());
            assertEquals(-1, plane.get("c").getAsInt());
        }
        ImagePlus overlay = IJ.openImage(output.resolve("drawn-overlay.tif").toString());
        assertArrayEquals(new int[] {64, 48, 1, 2, 4}, overlay.getDimensions());
        assertEquals(24, overlay.getBitDepth());
        int[] first = (int[]) overlay.getStack().getPixels(1);
        int[] last = (int[]) overlay.getStack().getPixels(8);
        assertTrue(Arrays.stream(first).distinct().count() > 10, "painted");
        assertTrue(!Arrays.equals(first, last), "each plane its own");

        assertEquals(1, run(SOME, EXPORTS).doneBefore());
        BatchSummary others = run(SOME.with(Setting.SLICES, "2"), EXPORTS);
        assertEquals(0, others.doneBefore());
        assertEquals(Set.of("slices was 2-5:3"), others.madeAgain().keySet());
    }

    @Test
    void planesThatWereLeftEmptyAreInTheManifest() throws IOException {
        ImagePlus image = DrawnStack.slices();
        new StackConverter(image).convertToGray32();
        Arrays.fill((float[]) image.getStack().getPixels(2), Float.NaN);
        new FileSaver(image).saveAsTiff(input.resolve("gap.tif").toString());
        SettingsRequest two = DrawnStack.QUICK.with(Setting.SLICES, "1,2");
        BatchSummary refused = run(two, Set.of(Export.LABELS));
        assertEquals(1, refused.failures().size());
        assertTrue(
                refused.failures().get(0).reason().startsWith("Z 2 of \"gap.tif\": "),
                refused::text);
        BatchSummary skipped =
                run(two.with(Setting.SKIP_FAILING_PLANES, true), Set.of(Export.LABELS));
        assertEquals(List.of(), skipped.failures());
        assertTrue(skipped.text().contains("Left empty in gap.tif, Z 2: "), skipped::text);
        assertTrue(
                Files.readString(output.resolve("manifest.jsonl"))
                        .contains("\"empty_planes\":[\"Z 2: "));
        BatchSummary again =
                run(two.with(Setting.SKIP_FAILING_PLANES, true), Set.of(Export.LABELS));
        assertEquals(1, again.doneBefore());
        assertTrue(again.text().contains("Left empty in gap.tif, Z 2: "), "told again");
    }

    @Test
    void filesOfOnePlaneTakeNoStacks() {
        UserException e =
                assertThrows(
                        UserException.class, () -> run(SOME, Set.of(Export.COCO, Export.LABELS)));
        assertEquals(
                "COCO and YOLO files describe single images, but slices is \"2-5:3\" and frames is"
                        + " \"all\"; choose geojson in their place",
                e.getMessage());
    }

    private BatchSummary run(SettingsRequest settings, Set<Export> exports) throws IOException {
        return Batch.run(
                new BatchRequest(input, "*", false, output, exports, settings),
                diffSeg,
                "embedded",
                Progress.NONE);
    }
}
