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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.LUT;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.output.RoiSets;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.vocabulary.SegmentClass;
import io.github.diffseg.vocabulary.Vocabulary;
import io.github.diffseg.vocabulary.VocabularyFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One vocabulary over a folder of drawn images: a disc and a square on a ground, at the same places
 * in other colours. What the small model makes of things at other places differs too much.
 */
class ClassesBatchTest extends FolderFixture {

    private static final SettingsRequest SMALL =
            SettingsRequest.ALL_RECOMMENDED
                    .with(Setting.WORKING_SIZE, 128)
                    .with(Setting.ANCHORS_PER_AXIS, 8);

    private static final SettingsRequest THREE = SMALL.with(Setting.CLASSES, "3");

    private static final Set<Export> ALL = EnumSet.allOf(Export.class);

    private static final int IMAGES = 3;

    private static final int[] DISC = {36, 36};
    private static final int[] SQUARE = {90, 90};
    private static final int[] GROUND = {120, 6};

    @BeforeEach
    void draw() throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            draw(input.resolve("drawn" + i + ".png"), 8 * i);
        }
    }

    private static void draw(Path file, int change) throws IOException {
        BufferedImage image = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(190 - change, 190, 180));
        graphics.fillRect(0, 0, 128, 128);
        graphics.setColor(new Color(200, 30 + change, 30));
        graphics.fillOval(DISC[0] - 24, DISC[1] - 24, 48, 48);
        graphics.setColor(new Color(20 + change, 40, 170));
        graphics.fillRect(SQUARE[0] - 22, SQUARE[1] - 22, 44, 44);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    private BatchSummary run(SettingsRequest settings, Set<Export> exports, Progress progress)
            throws IOException {
        return Batch.run(
                new BatchRequest(input, NamePattern.IMAGES, false, output, exports, settings),
                diffSeg,
                "embedded",
                progress);
    }

    private BatchSummary run(SettingsRequest settings) throws IOException {
        BatchSummary summary = run(settings, ALL, Progress.NONE);
        assertEquals(List.of(), summary.failures(), summary::text);
        return summary;
    }

    private ImagePlus open(String name) {
        return IJ.openImage(output.resolve(name).toString());
    }

    private Set<Integer> classesAt(int[] place) {
        Set<Integer> numbers = new TreeSet<>();
        for (int i = 0; i < IMAGES; i++) {
            numbers.add(open("drawn" + i + "-classes.tif").getProcessor().get(place[0], place[1]));
        }
        return numbers;
    }

    @Test
    void whatIsAlikeHasOneClassInAllImagesAndInAllFiles() throws IOException {
        run(THREE);
        for (int[] place : new int[][] {DISC, SQUARE, GROUND}) {
            assertEquals(1, classesAt(place).size(), () -> "at " + place[0] + ": " + place[1]);
        }

        Vocabulary vocabulary = VocabularyFile.read(output.resolve("vocabulary.json"));
        LUT colours = null;
        for (int i = 0; i < IMAGES; i++) {
            ImagePlus labels = open("drawn" + i + "-labels.tif");
            ImagePlus classes = open("drawn" + i + "-classes.tif");
            ResultsTable table =
                    ResultsTable.open(output.resolve("drawn" + i + "-segments.csv").toString());
            int[] classOfLabel = new int[256];
            for (int row = 0; row < table.size(); row++) {
                classOfLabel[(int) table.getValue("Label", row)] =
                        (int) table.getValue("Class number", row);
            }
            for (int pixel = 0; pixel < 128 * 128; pixel++) {
                assertEquals(
                        classOfLabel[labels.getProcessor().get(pixel)],
                        classes.getProcessor().get(pixel));
            }
            LUT lut = classes.getProcessor().getLut();
            if (colours != null) {
                assertArrayEquals(colours.getBytes(), lut.getBytes());
            }
            colours = lut;
            assertTrue(classes.getProp("diffseg.classes").startsWith("1 class 1, 2 class 2"));
            List<Roi> rois = RoiSets.read(output.resolve("drawn" + i + "-rois.zip"));
            JsonArray features = json("drawn" + i + ".geojson").getAsJsonArray("features");
            JsonArray annotations = json("drawn" + i + "-coco.json").getAsJsonArray("annotations");
            List<String> polygons = Files.readAllLines(output.resolve("drawn" + i + ".txt"));
            assertEquals(table.size(), rois.size());
            for (int row = 0; row < rois.size(); row++) {
                SegmentClass own = vocabulary.get((int) table.getValue("Class number", row));
                assertEquals(own.number(), rois.get(row).getGroup());
                assertEquals(own.name(), rois.get(row).getProperty("diffseg.class"));
                assertEquals(own.rgb(), rois.get(row).getStrokeColor().getRGB() & 0xffffff);
                assertEquals(own.rgb(), lut.getRGB(own.number()) & 0xffffff);
                JsonObject properties =
                        features.get(row).getAsJsonObject().getAsJsonObject("properties");
                assertEquals(
                        own.name(),
                        properties.getAsJsonObject("classification").get("name").getAsString());
                assertEquals(
                        own.number(),
                        annotations.get(row).getAsJsonObject().get("category_id").getAsInt());
                assertEquals(String.valueOf(own.number() - 1), polygons.get(row).split(" ")[0]);
            }
        }
        Set<String> categories = new TreeSet<>();
        for (JsonElement category : json("coco.json").getAsJsonArray("categories")) {
            categories.add(category.getAsJsonObject().get("name").getAsString());
        }
        assertEquals(Set.of("class 1", "class 2", "class 3"), categories);
        BufferedImage page = ImageIO.read(output.resolve("vocabulary.png").toFile());
        assertEquals(0xffffffff, page.getRGB(2, 2), "a white page");
    }

    private JsonObject json(String name) throws IOException {
        return JsonParser.parseString(Files.readString(output.resolve(name))).getAsJsonObject();
    }

    @Test
    void anotherNumberOfClassesSegmentsNothingAgain() throws IOException {
        run(THREE);
        byte[] labels = Files.readAllBytes(output.resolve("drawn0-labels.tif"));
        byte[] threeClasses = Files.readAllBytes(output.resolve("drawn0-classes.tif"));
        BatchSummary two = run(SMALL.with(Setting.CLASSES, "2"));
        assertEquals(3, two.doneBefore(), two::text);
        assertEquals(2, VocabularyFile.read(output.resolve("vocabulary.json")).classes().size());
        String table = Files.readString(output.resolve("drawn0-segments.csv"));
        assertEquals(
                table.indexOf(",Class number,"), table.lastIndexOf(",Class number,"), "one column");
        run(THREE);
        assertArrayEquals(threeClasses, Files.readAllBytes(output.resolve("drawn0-classes.tif")));
        assertArrayEquals(labels, Files.readAllBytes(output.resolve("drawn0-labels.tif")));

        BatchSummary none = run(SMALL, Set.of(Export.LABELS, Export.TABLE), Progress.NONE);
        assertEquals(Set.of("it had classes"), none.madeAgain().keySet());
        assertFalse(Files.exists(output.resolve("drawn0-classes.tif")));
        assertFalse(Files.readString(output.resolve("drawn0-segments.csv")).contains("Class"));
        assertArrayEquals(labels, Files.readAllBytes(output.resolve("drawn0-labels.tif")));
    }

    @Test
    void aBatchThatWasStoppedWhileClassesWereWrittenGoesOnThere() throws IOException {
        Progress stopping =
                new Progress() {
                    private boolean stop;

                    @Override
                    public void report(String step, double fraction) {
                        stop |= step.startsWith("Classes of image 2");
                    }

                    @Override
                    public boolean isCancelled() {
                        return stop;
                    }
                };
        assertThrows(CancellationException.class, () -> run(THREE, ALL, stopping));
        assertTrue(Files.exists(output.resolve("drawn0-classes.tif")));
        assertFalse(Files.exists(output.resolve("drawn2-classes.tif")));
        BatchSummary summary = run(THREE);
        assertEquals(3, summary.doneBefore(), summary::text);
        assertEquals(List.of(), summary.setAside());
        byte[] resumed = Files.readAllBytes(output.resolve("drawn2-segments.csv"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Batch.run(
                new BatchRequest(input, NamePattern.IMAGES, false, other, ALL, THREE),
                diffSeg,
                "embedded",
                Progress.NONE);
        assertArrayEquals(resumed, Files.readAllBytes(other.resolve("drawn2-segments.csv")));
        for (String name : List.of("drawn0-classes.tif", "vocabulary.json", "drawn1.geojson")) {
            assertArrayEquals(
                    Files.readAllBytes(output.resolve(name)),
                    Files.readAllBytes(other.resolve(name)),
                    name);
        }
    }

    /** As if the process had been killed after one file of a set took its place. */
    @Test
    void filesThatHadTheirClassesAlreadyAreNoChangesOfAUser() throws IOException {
        run(THREE);
        Path manifest = output.resolve("manifest.jsonl");
        List<String> lines = Files.readAllLines(manifest);
        int last = lines.size() - 1;
        assertTrue(lines.get(last - 1).contains("files_before"));
        Files.write(manifest, lines.subList(0, last));
        BatchSummary summary = run(THREE);
        assertEquals(3, summary.doneBefore(), summary::text);
        assertEquals(List.of(), summary.setAside());
        List<String> after = Files.readAllLines(manifest);
        assertEquals(fingerprint(lines.get(last)), fingerprint(after.get(after.size() - 1)));
    }

    private static String fingerprint(String line) {
        return JsonParser.parseString(line)
                .getAsJsonObject()
                .get("vocabulary_sha256")
                .getAsString();
    }

    @Test
    void namesOfTheUserAreEverywhereAndNewImagesFitIntoAStoredVocabulary() throws IOException {
        run(THREE);
        Path file = output.resolve("vocabulary.json");
        String renamed =
                Files.readString(file)
                        .replace("\"class 1\"", "\"ground, grey\"")
                        .replace("\"class 2\"", "\"thing\"");
        Files.writeString(file, renamed);
        BatchSummary again = run(THREE);
        assertEquals(3, again.doneBefore(), again::text);
        assertEquals(renamed, Files.readString(file));
        String table = Files.readString(output.resolve("drawn1-segments.csv"));
        assertTrue(table.contains(",1,\"ground, grey\"\n"), table);
        assertTrue(json("coco.json").toString().contains("\"ground, grey\""));

        Path stored = Files.writeString(folder.resolve("stored.json"), renamed);
        Path oneInput = Files.createDirectory(folder.resolve("one"));
        draw(oneInput.resolve("new.png"), 4);
        Path oneOutput = folder.resolve("one-out");
        SettingsRequest put = SMALL.with(Setting.VOCABULARY, stored.toString());
        Batch.run(
                new BatchRequest(
                        oneInput, NamePattern.IMAGES, false, oneOutput, Set.of(Export.LABELS), put),
                diffSeg,
                "embedded",
                Progress.NONE);
        ImagePlus classes = IJ.openImage(oneOutput.resolve("new-classes.tif").toString());
        for (int[] place : new int[][] {DISC, SQUARE, GROUND}) {
            assertEquals(classesAt(place), Set.of(classes.getProcessor().get(place[0], place[1])));
        }

        SettingsRequest otherSize = put.with(Setting.WORKING_SIZE, 64);
        Path refused = folder.resolve("refused");
        BatchRequest request =
                new BatchRequest(
                        oneInput,
                        NamePattern.IMAGES,
                        false,
                        refused,
                        Set.of(Export.LABELS),
                        otherSize);
        String refusal =
                assertThrows(
                                UserException.class,
                                () -> Batch.run(request, diffSeg, "embedded", Progress.NONE))
                        .getMessage();
        assertTrue(refusal.endsWith("working_size 128, and now it is 64; choose 128"), refusal);
        assertFalse(Files.exists(refused), "nothing is segmented in vain");
    }

    @Test
    void namesOfOtherClassesAreKeptAside() throws IOException {
        run(THREE);
        Path file = output.resolve("vocabulary.json");
        String renamed = Files.readString(file).replace("\"class 1\"", "\"ground\"");
        Files.writeString(file, renamed);
        BatchSummary two = run(SMALL.with(Setting.CLASSES, "2"));
        assertEquals(List.of("vocabulary.json.changed"), two.setAside());
        assertEquals(renamed, Files.readString(output.resolve("vocabulary.json.changed")));
        assertNotEquals(renamed, Files.readString(file));
    }

    @Test
    void classesNeedLabelImagesAndANumber() {
        assertEquals(
                "Segments are to have classes, whose images are made of label images, but these"
                        + " are not to be written; write labels, too",
                assertThrows(
                                UserException.class,
                                () -> run(THREE, Set.of(Export.TABLE), Progress.NONE))
                        .getMessage());
        assertEquals(
                "Class images are chosen, but names is empty and classes is 0; give names such"
                        + " as cell,background, say how many classes, or leave class images"
                        + " out",
                assertThrows(UserException.class, () -> run(SMALL)).getMessage());
        assertEquals(
                "classes is auto and vocabulary is \"a.json\", which has classes of its own; leave"
                        + " one of them out",
                assertThrows(
                                UserException.class,
                                () ->
                                        run(
                                                SMALL.with(Setting.CLASSES, "Auto")
                                                        .with(Setting.VOCABULARY, "a.json")))
                        .getMessage());
        assertThrows(UserException.class, () -> SMALL.with(Setting.CLASSES, "many"));
        assertThrows(UserException.class, () -> SMALL.with(Setting.CLASSES, "256"));
    }
}
