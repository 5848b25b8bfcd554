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

package io.github.diffseg.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.diffseg.DocumentationPages;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.stack.DrawnStack;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import javax.script.ScriptEngineManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.module.ModuleService;
import org.scijava.script.ScriptInfo;
import org.scijava.script.ScriptModule;
import org.scijava.script.ScriptService;

/** The scripts of {@code macros} and of {@code docs/scripting.md}, in the engines of Fiji. */
class ScriptsTest {

    private static final Map<String, Object> SETTINGS =
            Map.of("threshold", 0.4, "crisp_borders", true);

    private static Context context;
    private static DiffSegService diffseg;

    private record Outcome(ScriptModule module, String printed) {}

    @BeforeAll
    static void create() {
        // Jython would write a cache of all jars beside its own
        System.setProperty("python.cachedir.skip", "true");
        context = new Context();
        ScriptService scripts = context.service(ScriptService.class);
        // As Fiji's adapters for script languages and imagej-legacy do
        new ScriptEngineManager()
                .getEngineFactories()
                .forEach(factory -> scripts.getIndex().add(factory, false));
        scripts.addAlias(ImagePlus.class);
        diffseg = context.service(DiffSegService.class);
    }

    @AfterAll
    static void dispose() {
        context.dispose();
    }

    @ParameterizedTest
    @ValueSource(strings = {"groovy", "py", "js"})
    void theFilesPrintAndGiveTheLabelsBack(String extension) throws Exception {
        Path file = Path.of("macros/DiffSeg_Script." + extension);
        ImagePlus image = Pictures.image("shapes.png", 160, 112);
        Outcome outcome = run(extension, Files.readString(file), image);
        DiffSegResult expected = diffseg.segment(image, SETTINGS);
        List<String> lines = outcome.printed.lines().toList();
        assertEquals(2 + expected.count(), lines.size(), outcome.printed);
        assertEquals(expected.toString(), lines.get(0));
        assertEquals("threshold 0.2: " + expected.again(Map.of("threshold", 0.2)), lines.get(1));
        assertTrue(lines.get(2).matches("segment 1: confidence [01]\\.\\d\\d"), outcome.printed);
        assertSame(expected, (ImagePlus) outcome.module.getOutput("labels"));
    }

    /** The page's three lines, and one more that hands the result to the test. */
    @ParameterizedTest
    @CsvSource({"groovy, groovy", "python, py", "javascript, js"})
    void threeLinesAreEnough(String language, String extension) throws Exception {
        String script = blocks(language).get(0);
        assertEquals(3, script.lines().count(), script);
        ImagePlus image = Pictures.image("shapes.png", 160, 112);
        Outcome outcome =
                run(
                        extension,
                        "#@output ImagePlus labels\n" + script + "labels = result.labelImage()\n",
                        image);
        assertSame(
                diffseg.segment(image, SETTINGS), (ImagePlus) outcome.module.getOutput("labels"));
    }

    @Test
    void theOtherBlocksOfThePageRun() throws Exception {
        List<String> blocks = blocks("groovy");
        assertEquals(4, blocks.size(), "three lines, attention held, a stack, an error");
        ImagePlus image = Pictures.image("shapes.png", 160, 112);
        DiffSegResult result = diffseg.segment(image, Map.of("crisp_borders", true));
        StringBuilder counts = new StringBuilder();
        for (double threshold : new double[] {0.2, 0.4, 0.8}) {
            counts.append(result.again(Map.of("threshold", threshold)).count()).append('\n');
        }
        assertEquals(
                counts.toString().lines().toList(),
                run("groovy", blocks.get(1), image).printed.lines().toList());
        ImagePlus stack = DrawnStack.slices();
        for (int more = DrawnStack.SLICES; more > 2; more--) {
            stack.getStack().deleteLastSlice();
        }
        stack.setDimensions(1, 1, 2);
        assertEquals(
                diffseg.segmentStack(stack, Map.of("link", "frames")).toString(),
                run("groovy", blocks.get(2), stack).printed.strip());
        String refusal = run("groovy", blocks.get(3), image).printed;
        assertTrue(refusal.startsWith("There is no setting \"treshold\"; there are "), refusal);
        assertEquals(1, refusal.lines().count());
    }

    private static List<String> blocks(String language) throws IOException {
        Pattern block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```");
        return DocumentationPages.found(block, Files.readString(Path.of("docs/scripting.md")));
    }

    private static Outcome run(String extension, String script, ImagePlus image)
            throws InterruptedException, ExecutionException {
        ModuleService modules = context.service(ModuleService.class);
        ScriptModule module =
                (ScriptModule)
                        modules.createModule(
                                new ScriptInfo(
                                        context, "script." + extension, new StringReader(script)));
        StringWriter printed = new StringWriter();
        StringWriter errors = new StringWriter();
        module.setOutputWriter(printed);
        module.setErrorWriter(errors);
        modules.run(module, true, Map.of("image", image)).get();
        assertEquals("", errors.toString());
        return new Outcome(module, printed.toString());
    }

    private static void assertSame(DiffSegResult expected, ImagePlus labels) {
        assertTrue(expected.count() >= 2, expected.toString());
        assertArrayEquals(
                (byte[]) expected.labelImage().getProcessor().getPixels(),
                (byte[]) labels.getProcessor().getPixels());
    }
}
