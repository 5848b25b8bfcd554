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
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.FileSaver;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What users' folders hold beside plain images. */
class FolderOfUsersTest extends FolderFixture {

    private static final Path TURNED = Path.of("src/test/resources/images/files/turned-6.jpg");

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void aPipeOrAnEndlessFileStopsNothing() throws IOException, InterruptedException {
        TestImages.write(input.resolve("z.png"), 1);
        Path pipe = input.resolve("a.png");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Files.createSymbolicLink(input.resolve("b.png"), Path.of("/dev/zero"));
        loop(input.resolve("loop.tif"));
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> {
                    BatchSummary summary = run(false, Set.of(Export.LABELS));
                    List<String> reasons =
                            summary.failures().stream()
                                    .map(entry -> entry.file() + ": " + entry.reason())
                                    .sorted()
                                    .toList();
                    assertEquals(3, reasons.size(), reasons.toString());
                    assertEquals("a.png: is a pipe or a device, not an image file", reasons.get(0));
                    assertEquals("b.png: is a pipe or a device, not an image file", reasons.get(1));
                    assertTrue(
                            reasons.get(2).endsWith("points back to an earlier one"),
                            reasons.get(2));
                    assertEquals(1, summary.done());
                });
    }

    @Test
    void thumbnailsAndDeletedFilesArePassedOver() throws IOException {
        TestImages.write(input.resolve("a/image.png"), 1);
        for (String folder :
                List.of("@eaDir/image.png", "#recycle", "__MACOSX", "$RECYCLE.BIN", ".Trash")) {
            TestImages.write(input.resolve("a").resolve(folder).resolve("thumb.png"), 2);
        }
        TestImages.write(input.resolve("a/._image.png"), 3);
        BatchSummary summary = run(true, Set.of(Export.LABELS));
        assertEquals(1, summary.total(), summary.failures().toString());
        assertEquals(1, summary.done());
    }

    @Test
    void whatWasSelectedInAFileChangesNothing() throws IOException {
        ImagePlus plain = Pictures.image("plain", 96, 64);
        assertTrue(new FileSaver(plain).saveAsTiff(input.resolve("plain.tif").toString()));
        save("rectangle.tif", new Roi(10, 10, 40, 30));
        save("line.tif", new Line(5, 5, 60, 40));
        save("tiny.tif", new Roi(1, 1, 4, 4));
        BatchSummary summary = run(false, Set.of(Export.LABELS));
        assertEquals(List.of(), summary.failures());
        byte[] labels = labels("plain");
        for (String name : List.of("rectangle", "line", "tiny")) {
            assertArrayEquals(labels, labels(name), name);
        }
    }

    /** EXIF orientation 6: stored 23 x 18, shown 18 x 23; enlarged, since 16 is the least side. */
    @Test
    void aTurnedPhotoIsSegmentedAndExportedAsItIsShown() throws IOException {
        Files.copy(TURNED, input.resolve("turned.jpg"));
        run(false, Set.of(Export.LABELS, Export.COCO));
        ImagePlus labels = IJ.openImage(output.resolve("turned-labels.tif").toString());
        assertEquals(18, labels.getWidth());
        assertEquals(23, labels.getHeight());
        JsonObject image =
                JsonParser.parseString(Files.readString(output.resolve(BatchSession.COCO_FILE)))
                        .getAsJsonObject()
                        .getAsJsonArray("images")
                        .get(0)
                        .getAsJsonObject();
        assertEquals(18, image.get("width").getAsInt());
        assertEquals(23, image.get("height").getAsInt());
    }

    private void save(String name, Roi selection) {
        ImagePlus image = Pictures.image("plain", 96, 64);
        image.setRoi(selection);
        image.setOverlay(new Overlay(new Roi(3, 3, 50, 50)));
        assertTrue(new FileSaver(image).saveAsTiff(input.resolve(name).toString()));
    }

    private byte[] labels(String name) {
        ImagePlus labels = IJ.openImage(output.resolve(name + "-labels.tif").toString());
        return (byte[]) labels.getProcessor().convertToByte(false).getPixels();
    }

    /** A TIFF of 16 x 16 pixels whose second directory is its first. */
    private static void loop(Path file) throws IOException {
        int[][] tags = {
            {256, 16}, {257, 16}, {258, 8}, {259, 1}, {262, 1}, {273, 200}, {277, 1}, {279, 256}
        };
        ByteBuffer bytes = ByteBuffer.allocate(456).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        bytes.putShort((short) tags.length);
        for (int[] tag : tags) {
            bytes.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        bytes.putInt(8);
        Files.write(file, bytes.array());
    }

    private BatchSummary run(boolean recursive, Set<Export> exports) throws IOException {
        BatchRequest request =
                new BatchRequest(input, "*", recursive, output, exports, Pictures.QUICK);
        return Batch.run(request, diffSeg, "embedded", Progress.NONE);
    }
}
