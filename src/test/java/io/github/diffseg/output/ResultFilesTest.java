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
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.Opener;
import ij.io.RoiDecoder;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.diffseg.files.FileSet;
import io.github.diffseg.segment.label.LabelMap;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFilesTest {

    private static final Map<String, String> SETTINGS =
            new LinkedHashMap<>(Map.of("threshold", "1.0"));
    private static final Provenance PROVENANCE =
            new Provenance(
                    "DiffSeg-Nano",
                    "",
                    "00ff",
                    "unet/diffusion_pytorch_model.fp16.safetensors",
                    "PyTorch 2.7.1",
                    "cpu",
                    "0.1.0",
                    "Zürich µ.tif",
                    "Z 3",
                    "",
                    SETTINGS,
                    "run(\"DiffSeg Segment...\", \"threshold=1.0\");");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 255, 300, 66_000})
    void labelImagesSurviveSavingAndOpening(int count) throws IOException {
        ImagePlus input = new ImagePlus("cells", new ByteProcessor(270, 260));
        input.getCalibration().pixelWidth = 0.5;
        input.getCalibration().pixelHeight = 0.25;
        input.getCalibration().setUnit("micron");
        LabelMap labels = RandomLabels.all(270, 260, count);
        ImagePlus image = LabelImages.of(labels, input);
        PROVENANCE.writeTo(image);

        Path file = placed("cells", files -> files.writeLabels(image));
        assertEquals(folder.resolve("cells-labels.tif"), file);
        assertEquals(1, tag(file, 262), "black is zero: no palette, whatever the bit depth");
        ImagePlus opened = new Opener().openImage(file.toString());

        assertEquals(image.getBitDepth(), opened.getBitDepth());
        assertArrayEquals(
                image.getProcessor().getFloatArray(), opened.getProcessor().getFloatArray());
        assertArrayEquals(
                (int[]) new ColorProcessor(image.getImage()).getPixels(),
                (int[]) new ColorProcessor(opened.getImage()).getPixels(),
                "the same colours");
        assertEquals(image.getDisplayRangeMax(), opened.getDisplayRangeMax());
        assertEquals(0.5, opened.getCalibration().pixelWidth, 1e-9);
        assertEquals(0.25, opened.getCalibration().pixelHeight, 1e-9);
        assertEquals("micron", opened.getCalibration().getUnit());
        PROVENANCE
                .entries()
                .forEach(
                        (key, value) ->
                                assertEquals(value, opened.getProp(Provenance.KEY_PREFIX + key)));
        assertEquals(image.getInfoProperty(), opened.getInfoProperty());
        assertTrue(opened.getInfoProperty().contains("DiffSeg image: Zürich µ.tif\n"));
        assertTrue(opened.getInfoProperty().contains("DiffSeg setting.threshold: 1.0\n"));
    }

    /** The first value of a tag of a TIFF file, as programs other than ImageJ read it. */
    private static int tag(Path file, int number) throws IOException {
        ByteBuffer tiff = ByteBuffer.wrap(Files.readAllBytes(file));
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        for (int entry = 0; entry < tiff.getShort(directory); entry++) {
            int begin = directory + 2 + 12 * entry;
            if (tiff.getShort(begin) == number) {
                return tiff.getShort(begin + 8);
            }
        }
        throw new IOException("There is no tag " + number);
    }

    @Test
    void roiSetsOpenAgain() throws IOException {
        LabelMap labels = RandomLabels.of(60, 50, 12, 6, 5);
        List<Roi> rois = LabelRois.of(labels);
        rois.forEach(roi -> roi.setPosition(3));
        Path file = placed("cells", files -> files.writeRois(rois).orElseThrow());
        assertEquals(folder.resolve("cells-rois.zip"), file);
        List<Roi> opened = read(file);
        assertEquals(rois.size(), opened.size());
        for (int i = 0; i < rois.size(); i++) {
            Roi expected = rois.get(i);
            Roi roi = opened.get(i);
            assertEquals(expected.getName(), roi.getName());
            assertEquals(expected.getGroup(), roi.getGroup());
            assertEquals(expected.getStrokeColor(), roi.getStrokeColor());
            assertEquals(3, roi.getPosition());
            int label = Integer.parseInt(roi.getName().substring("DiffSeg ".length()));
            ByteProcessor mask = new ByteProcessor(60, 50);
            mask.setValue(255);
            mask.fill(roi);
            for (int p = 0; p < 3000; p++) {
                assertEquals(labels.labels()[p] == label, mask.get(p) == 255);
            }
        }
    }

    @Test
    void roisOfOneNameAreAllKept() throws IOException {
        Roi first = Roi.create(0, 0, 5, 5);
        first.setName("a/b");
        Roi second = Roi.create(3, 3, 5, 5);
        second.setName("a/b");
        Path file = folder.resolve("set.zip");
        RoiSets.write(file, List.of(first, second, Roi.create(1, 1, 2, 2)));
        assertEquals(3, read(file).size());
        assertThrows(IllegalArgumentException.class, () -> RoiSets.write(file, List.of()));
        assertEquals(3, read(file).size(), "a refusal leaves the earlier file");
    }

    @Test
    void tablesAndPictures() throws IOException {
        ResultsTable table =
                SegmentTable.of(
                        new LabelMap(2, 1, new int[] {1, 2}, 2),
                        new float[] {0.5f, 0.25f},
                        0.36,
                        new ImagePlus("x", new ByteProcessor(2, 1, new byte[] {3, 4})));
        List<String> lines = Files.readAllLines(placed("cells", files -> files.writeTable(table)));
        assertEquals(
                "Label,Area,Pixels,X,Y,BX,BY,Width,Height,Mean,Confidence,Threshold", lines.get(0));
        assertEquals("1,1.000,1,0.500,0.500,0.000,0.000,1.000,1.000,3,0.5000,0.3600", lines.get(1));
        assertEquals(3, lines.size());

        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(2, 1, 0x123456);
        Path png = placed("cells", files -> files.writeOverlay(picture));
        assertEquals(0xff123456, ImageIO.read(png.toFile()).getRGB(2, 1));
        assertEquals(List.of("cells-overlay.png", "cells-segments.csv"), names(folder));
    }

    @Test
    void failuresNameTheFileAndLeaveNothing() throws IOException {
        Path missing = folder.resolve("missing");
        ResultFiles files = new ResultFiles(new FileSet(), missing, "cells");
        ImagePlus image = new ImagePlus("labels", new ByteProcessor(2, 2));
        String expected =
                "Cannot write "
                        + missing.resolve("cells-labels.tif")
                        + ": the folder does not exist";
        assertEquals(
                expected,
                assertThrows(IOException.class, () -> files.writeLabels(image)).getMessage());
        assertEquals(
                expected.replace("labels.tif", "segments.csv"),
                assertThrows(IOException.class, () -> files.writeTable(new ResultsTable()))
                        .getMessage());

        // A folder in the target's place
        Path taken = Files.createDirectory(folder.resolve("cells-segments.csv"));
        Files.createFile(taken.resolve("inside"));
        IOException failure =
                assertThrows(
                        IOException.class,
                        () -> placed("cells", set -> set.writeTable(new ResultsTable())));
        assertTrue(failure.getMessage().startsWith("Cannot write " + taken), failure.getMessage());
        assertEquals(List.of("cells-segments.csv"), names(folder));
    }

    @Test
    void foldersAreCheckedBeforeTheWork() throws IOException {
        ResultFiles.checkWritable(folder);
        assertEquals(List.of(), names(folder), "the check leaves nothing");
        Path missing = folder.resolve("missing");
        assertEquals(
                "The output folder " + missing + " does not exist",
                assertThrows(IOException.class, () -> ResultFiles.checkWritable(missing))
                        .getMessage());
        Path file = Files.createFile(folder.resolve("file"));
        assertEquals(
                "The output folder " + file + " is not a folder",
                assertThrows(IOException.class, () -> ResultFiles.checkWritable(file))
                        .getMessage());
    }

    @Test
    void roisOfBeforeGoWhenThereAreNone() throws IOException {
        placed("cells", files -> files.writeRois(List.of(Roi.create(0, 0, 5, 5))).orElseThrow());
        try (FileSet set = new FileSet()) {
            ResultFiles files = new ResultFiles(set, folder, "cells");
            files.writeTable(new ResultsTable());
            assertTrue(files.writeRois(List.of()).isEmpty());
            assertEquals(1, names(folder).stream().filter("cells-rois.zip"::equals).count());
            set.place();
        }
        assertEquals(List.of("cells-segments.csv"), names(folder));
    }

    /** Writes one file. */
    @FunctionalInterface
    private interface Writing {
        Path to(ResultFiles files) throws IOException;
    }

    private Path placed(String stem, Writing writing) throws IOException {
        try (FileSet set = new FileSet()) {
            Path file = writing.to(new ResultFiles(set, folder, stem));
            set.place();
            return file;
        }
    }

    private static List<Roi> read(Path zip) throws IOException {
        List<Roi> rois = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                assertTrue(entry.getName().endsWith(".roi"), entry.getName());
                rois.add(RoiDecoder.openFromByteArray(in.readAllBytes()));
            }
        }
        return rois;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** As the first tasks of a cluster do in one executor. */
    @Test
    void firstTablesMayBeWrittenAtOnce()
            throws IOException, InterruptedException, ReflectiveOperationException {
        ResultsTable table = new ResultsTable();
        table.incrementCounter();
        table.addValue("A", 0.125);
        table.setDecimalPlaces(0, 4);
        List<Callable<Path>> writings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String stem = Integer.toString(i);
            writings.add(
                    () -> placed(stem, files -> files.writeTable((ResultsTable) table.clone())));
        }
        Field formats = ResultsTable.class.getDeclaredField("df");
        formats.setAccessible(true);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 300; round++) {
                formats.set(null, null);
                for (Future<Path> written : threads.invokeAll(writings)) {
                    assertEquals(
                            List.of("A", "0.1250"),
                            Files.readAllLines(assertDoesNotThrow(() -> written.get())));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
