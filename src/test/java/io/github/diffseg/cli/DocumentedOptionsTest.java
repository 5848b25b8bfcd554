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

import static io.github.diffseg.DocumentationPages.found;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.DocumentationPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command lines and options that the documentation names are taken. */
class DocumentedOptionsTest {

    /** Options of other programs: of Fiji's updater and of Spark. */
    private static final Set<String> FOREIGN = Set.of("--simulate", "--master", "--driver-memory");

    private static final Set<String> OF_THE_DIALOG_ALONE =
            Set.of(
                    "imp",
                    "show_labels",
                    "add_rois",
                    "show_table",
                    "draw_overlay",
                    "confidence_map",
                    "vocabulary_file");

    private static String everything;
    private static List<String> codeLines;

    @BeforeAll
    static void read() throws IOException {
        everything = String.join("\n", DocumentationPages.all().values());
        codeLines = new ArrayList<>();
        for (String page : DocumentationPages.all().values()) {
            codeLines.addAll(DocumentationPages.codeLines(page));
        }
    }

    @Test
    void commandLinesAreTaken() {
        List<String> lines = new ArrayList<>();
        for (String line : codeLines) {
            if (!line.contains("-Dmain-class=")) {
                lines.addAll(found(Pattern.compile("-Dexec.args=\"([^\"]+)\""), line));
            }
            lines.addAll(found(Pattern.compile("(?:^|&& )target/diffseg (.+)"), line));
            // The Spark job takes what the batch takes
            found(Pattern.compile("^spark-submit .*\\.jar (/.+)"), line)
                    .forEach(arguments -> lines.add("batch " + arguments));
        }
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("evaluate ")), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("batch /")), lines.toString());
        for (String line : lines) {
            // Throws with the option or value that is not taken
            Main.commandLine().parseArgs(line.split(" +"));
        }
        assertThrows(
                ParameterException.class,
                () -> Main.commandLine().parseArgs("--no-such-option", "a.png"));
    }

    @Test
    void optionsInTheTextAreTaken() throws IOException {
        Set<String> known = new HashSet<>(FOREIGN);
        collect(Main.commandLine(), known);
        known.addAll(benchmarkOptions());
        List<String> options =
                DocumentationPages.inlineCode(everything).stream()
                        .filter(code -> code.matches("--[a-z].*"))
                        .map(code -> code.split("[ =]")[0])
                        .toList();
        assertTrue(options.contains("--working-size"), options.toString());
        for (String option : options) {
            assertTrue(known.contains(option), "Nothing takes " + option);
        }
    }

    @Test
    void benchmarkCommandsAreTaken() throws IOException {
        List<String> commands =
                found(
                        Pattern.compile("diffseg-benchmark/arguments (.+)"),
                        String.join("\n", codeLines));
        assertFalse(commands.isEmpty());
        Set<String> known = benchmarkOptions();
        for (String command : commands) {
            for (String word : command.split(" +")) {
                assertTrue(
                        !word.startsWith("--") || word.equals("--help") || known.contains(word),
                        "The benchmark does not take " + word);
            }
        }
    }

    @Test
    void everySettingOfTheTableIsAnOption() throws IOException {
        Set<String> known = new HashSet<>();
        collect(Main.commandLine(), known);
        List<String> keys =
                found(
                        Pattern.compile("(?m)^\\| [^|]+ \\| `([a-z_]+)` \\|"),
                        Files.readString(Path.of("README.md")));
        assertTrue(keys.containsAll(OF_THE_DIALOG_ALONE), keys.toString());
        assertTrue(keys.size() > OF_THE_DIALOG_ALONE.size(), keys.toString());
        for (String key : keys) {
            assertTrue(
                    OF_THE_DIALOG_ALONE.contains(key)
                            || known.contains("--" + key.replace('_', '-')),
                    "The command line lacks " + key);
        }
    }

    private static void collect(CommandLine command, Set<String> options) {
        command.getCommandSpec()
                .options()
                .forEach(option -> options.addAll(List.of(option.names())));
        command.getSubcommands().values().forEach(below -> collect(below, options));
    }

    /** Read from the sources, since other builds do not compile them. */
    private static Set<String> benchmarkOptions() throws IOException {
        Set<String> options = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/benchmark/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                options.addAll(
                        found(
                                Pattern.compile("names = \\{?\\s*\"(--[a-z-]+)\""),
                                Files.readString(file)));
            }
        }
        assertFalse(options.isEmpty());
        return options;
    }
}
