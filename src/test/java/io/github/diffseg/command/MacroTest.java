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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.stack.DrawnStack;
import io.github.diffseg.library.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;

/** The macros of this project, and what macros can rely on, in ImageJ's own interpreter. */
class MacroTest {

    private static Context context;

    @TempDir Path folder;

    @BeforeAll
    static void install() {
        context = new Context();
        HeadlessMacro.install(context, SegmentCommand.class);
    }

    @AfterAll
    static void dispose() {
        context.dispose();
    }

    @Test
    void theImageMacroSegmentsTheActiveImage() throws IOException {
        Path input = picture("two words.png", 80, 80);
        Path output = folder.resolve("labels.tif");
        HeadlessMacro.Outcome outcome =
                run(
                        "open('"
                                + input
                                + "');\n"
                                + Files.readString(Path.of("macros/DiffSeg_Segment_Image.ijm"))
                                + "\nsaveAs('Tiff', '"
                                + output
                                + "');",
                        "");
        assertNull(outcome.error());
        ImagePlus labels = IJ.openImage(output.toString());
        assertEquals(80, labels.getWidth());
        assertTrue(labels.getStatistics().max >= 2, "segments");
        assertEquals("two words.png", labels.getProp("diffseg.image"));
    }

    @Test
    void theFolderMacroSegmentsAFolder() throws IOException {
        Path input = Files.createDirectory(folder.resolve("in"));
        Path output = Files.createDirectory(folder.resolve("out"));
        Files.move(picture("a.png", 96, 64), input.resolve("a.png"));
        Files.move(picture("b.tif", 64, 96), input.resolve("b.tif"));
        Files.writeString(input.resolve("notes.txt"), "no image");
        HeadlessMacro.Outcome outcome = run(folderMacro(), input + "," + output);
        assertNull(outcome.error());
        try (Stream<Path> files = Files.list(output)) {
            assertEquals(
                    List.of("a-labels.tif", "a-segments.csv", "b-labels.tif", "b-segments.csv"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals(96, IJ.openImage(output.resolve("a-labels.tif").toString()).getWidth());
        assertEquals(64, IJ.openImage(output.resolve("b-labels.tif").toString()).getWidth());
        String table = Files.readString(output.resolve("b-segments.csv"));
        assertTrue(table.lines().findFirst().orElse("").contains("Label,Area,Pixels,X,Y"), table);
    }

    /** Of some planes, and again by the line that the label stack holds. */
    @Test
    void aStackIsSegmentedAndReplayed() throws IOException {
        Path input = folder.resolve("drawn.tif");
        IJ.saveAsTiff(DrawnStack.hyperstack(), input.toString());
        Path first = folder.resolve("first.tif");
        Path second = folder.resolve("second.tif");
        assertNull(
                run(
                                "open('"
                                        + input
                                        + "');\n"
                                        + "run('DiffSeg Segment...', 'imp=drawn.tif slices=1-5:4"
                                        + " frames=[2,4] channels=[1,2] link=frames working_size=64"
                                        + " anchors_per_axis=6 add_rois=false');\n"
                                        + "saveAs('Tiff', '"
                                        + first
                                        + "');",
                                "")
                        .error());
        ImagePlus labels = IJ.openImage(first.toString());
        assertArrayEquals(new int[] {64, 48, 1, 2, 2}, labels.getDimensions());
        String line = labels.getProp("diffseg.macro");
        assertTrue(line.contains("slices=1-5:4 frames=[2,4] channels=[1,2] link=frames"), line);
        assertNull(
                run("open('" + input + "');\n" + line + "\nsaveAs('Tiff', '" + second + "');", "")
                        .error());
        ImagePlus again = IJ.openImage(second.toString());
        for (int i = 1; i <= 4; i++) {
            assertArrayEquals(
                    (byte[]) labels.getStack().getPixels(i),
                    (byte[]) again.getStack().getPixels(i));
        }
    }

    @Test
    void aRecordedMacroGivesTheSameLabels() throws IOException {
        Path input = picture("replay.png", 96, 96);
        Path first = folder.resolve("first.tif");
        Path second = folder.resolve("second.tif");
        assertNull(
                run(
                                "open('"
                                        + input
                                        + "');\n"
                                        + segment("imp=replay.png threshold=0.3")
                                        + "saveAs('Tiff', '"
                                        + first
                                        + "');",
                                "")
                        .error());
        ImagePlus labels = IJ.openImage(first.toString());
        String line = labels.getProp("diffseg.macro");
        assertNull(
                run("open('" + input + "');\n" + line + "\nsaveAs('Tiff', '" + second + "');", "")
                        .error());
        assertArrayEquals(
                (byte[]) labels.getProcessor().getPixels(),
                (byte[]) IJ.openImage(second.toString()).getProcessor().getPixels());
    }

    /** Earlier versions recorded a tick box in the place of a choice. */
    @Test
    void aLineOfAnEarlierVersionSplitsAsItDid() throws IOException {
        Path input = picture("earlier.png", 64, 64);
        for (String[] said :
                new String[][] {
                    {"split_components=true", "split=components"},
                    {"split_components=false", "split=none"},
                    {"split=touching split_components=false", "split=touching"}
                }) {
            Path output = folder.resolve(said[1].substring(6) + ".tif");
            String line = segment("imp=earlier.png threshold=0.3 " + said[0]);
            assertNull(
                    run("open('" + input + "');\n" + line + "saveAs('Tiff', '" + output + "');", "")
                            .error());
            String recorded = IJ.openImage(output.toString()).getProp("diffseg.macro");
            assertTrue(recorded.contains(" " + said[1] + " "), recorded);
            assertFalse(recorded.contains("split_components"), recorded);
        }
        HeadlessMacro.Outcome wrong =
                run("open('" + input + "');\n" + segment("imp=earlier.png split_components=2"), "");
        assertTrue(wrong.error() != null, "2 is neither true nor false");
    }

    /** What the recorder writes after the command: the label image can be selected and closed. */
    @Test
    void theLabelImageIsTheCurrentOne() throws IOException {
        Path one = picture("one.png", 64, 64);
        Path two = picture("two.png", 96, 64);
        HeadlessMacro.Outcome outcome =
                run(
                        "before = nImages; open('"
                                + one
                                + "'); open('"
                                + two
                                + "');\n"
                                + segment("imp=one.png")
                                + "first = getTitle() + ' ' + getWidth();\n"
                                + segment("imp=two.png")
                                + "second = getTitle() + ' ' + getWidth();\n"
                                + "selectImage('one - DiffSeg labels'); close();\n"
                                + "selectImage('two - DiffSeg labels');\n"
                                + "return first + ', ' + second + ', ' + (nImages - before);",
                        "");
        assertNull(outcome.error());
        assertEquals("one - DiffSeg labels 64, two - DiffSeg labels 96, 3", outcome.returned());
    }

    @Test
    void aFailureStopsTheMacroWithItsReason() throws IOException {
        Path input = picture("failure.png", 64, 64);
        Path after = folder.resolve("went-on.tif");
        HeadlessMacro.Outcome outcome =
                run(
                        "open('"
                                + input
                                + "');\n"
                                + segment("imp=failure.png threshold=1000")
                                + "saveAs('Tiff', '"
                                + after
                                + "');",
                        "");
        assertEquals(
                "DiffSeg: threshold is 1000; it must be from 0.0001 to 100, or \"auto\"",
                outcome.error());
        assertFalse(Files.exists(after), "the macro went on");
    }

    /** The recorded line has the name, and says which model another machine lacks. */
    @Test
    void aModelIsCalledByItsName() throws IOException {
        Path input = picture("named.png", 64, 64);
        Path output = folder.resolve("labels.tif");
        String before = System.getProperty(ModelLibrary.MODELS_PROPERTY);
        System.setProperty(ModelLibrary.MODELS_PROPERTY, folder.resolve("models").toString());
        try {
            ModelFixture.of("sd1").copyTo(folder.resolve("models/my model"));
            String open = "open('" + input + "');\n";
            HeadlessMacro.Outcome first =
                    run(
                            open
                                    + segment("imp=named.png model=[My Model]")
                                    + "saveAs('Tiff', '"
                                    + output
                                    + "');",
                            "");
            assertNull(first.error());
            String line = IJ.openImage(output.toString()).getProp("diffseg.macro");
            assertTrue(line.contains("model=[My Model] "), line);
            assertNull(run(open + line, "").error());
            System.setProperty(ModelLibrary.MODELS_PROPERTY, folder.resolve("none").toString());
            String missing = run(open + line, "").error();
            assertTrue(
                    missing.startsWith(
                            "DiffSeg: There is no model \"My Model\" on this machine; there are"
                                    + " embedded"),
                    missing);
        } finally {
            if (before == null) {
                System.clearProperty(ModelLibrary.MODELS_PROPERTY);
            } else {
                System.setProperty(ModelLibrary.MODELS_PROPERTY, before);
            }
        }
    }

    /** The second result of an image has a title of its own, which selects it alone. */
    @Test
    void twoResultsOfOneImageHaveTwoTitles() throws IOException {
        Path one = picture("twice.png", 64, 64);
        HeadlessMacro.Outcome outcome =
                run(
                        "open('"
                                + one
                                + "');\n"
                                + segment("imp=twice.png")
                                + "first = getImageID();\n"
                                + segment("imp=twice.png")
                                + "second = getTitle();\n"
                                + "selectImage('twice - DiffSeg labels');\n"
                                + "return second + ', ' + (getImageID() == first);",
                        "");
        assertNull(outcome.error());
        assertEquals("twice - DiffSeg labels 2, 1", outcome.returned());
    }

    private static String segment(String options) {
        return "run('DiffSeg Segment...', '"
                + options
                + " working_size=128 anchors_per_axis=8 show_labels=true add_rois=false');\n";
    }

    private static String folderMacro() throws IOException {
        String macro = Files.readString(Path.of("macros/DiffSeg_Segment_Folder.ijm"));
        String small = macro.replace("var working_size = 0;", "var working_size = 128;");
        assertFalse(small.equals(macro), "a smaller size, for time");
        return small;
    }

    private static HeadlessMacro.Outcome run(String macro, String argument) {
        return HeadlessMacro.run(macro, argument);
    }

    private Path picture(String name, int width, int height) throws IOException {
        Path file = folder.resolve(name);
        ImagePlus image = Pictures.image(name, width, height);
        if (name.endsWith(".tif")) {
            IJ.saveAsTiff(image, file.toString());
        } else {
            ImageIO.write(image.getBufferedImage(), "png", file.toFile());
        }
        return file;
    }
}
