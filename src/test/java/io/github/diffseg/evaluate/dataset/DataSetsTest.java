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

package io.github.diffseg.evaluate.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/** Tiny folders in the layout of each data set. */
class DataSetsTest {

    private static final int WIDTH = 20;
    private static final int HEIGHT = 18;

    @TempDir private Path folder;

    @Test
    void cocoStuff() throws IOException {
        for (String name : List.of("000000000139", "000000000285", "000000000632")) {
            picture("images/val2017/" + name + ".jpg");
            // Values are ids minus 1: person, 255 unlabelled, sky-other
            grey("annotations/val2017/" + name + ".png", 0, 255, 156);
        }
        DataSet all = DataSetLayout.COCO_STUFF_27.open(folder, null, -1);
        assertEquals(27, all.classes());
        assertEquals(3, all.examples().size());
        int[] truth = truth(all.examples().get(0));
        assertEquals("person", CocoStuffHierarchy.SUPERCATEGORIES.get(truth[0]).name());
        assertEquals(GroundTruth.IGNORED, truth[1]);
        assertEquals("sky", CocoStuffHierarchy.SUPERCATEGORIES.get(truth[2]).name());

        Path list = folder.resolve("curated/val2017/" + CocoStuff27.LIST);
        Files.createDirectories(list.getParent());
        Files.writeString(list, "000000000632\n000000000139\n");
        DataSet listed = DataSetLayout.COCO_STUFF_27.open(folder, null, -1);
        assertEquals(
                List.of("000000000632", "000000000139"),
                listed.examples().stream().map(Example::id).toList());
        Path other = Files.writeString(folder.resolve("names.txt"), "000000000001\n");
        assertMessage("000000000001", () -> DataSetLayout.COCO_STUFF_27.open(folder, other, -1));
        grey("annotations/val2017/000000000139.png", 200);
        assertMessage("200", () -> truth(all.examples().get(0)));
    }

    @Test
    void cityscapes() throws IOException {
        String name = "ulm/ulm_000001_000019";
        picture("leftImg8bit/val/" + name + "_leftImg8bit.png");
        grey("gtFine/val/" + name + "_gtFine_labelIds.png", 7, 33, 6, 255, 0);
        grey("gtFine/val/" + name + "_gtFine_instanceIds.png", 1);
        DataSet data = DataSetLayout.CITYSCAPES.open(folder, null, -1);
        assertEquals(name, data.examples().get(0).id());
        int[] truth = truth(data.examples().get(0));
        assertArrayEquals(new int[] {0, 26, -1, -1, -1}, first(truth, 5));
        assertEquals(512, DataSetLayout.CITYSCAPES.publishedFraming().square());
    }

    @Test
    void bsds() throws IOException {
        picture("BSDS500/data/images/test/100007.jpg");
        Path file = folder.resolve("BSDS500/data/groundTruth/test/100007.mat");
        Files.createDirectories(file.getParent());
        Cell annotators = Mat5.newCell(1, 2);
        for (int i = 0; i < 2; i++) {
            Matrix segmentation = Mat5.newMatrix(HEIGHT, WIDTH);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    segmentation.setInt(y, x, x < 5 + i ? 1 : 2);
                }
            }
            Struct struct = Mat5.newStruct();
            struct.set("Segmentation", segmentation);
            annotators.set(i, struct);
        }
        Mat5.writeToFile(Mat5.newMatFile().addArray("groundTruth", annotators), file.toFile());
        DataSet data = DataSetLayout.BSDS500.open(folder, null, -1);
        GroundTruth truth = Framing.WHOLE_IMAGE.load(data.examples().get(0)).truth();
        assertEquals(2, truth.annotations().size());
        assertArrayEquals(new int[] {1, 1, 1, 1, 1, 2, 2}, first(truth.annotations().get(0), 7));
        assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1, 2}, first(truth.annotations().get(1), 7));
        Files.writeString(file, "no MAT file");
        assertMessage("100007.mat", () -> truth(data.examples().get(0)));
    }

    @Test
    void scienceBowl() throws IOException {
        picture("stage1_test/b/images/b.png");
        grey("stage1_test/b/masks/1.png", 0, 255, 255);
        grey("stage1_test/b/masks/2.png", 0, 0, 255, 255);
        picture("stage1_test/a/images/a.png");
        grey("stage1_test/a/masks/1.png", 255);
        picture("stage1_test/__MACOSX/images/._a.png");
        Files.writeString(folder.resolve("stage1_test/a/images/Thumbs.db"), "no image");
        Files.writeString(folder.resolve("stage1_test/b/masks/.2.png.part"), "no mask");
        DataSet data = DataSetLayout.DSB2018.open(folder.resolve("stage1_test"), null, -1);
        assertEquals("2018 Data Science Bowl, stage1_test", data.name());
        assertEquals(TruthKind.OBJECTS, data.kind());
        assertEquals(List.of("a", "b"), data.examples().stream().map(Example::id).toList());
        assertArrayEquals(new int[] {0, 1, 1, 2, 0}, first(truth(data.examples().get(1)), 5));

        assertMessage("stage1_test", () -> DataSetLayout.DSB2018.open(folder, null, -1));
        Path no = folder.resolve("no");
        assertMessage("no folder " + no, () -> DataSetLayout.DSB2018.open(no, null, -1));
        write("stage1_test/b/masks/3.png", new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY));
        assertMessage("3.png", () -> truth(data.examples().get(1)));
        Files.delete(folder.resolve("stage1_test/a/masks/1.png"));
        assertMessage("no masks", () -> truth(data.examples().get(0)));
        picture("stage1_test/a/images/c.png");
        assertMessage(
                "2 images",
                () -> DataSetLayout.DSB2018.open(folder.resolve("stage1_test"), null, -1));
    }

    @Test
    void starDistAndCellpose() throws IOException {
        picture("stardist/images/a.tif");
        sixteenBit("stardist/masks/a.tif", 0, 700, 3);
        DataSet stars = DataSetLayout.OBJECTS.open(folder.resolve("stardist"), null, -1);
        assertEquals(TruthKind.OBJECTS, stars.kind());
        assertArrayEquals(new int[] {0, 700, 3}, first(truth(stars.examples().get(0)), 3));

        picture("cellpose/000_img.png");
        grey("cellpose/000_masks.png", 0, 9);
        DataSet cells = DataSetLayout.OBJECTS.open(folder.resolve("cellpose"), null, -1);
        assertEquals("000", cells.examples().get(0).id());
        picture("other/b.tif");
        sixteenBit("other/b_masks.tif", 4);
        DataSet other = DataSetLayout.OBJECTS.open(folder.resolve("other"), null, -1);
        assertEquals(1, other.examples().size());
        assertEquals(4, truth(other.examples().get(0))[0]);
    }

    @Test
    void labelsAreTheSameInEachNumberFormat() throws IOException {
        picture("images/a.tif");
        ShortProcessor signed = new ShortProcessor(WIDTH, HEIGHT);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            signed.set(i, (i == 1 ? 7 : 0) - Short.MIN_VALUE);
        }
        ImagePlus labels = new ImagePlus("", signed);
        labels.getLocalCalibration().setSigned16BitCalibration();
        Path file = folder.resolve("masks/a.tif");
        Files.createDirectories(file.getParent());
        IJ.save(labels, file.toString());
        DataSet data = DataSetLayout.OBJECTS.open(folder, null, -1);
        assertArrayEquals(new int[] {0, 7, 0}, first(truth(data.examples().get(0)), 3));
    }

    @Test
    void thumbnailsOfNetworkDrivesAreNoImages() throws IOException {
        picture("images/a.tif");
        picture("images/@eaDir/a.tif/SYNOPHOTO_THUMB_M.jpg");
        picture("images/.thumbnails/b.png");
        sixteenBit("masks/a.tif", 0, 1);
        assertEquals(1, DataSetLayout.OBJECTS.open(folder, null, -1).examples().size());
    }

    @Test
    void coloursAndPalettesAreClasses() throws IOException {
        picture("images/a.png");
        picture("images/b.png");
        BufferedImage colours = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        colours.setRGB(0, 0, 0xff0000);
        colours.setRGB(1, 0, 0xffffff);
        write("labels/a.png", colours);
        write("labels/b.png", colours);
        DataSet data = DataSetLayout.CLASSES.open(folder, null, 0xffffff);
        assertEquals(2, data.classes());
        assertArrayEquals(new int[] {1, -1, 0}, first(truth(data.examples().get(1)), 3));

        byte[] tones = {0, 50, 100, (byte) 200};
        IndexColorModel palette = new IndexColorModel(2, 4, tones, tones, tones);
        BufferedImage indexed =
                new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, palette);
        indexed.getRaster().setSample(1, 0, 0, 3);
        write("labels/a.png", indexed);
        DataSet regions = DataSetLayout.REGIONS.open(folder, null, -1);
        assertArrayEquals(new int[] {0, 3, 0}, first(truth(regions.examples().get(0)), 3));
    }

    @Test
    void framingCropsImageAndTruthAlike() throws IOException {
        BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        BufferedImage labels = new BufferedImage(200, 100, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 100; y++) {
            for (int x = 110; x < 200; x++) {
                image.setRGB(x, y, 0xffffff);
                labels.getRaster().setSample(x, y, 0, 5);
            }
        }
        write("images/a.png", image);
        write("labels/a.png", labels);
        DataSet data = DataSetLayout.REGIONS.open(folder, null, -1);
        LoadedExample loaded = new Framing(200).load(data.examples().get(0));
        assertEquals(200, loaded.width());
        // The edge was 60 % into the square from 50 to 150
        for (int x = 0; x < 200; x++) {
            int label = loaded.truth().annotations().get(0)[100 * 200 + x];
            assertEquals(x < 120 ? 0 : 5, label);
            int red = loaded.pixels().getAt(x, 100).get() >> 16 & 255;
            if (Math.abs(x - 119.5) > 2) {
                assertEquals(x < 120 ? 0 : 255, red);
            }
        }
        assertEquals(
                new Framing(512),
                Framing.of("published", DataSetLayout.COCO_STUFF_27.publishedFraming()));
        assertEquals(
                Framing.WHOLE_IMAGE,
                Framing.of(" Whole ", DataSetLayout.CITYSCAPES.publishedFraming()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Framing.of("half", DataSetLayout.BSDS500.publishedFraming()));
        assertThrows(IllegalArgumentException.class, () -> new Framing(32));
    }

    @Test
    void wrongFoldersAreRefusedInASentence() throws IOException {
        assertMessage("leftImg8bit", () -> DataSetLayout.CITYSCAPES.open(folder, null, -1));
        assertMessage("masks", () -> DataSetLayout.OBJECTS.open(folder, null, -1));
        picture("images/a.png");
        picture("images/b.png");
        grey("masks/a.png", 1);
        assertMessage("b.png", () -> DataSetLayout.OBJECTS.open(folder, null, -1));
        Files.delete(folder.resolve("images/b.png"));
        BufferedImage small = new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY);
        write("masks/a.png", small);
        DataSet data = DataSetLayout.OBJECTS.open(folder, null, -1);
        assertMessage("3 x 3", () -> Framing.WHOLE_IMAGE.load(data.examples().get(0)));
        Files.delete(folder.resolve("masks/a.png"));
        IJ.save(
                new ImagePlus("", new FloatProcessor(2, 1, new float[] {1, 0.5f})),
                folder.resolve("masks/a.tif").toString());
        DataSet halves = DataSetLayout.OBJECTS.open(folder, null, -1);
        assertMessage("0.5", () -> truth(halves.examples().get(0)));
        assertThrows(IllegalArgumentException.class, () -> DataSetLayout.of("imagenet"));
    }

    @Test
    void aLimitTakesImagesFromTheWholeSet() {
        List<Example> examples =
                IntStream.range(0, 10)
                        .mapToObj(i -> new Example("" + i, null, null, null))
                        .toList();
        DataSet data = new DataSet("ten", TruthKind.REGIONS, 0, examples);
        assertEquals(
                List.of("0", "3", "6"),
                data.limitedTo(3).examples().stream().map(Example::id).toList());
        assertEquals(data, data.limitedTo(0));
        assertEquals(data, data.limitedTo(99));
    }

    private interface Call {
        void run() throws IOException;
    }

    private static void assertMessage(String part, Call call) {
        IOException e = assertThrows(IOException.class, call::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    private static int[] truth(Example example) throws IOException {
        return example.truth().annotations().get(0);
    }

    private static int[] first(int[] values, int count) {
        return Arrays.copyOf(values, count);
    }

    private void picture(String name) throws IOException {
        write(name, new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB));
    }

    private void grey(String name, int... values) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < values.length; i++) {
            image.getRaster().setSample(i, 0, 0, values[i]);
        }
        write(name, image);
    }

    private void sixteenBit(String name, int... values) throws IOException {
        ShortProcessor pixels = new ShortProcessor(WIDTH, HEIGHT);
        for (int i = 0; i < values.length; i++) {
            pixels.set(i, 0, values[i]);
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        IJ.save(new ImagePlus("", pixels), file.toString());
    }

    private void write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        if (name.endsWith(".tif")) {
            IJ.save(new ImagePlus("", image), file.toString());
        } else {
            String format = name.substring(name.lastIndexOf('.') + 1);
            assertTrue(ImageIO.write(image, format, file.toFile()));
        }
    }
}
