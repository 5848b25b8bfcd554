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

package io.github.diffseg.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.OvalRoi;
import ij.plugin.filter.AVI_Writer;
import io.github.diffseg.NamedModel;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.stack.DrawnStack;
import io.github.diffseg.library.ModelLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    @TempDir Path folder;

    private Path image;
    private Path output;

    private record Run(int status, String out, String err) {}

    @BeforeEach
    void writeImage() {
        image = folder.resolve("shapes.tif");
        output = folder.resolve("new/results");
        ImagePlus picture = Pictures.image("shapes", 96, 64);
        picture.setRoi(new OvalRoi(2, 2, 90, 60));
        IJ.saveAsTiff(picture, image.toString());
    }

    @Test
    void segmentsTheChosenPlanesOfAStack() throws IOException {
        Path stack = folder.resolve("drawn.tif");
        IJ.saveAsTiff(DrawnStack.hyperstack(), stack.toString());
        Run run =
                run(
                        stack.toString(),
                        "-o",
                        output.toString(),
                        "--working-size=64",
                        "--anchors-per-axis=6",
                        "--slices=4,5",
                        "--frames=all",
                        "--link=frames",
                        "--geojson",
                        "--json");
        assertEquals("", run.err);
        assertEquals(
                List.of(
                        "drawn-labels.tif",
                        "drawn-overlay.tif",
                        "drawn-rois.zip",
                        "drawn-segments.csv",
                        "drawn.geojson"),
                names(output));
        JsonObject json = JsonParser.parseString(run.out).getAsJsonObject();
        assertEquals(8, json.get("planes").getAsInt());
        assertTrue(json.get("objects").getAsInt() >= 4, run.out);
        ImagePlus labels = IJ.openImage(output.resolve("drawn-labels.tif").toString());
        assertArrayEquals(new int[] {64, 48, 1, 2, 4}, labels.getDimensions());
        Run refused = run(stack.toString(), "-o", output.toString(), "--slices=6");
        assertEquals(1, refused.status);
        assertEquals(
                "diffseg: slices is \"6\", but \"drawn.tif\" has slices 1 to 5",
                refused.err.strip());
    }

    @Test
    void namedSegmentsHaveAClassImageAsLongAsTheyHaveNames() throws IOException {
        String model = "--model=" + NamedModel.of("sd1", folder);
        String size = "--working-size=64";
        String place = "--output=" + output;
        Run run = run(image.toString(), place, model, size, "--names=" + NamedModel.WORDS);
        assertEquals("", run.err);
        assertTrue(names(output).contains("shapes-classes.tif"), run.out);
        assertEquals(0, run(image.toString(), place, model, size).status);
        assertFalse(names(output).contains("shapes-classes.tif"), "of other labels");
        Run refused = run(image.toString(), place, "--names=cell,background");
        assertEquals(1, refused.status);
        assertTrue(
                refused.err.startsWith(
                        "diffseg: names is \"cell,background\", but DiffSeg-Nano has no text"
                                + " encoder to read it;"),
                refused.err);
        assertEquals(2, run(image.toString(), place, "--names=cell").status);
    }

    @Test
    void writesFilesAndASummary() throws IOException {
        Run run = run(image.toString(), "-o", output.toString(), "--working-size", "128");
        assertEquals("", run.err);
        assertEquals(0, run.status);
        assertEquals(
                List.of(
                        "shapes-labels.tif",
                        "shapes-overlay.png",
                        "shapes-rois.zip",
                        "shapes-segments.csv"),
                names(output));
        ImagePlus labels = IJ.openImage(output.resolve("shapes-labels.tif").toString());
        int segments = (int) labels.getStatistics().max;
        assertTrue(run.out.startsWith("shapes.tif: " + segments + " segment"), run.out);
        assertTrue(run.out.contains("VAE encoder"), run.out);
        assertTrue(run.out.contains(output.resolve("shapes-rois.zip").toString()), run.out);
        assertTrue(run.out.contains("starter"), "the embedded model is called one");
        assertTrue(
                labels.getProcessor().get(0, 0) > 0,
                "the file's selection is somebody's work, not what is asked for here");
        assertEquals(
                segments + 1,
                Files.readAllLines(output.resolve("shapes-segments.csv")).size(),
                "a heading and a row for each segment");
        ImagePlus overlay = IJ.openImage(output.resolve("shapes-overlay.png").toString());
        assertEquals(96, overlay.getWidth());
    }

    /** A folder in the way of the last file stands in for a full disk. */
    @Test
    void theOldResultsStayWholeIfTheNewOnesCannotBeWritten() throws IOException {
        run(image.toString(), "-o", output.toString(), "--working-size", "64", "-t", "0.9");
        Path labels = output.resolve("shapes-labels.tif");
        Path overlay = output.resolve("shapes-overlay.png");
        byte[] before = Files.readAllBytes(labels);
        Files.delete(overlay);
        Files.createDirectory(overlay);
        Run run = run(image.toString(), "-o", output.toString(), "--working-size", "64", "-t", "2");
        assertEquals(1, run.status);
        assertEquals(
                "diffseg: Cannot write " + overlay + ": there is a folder of that name",
                run.err.strip());
        assertArrayEquals(before, Files.readAllBytes(labels));
        assertEquals(4, names(output).size(), "no hidden file is left");
    }

    /** Ground truth that lies beside the images, for example. */
    @ParameterizedTest
    @ValueSource(strings = {"shapes-labels.tif", "shapes-segments.csv"})
    void filesOfAnotherProgramAreNotReplaced(String name) throws IOException {
        Files.createDirectories(output);
        Path mine = output.resolve(name);
        IJ.saveAsTiff(Pictures.image("truth", 96, 64), mine.toString() + ".tif");
        Files.move(Path.of(mine + ".tif"), mine);
        byte[] before = Files.readAllBytes(mine);
        Run run = run(image.toString(), "-o", output.toString(), "--working-size", "64");
        assertEquals(1, run.status);
        assertTrue(run.err.startsWith("diffseg: " + mine + " is there already"), run.err);
        assertTrue(run.err.strip().endsWith("or move that file away"), run.err);
        assertArrayEquals(before, Files.readAllBytes(mine));
        assertEquals(List.of(name), names(output));
    }

    /** As QuPath exports them; the label image beside them is DiffSeg's. */
    @Test
    void outlinesOfAnotherProgramAreNotReplaced() throws IOException {
        String[] arguments = {
            image.toString(), "-o", output.toString(), "--working-size", "64", "--geojson"
        };
        assertEquals(0, run(arguments).status);
        Path outlines = output.resolve("shapes.geojson");
        assertEquals(0, run(arguments).status, "its own are");
        String edited =
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"1\"}]}";
        Files.writeString(outlines, edited);
        Run refused = run(arguments);
        assertEquals(1, refused.status);
        assertEquals(
                "diffseg: "
                        + outlines
                        + " is there already and is no GeoJSON file of DiffSeg; choose another name,"
                        + " or move that file away",
                refused.err.strip());
        assertEquals(edited, Files.readString(outlines));
    }

    /** Its label image is one still when ImageJ has saved it again, in either byte order. */
    @Test
    void itsOwnResultsAreReplacedAlsoAfterEditing() throws IOException {
        run(image.toString(), "-o", output.toString(), "--working-size", "64");
        Path labels = output.resolve("shapes-labels.tif");
        for (boolean intel : new boolean[] {false, true}) {
            ImagePlus opened = IJ.openImage(labels.toString());
            boolean before = Prefs.intelByteOrder;
            Prefs.intelByteOrder = intel;
            IJ.saveAsTiff(opened, labels.toString());
            Prefs.intelByteOrder = before;
            Run run = run(image.toString(), "-o", output.toString(), "--working-size", "64");
            assertEquals(0, run.status, run.err);
        }
        Files.write(labels, new byte[0]);
        Run run = run(image.toString(), "-o", output.toString(), "--working-size", "64");
        assertEquals(0, run.status, run.err);
        assertTrue(Files.size(labels) > 0);
    }

    @Test
    void theDoctorTellsWhatAReportNeeds() {
        Run run = run("doctor");
        assertEquals("", run.err);
        assertEquals(0, run.status);
        assertTrue(run.out.startsWith("DiffSeg: "), run.out);
        for (String fact :
                List.of("System", "Java", "Memory", "Native code", "Engine", "Threads", "Cache")) {
            assertTrue(run.out.contains("\n" + fact + ": "), fact + " in " + run.out);
        }
        assertTrue(run.out.contains("\nDevices: cpu"), run.out);
    }

    /** As a user starts it: nothing but the summary reaches the standard output. */
    @Tag("heavy")
    @Test
    void printsPureJson() throws IOException, InterruptedException {
        Run run =
                process(
                        image.toString(),
                        "--json",
                        "-o",
                        output.toString(),
                        "--working-size",
                        "128",
                        "--threshold",
                        "0.4");
        assertEquals("", run.err);
        assertEquals(0, run.status);
        JsonObject json = JsonParser.parseString(run.out).getAsJsonObject();
        assertTrue(json.get("segments").getAsInt() >= 1);
        assertEquals(96, json.get("width").getAsInt());
        assertTrue(json.getAsJsonObject("seconds").get("total").getAsDouble() > 0);
        JsonObject provenance = json.getAsJsonObject("provenance");
        assertEquals("0.4", provenance.get("setting.threshold").getAsString());
        assertEquals(0.4, json.get("threshold").getAsDouble());
        assertEquals("128", provenance.get("setting.working_size").getAsString());
        for (String kind : List.of("labels", "rois", "table", "overlay")) {
            String file = json.getAsJsonObject("files").get(kind).getAsString();
            assertTrue(Files.isRegularFile(Path.of(file)), file);
        }
    }

    /** ImageJ's reader of AVI says in its log that a file is truncated, and reads what is there. */
    @Tag("heavy")
    @Test
    void whatALibraryPrintsIsNotAmongTheJson() throws IOException, InterruptedException {
        Path movie = folder.resolve("movie.avi");
        new AVI_Writer()
                .writeImage(
                        IJ.createImage("movie", "8-bit ramp", 64, 48, 3),
                        movie.toString(),
                        AVI_Writer.NO_COMPRESSION,
                        0);
        byte[] whole = Files.readAllBytes(movie);
        Files.write(movie, Arrays.copyOf(whole, whole.length - 100));
        Run run =
                process(
                        movie.toString(),
                        "--json",
                        "-o",
                        output.toString(),
                        "--working-size",
                        "64");
        assertEquals(0, run.status, run.err);
        assertTrue(run.err.contains("AVI File Error"), run.err);
        assertEquals(64, JsonParser.parseString(run.out).getAsJsonObject().get("width").getAsInt());
    }

    @Tag("heavy")
    @Test
    void aFailedProcessExitsWithOneSentence() throws IOException, InterruptedException {
        Run run = process(folder.resolve("missing.png").toString(), "-o", output.toString());
        assertEquals("", run.out);
        assertEquals("diffseg: There is no file " + folder.resolve("missing.png"), run.err.strip());
        assertEquals(1, run.status);
        assertFalse(Files.exists(output));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--threshold | abc | threshold is \"abc\"; it must be from 0.0001 to 100",
                "--threshold | 1000 | threshold is 1000; it must be from 0.0001 to 100",
                "--working-size | 5 | working_size is 5; it must be from 64 to 4096",
                "--aggregation | mean | aggregation is \"mean\"; it must be",
                "--no-such-option | 1 | Unknown option",
                "--minimum-area | 2.5 | Invalid value for option '--minimum-area': \"2.5\"; it must"
                        + " be a whole number up to 2147483647",
                "--granularity | 0,5 | Invalid value for option '--granularity': \"0,5\"; it must"
                        + " be a number, with a point for decimals",
                "--refine | --json=ja | Invalid value for option '--json': \"ja\"; it must be true"
                        + " or false",
            })
    void wrongUsageIsRefused(String option, String value, String message) {
        Run run = run(image.toString(), "-o", output.toString(), option, value);
        assertEquals(2, run.status);
        assertEquals("", run.out);
        assertTrue(run.err.startsWith("diffseg: " + message), run.err);
        assertTrue(run.err.strip().endsWith("Try --help."), run.err);
        assertFalse(Files.exists(output), "nothing is made");
    }

    /** A large model may take minutes to open and to hash. */
    @Test
    void aFolderThatIsNotThereIsToldBeforeTheModelIsOpened() {
        Path missing = folder.resolve("missing");
        Run run =
                run(
                        "batch",
                        missing.toString(),
                        "--model",
                        folder.resolve("no-model").toString(),
                        "-o",
                        output.toString());
        assertEquals("diffseg: The input folder " + missing + " does not exist", run.err.strip());
        assertEquals(1, run.status);
        assertFalse(Files.exists(output));
    }

    @Test
    void whatIsTooMuchIsTold() {
        String output = this.output.toString();
        assertEquals(
                "diffseg: 'b.tif' is one argument too many; what has spaces needs quotation marks",
                run("a", "b.tif", "c.tif", "-o", output).err.lines().findFirst().orElseThrow());
        assertEquals(
                "diffseg: Unknown option: '--treshold'",
                run("--treshold", "0.5", image.toString(), "-o", output)
                        .err
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch | --threshold | 1000 | threshold is 1000; it must be from 0.0001 to 100",
                "batch | --pattern | *.{png | The pattern of file names is \"*.{png\", which is no",
                "batch | --corrections | merge 1 2 | corrections is \"merge 1 2\", which names",
                "batch | --write | labels,xml | \"xml\" is no output of a batch; choose from",
                "evaluate | --working-size | 5 | working_size is 5; it must be from 64 to 4096",
                "evaluate | --dataset | none | dataset is \"none\"; it must be",
            })
    void wrongUsageOfSubcommandsIsRefused(
            String command, String option, String value, String message) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                command,
                                folder.toString(),
                                "-o",
                                output.toString(),
                                option,
                                value));
        if (command.equals("evaluate") && !option.equals("--dataset")) {
            arguments.add("--dataset=regions");
        }
        Run run = run(arguments.toArray(String[]::new));
        assertEquals(2, run.status);
        assertTrue(run.err.startsWith("diffseg: " + message), run.err);
        assertTrue(run.err.strip().endsWith("Try --help."), run.err);
        assertFalse(Files.exists(output), "nothing is made");
    }

    @Test
    void aBatchTellsWhatBecameOfItsImages() throws IOException {
        Run done = batch(folder);
        assertEquals(0, done.status, done.err);
        String first = done.out.lines().findFirst().orElseThrow();
        assertTrue(
                first.matches(
                        "1 of 1 images segmented \\(0 of them before\\), \\d+ segments, in .* s, one"
                                + " image at a time, \\d+ threads?"),
                done.out);
        assertTrue(done.out.contains("Results and manifest.jsonl in " + output), done.out);
        assertEquals(List.of("manifest.jsonl", "shapes-labels.tif"), names(output));
        assertTrue(batch(folder).out.startsWith("1 of 1 images segmented (1 of them before)"));

        Files.writeString(folder.resolve("text.tif"), "no image");
        Run failed = batch(folder);
        assertEquals(1, failed.status);
        assertTrue(failed.out.startsWith("1 of 2 images segmented"), failed.out);
        assertTrue(failed.out.contains("  text.tif: "), failed.out);
    }

    @Test
    void aBatchWithoutImagesIsAFailure() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Run run = batch(empty);
        assertEquals(1, run.status);
        assertEquals("", run.out);
        assertTrue(
                run.err.startsWith("diffseg: No file in " + empty + " matches *.{tif,"), run.err);
        assertTrue(run.err.strip().endsWith("recursive is set"), run.err);
    }

    /** In the C locale, Java cannot name such a file to anyone. */
    @Tag("heavy")
    @Test
    void aNameThatTheLocaleLacksIsThatFilesFailure() throws IOException, InterruptedException {
        Files.copy(image, folder.resolve("ä.tif"));
        Run run =
                process(
                        Map.of("LC_ALL", "C"),
                        "batch",
                        folder.toString(),
                        "-o",
                        output.toString(),
                        "--write=labels",
                        "--working-size=64",
                        "--quiet");
        assertEquals(1, run.status, run.err);
        assertTrue(run.out.startsWith("1 of 2 images segmented"), run.out);
        assertTrue(run.out.contains("  %C3%A4.tif: its name is no text in the"), run.out);
    }

    private Run batch(Path input) {
        return run(
                "batch",
                input.toString(),
                "-o",
                output.toString(),
                "--write=labels",
                "--working-size=64",
                "--quiet");
    }

    @Test
    void aMissingImageIsWrongUsage() {
        Run run = run();
        assertEquals(2, run.status);
        assertTrue(run.err.startsWith("diffseg: Missing required parameter"), run.err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--precision | float16 | precision is float16, which only a GPU computes in",
                "--model | /no/such/folder | There is no model /no/such/folder",
            })
    void whatThisMachineLacksIsRefused(String option, String value, String message)
            throws IOException {
        Run run = run(image.toString(), "-o", output.toString(), option, value);
        assertEquals(1, run.status);
        assertTrue(run.err.startsWith("diffseg: " + message), run.err);
        assertEquals(1, run.err.lines().count());
        assertEquals(List.of(), names(output));
    }

    @Test
    void whatIsNoImageIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no image");
        Run run = run(text.toString(), "-o", output.toString());
        assertEquals(1, run.status);
        assertEquals("diffseg: " + text + " is text, not an image", run.err.strip());
        assertFalse(Files.exists(output));
        Run directory = run(folder.toString(), "-o", output.toString());
        assertEquals(1, directory.status);
        assertTrue(directory.err.contains(folder + " is neither Zarr nor N5"), directory.err);
        assertTrue(directory.err.contains("on the command line diffseg batch"), directory.err);
    }

    @Test
    void aFileInPlaceOfTheOutputFolderIsRefused() {
        Run run = run(image.toString(), "-o", image.toString());
        assertEquals(1, run.status);
        assertEquals(
                "diffseg: "
                        + image
                        + " is there already and is no label image of DiffSeg; choose another name,"
                        + " or move that file away",
                run.err.strip());
        Run below = run(image.toString(), "-o", image.resolve("results").toString());
        assertEquals(1, below.status);
        assertTrue(below.err.startsWith("diffseg: The output folder " + image), below.err);
        assertEquals(1, below.err.lines().count());
    }

    @Test
    void helpTellsAllOptions() {
        Run run = run("--help");
        assertEquals(0, run.status);
        assertEquals("", run.err);
        for (String name : Pictures.QUICK.byKey().keySet()) {
            assertTrue(run.out.contains("--" + name.replace('_', '-')), name);
        }
        assertTrue(run.out.contains("Exit status"), run.out);
        assertEquals(0, run("--version").status);
    }

    @Test
    void aProcessWithTheEngineEndsWithTheStatusOfTheFailure()
            throws IOException, InterruptedException {
        Run run = process(image.toString(), "-o", image.resolve("results").toString());
        assertTrue(run.err.startsWith("diffseg: The output folder " + image), run.err);
        assertEquals(1, run.status);
    }

    @Test
    void hasTheSubcommandsThatArgumentsCanMean() {
        List<String> all = List.of("batch", "evaluate", "models", "pytorch", "doctor");
        assertEquals(all, List.copyOf(Main.commandLine().getSubcommands().keySet()));
        for (String may : List.of("--help", "-hV", "@arguments.txt")) {
            assertEquals(all, List.copyOf(Main.commandLine(may).getSubcommands().keySet()), may);
        }
        assertEquals(
                Set.of("batch"), Main.commandLine("-o", "a", "batch").getSubcommands().keySet());
        assertEquals(Set.of(), Main.commandLine("-o", "a", "a.png").getSubcommands().keySet());
    }

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine(arguments);
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    private Run process(String... arguments) throws IOException, InterruptedException {
        return process(Map.of(), arguments);
    }

    private Run process(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What compiles longest gains nothing in so short a process
        command.add("-XX:TieredStopAtLevel=1");
        for (String place : List.of(ModelLibrary.SETTINGS_PROPERTY, ModelLibrary.MODELS_PROPERTY)) {
            command.add("-D" + place + "=" + folder.resolve(place));
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Run(
                status,
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
