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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.command.dialog.Dialogs;
import io.github.diffseg.command.dialog.HasDialog;
import io.github.diffseg.command.dialog.MacroDefaults;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.imagej.MacroLine;
import io.github.diffseg.imagej.Outputs;
import io.github.diffseg.model.EmbeddedModel;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.MenuEntry;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;
import org.scijava.widget.Button;

/** What ImageJ's macro language and recorder ask of the commands' parameters. */
class CommandRulesTest {

    private static Context context;
    private static List<CommandInfo> commands;

    @BeforeAll
    static void findCommands() {
        context = new Context();
        commands =
                context.service(CommandService.class).getCommands().stream()
                        .filter(info -> info.getClassName().startsWith("io.github.diffseg."))
                        .toList();
    }

    @AfterAll
    static void dispose() {
        context.dispose();
    }

    @Test
    void theCommandIsInTheMenu() {
        CommandInfo segment = info(SegmentCommand.class);
        assertEquals(
                "Plugins > DiffSeg > DiffSeg Segment...", segment.getMenuPath().getMenuString());
        assertTrue(segment.canRunHeadless());
        assertTrue(segment.isValid(), segment.getProblems().toString());
    }

    @Test
    void theMenuIsInTheOrderOfUse() {
        assertEquals(
                List.of(
                        "DiffSeg Segment...",
                        "DiffSeg Explore...",
                        "DiffSeg Wand",
                        "DiffSeg Wand...",
                        "DiffSeg Wand Options...",
                        "DiffSeg Teach...",
                        "DiffSeg Batch...",
                        "DiffSeg Large Image...",
                        "DiffSeg ROIs to Labels...",
                        "DiffSeg Evaluate...",
                        "DiffSeg Models...",
                        "DiffSeg Get Model...",
                        "DiffSeg PyTorch...",
                        "DiffSeg Doctor"),
                commands.stream()
                        .map(info -> info.getMenuPath())
                        .filter(path -> path.get(1).getName().equals("DiffSeg"))
                        .map(path -> path.getLeaf())
                        .sorted(Comparator.comparingDouble(MenuEntry::getWeight))
                        .map(MenuEntry::getName)
                        .toList());
    }

    /** Its toolbar lists this menu under More Tools, and runs items that end in "Tool". */
    @Test
    void theWandIsWhereImageJLooksForTools() {
        assertEquals(
                List.of("Plugins > Tools > DiffSeg Wand Tool"),
                commands.stream()
                        .map(info -> info.getMenuPath())
                        .filter(path -> !path.get(1).getName().equals("DiffSeg"))
                        .map(path -> path.getMenuString())
                        .toList());
    }

    @Test
    void namesAreLowerCase() {
        for (CommandInfo command : commands) {
            for (ModuleItem<?> item : items(command)) {
                assertTrue(item.getName().matches("[a-z][a-z0-9_]*"), item.getName());
            }
        }
    }

    /** ImageJ finds {@code threshold=} inside {@code nms_threshold=}. */
    @Test
    void noNameIsTheTailOfAnother() {
        for (CommandInfo command : commands) {
            for (ModuleItem<?> item : items(command)) {
                for (ModuleItem<?> other : items(command)) {
                    assertFalse(
                            other.getName().endsWith("_" + item.getName()),
                            item.getName() + " in " + other.getName());
                }
            }
        }
    }

    @Test
    void nothingIsRememberedForMacros() {
        for (CommandInfo command : commands) {
            for (ModuleItem<?> item : items(command)) {
                // Images cannot be remembered
                assertFalse(
                        item.isPersisted() && item.getType() != ImagePlus.class,
                        command.getTitle() + ": " + item.getName());
            }
        }
    }

    /** The recorder writes no buttons. */
    @Test
    void nothingThatTheRecorderMisses() {
        for (CommandInfo command : commands) {
            for (ModuleItem<?> item : items(command)) {
                assertFalse(Button.class.isAssignableFrom(item.getType()), item.getName());
            }
        }
    }

    /** A file that is left empty is not recorded: the macro must not ask for it. */
    @Test
    void whatAMacroLeavesOutIsNotAskedFor() throws ModuleException {
        for (CommandInfo command : commands) {
            Module module = command.createModule();
            MacroDefaults.resolve(module);
            List<ModuleItem<?>> values = Dialogs.values(module);
            for (ModuleItem<?> value : values) {
                assertFalse(module.isInputResolved(value.getName()), "without options: the dialog");
                assertTrue(
                        value.isRequired() || value.getType() != File.class || !value.isAutoFill(),
                        "a chooser would open for " + value.getName());
            }
            if (values.isEmpty()) {
                continue;
            }
            module.resolveInput(values.get(values.size() - 1).getName());
            MacroDefaults.resolve(module);
            for (ModuleItem<?> value : values) {
                assertTrue(
                        module.isInputResolved(value.getName())
                                || value.isRequired() && value.getType() == File.class
                                || values.size() == 1,
                        command.getTitle() + ": " + value.getName());
            }
        }
    }

    /** A macro that opened a window would leave it open; the explorer's Accept records its line. */
    @Test
    void theRecorderPassesOverWindowsAlone() {
        assertEquals(
                Set.of(
                        "DiffSeg Explore...",
                        "DiffSeg Models...",
                        "DiffSeg Teach...",
                        "DiffSeg Wand",
                        "DiffSeg Wand Options...",
                        "DiffSeg Wand Tool"),
                commands.stream()
                        .filter(info -> info.is("no-record"))
                        .map(info -> info.getMenuPath().getLeaf().getName())
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyParameterIsExplained() {
        for (CommandInfo command : commands) {
            for (ModuleItem<?> item : items(command)) {
                if (item.getVisibility() != ItemVisibility.MESSAGE) {
                    String where = command.getTitle() + ": " + item.getName();
                    assertFalse(item.getLabel().isBlank(), where);
                    String tooltip = item.getDescription();
                    assertTrue(tooltip != null && !tooltip.isBlank(), where + " has no tooltip");
                }
            }
        }
    }

    /** A setting means the same in each dialog. */
    @Test
    void settingsAreThoseOfTheVocabulary() throws ModuleException {
        int held = 0;
        for (CommandInfo command : commands) {
            Module module = command.createModule();
            for (Setting setting : Setting.values()) {
                ModuleItem<?> item = command.getInput(setting.key());
                if (item == null) {
                    continue;
                }
                String where = command.getTitle() + ", " + setting;
                assertEquals(setting.label(), item.getLabel(), where);
                assertEquals(setting.description(), item.getDescription(), where);
                Object value = module.getInput(setting.key());
                assertEquals(
                        setting.defaultValue(),
                        SettingsRequest.of(Map.of(setting.key(), value)).get(setting),
                        where);
                if (item.getMaximumValue() != null) {
                    assertEquals(
                            setting.range().orElseThrow().most(),
                            ((Number) item.getMaximumValue()).doubleValue(),
                            where);
                }
                held++;
            }
        }
        assertTrue(held > 30, held + " settings in dialogs");
    }

    /** What the arrangement forgot would stand at its end. */
    @Test
    void theDialogsHaveEveryParameterOnce() throws ModuleException {
        int dialogs = 0;
        for (CommandInfo command : commands) {
            if (command.createModule().getDelegateObject() instanceof HasDialog asks) {
                List<String> names = asks.dialog().names();
                assertEquals(names.size(), Set.copyOf(names).size(), names.toString());
                assertEquals(parameters(command), Set.copyOf(names), command.getTitle());
                dialogs++;
            } else {
                assertEquals(Set.of(), parameters(command), command.getTitle());
            }
        }
        assertEquals(11, dialogs);
    }

    /** Fields of superclasses come first in SciJava's list, not in the dialog. */
    @Test
    void whatIsWorkedOnComesFirst() {
        for (HasDialog asks :
                List.of(
                        new SegmentCommand(),
                        new ExploreCommand(),
                        new WandCommand(),
                        new RoisToLabelsCommand())) {
            assertEquals("imp", asks.dialog().first().get(0));
        }
        assertEquals("input", new BatchCommand().dialog().first().get(0));
        assertEquals("address", new LargeImageCommand().dialog().first().get(0));
    }

    /** Not once in each command. */
    @Test
    void settingsAreDeclaredOnce() throws ReflectiveOperationException {
        Map<String, Set<Class<?>>> declared = new LinkedHashMap<>();
        for (CommandInfo command : commands) {
            Class<?> type = Class.forName(command.getClassName());
            for (; type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (Setting.of(field.getName()).isPresent()) {
                        declared.computeIfAbsent(field.getName(), name -> new HashSet<>())
                                .add(type);
                    }
                }
            }
        }
        assertTrue(declared.size() > 10, declared.toString());
        // The explorer has these, but none of the settings that it would inherit with them
        Set<String> ofTheExplorer =
                Set.of(
                        Setting.METHOD.key(),
                        Setting.SPLIT.key(),
                        Setting.TIMESTEP.key(),
                        Setting.NOISE.key());
        declared.forEach(
                (name, types) ->
                        assertEquals(
                                ofTheExplorer.contains(name) ? 2 : 1,
                                types.size(),
                                name + " in " + types));
    }

    @Test
    void macroLinesPassEveryParameterOfTheCommand() {
        Settings settings =
                SettingsRequest.ALL_RECOMMENDED.resolve(EmbeddedModel.folder().recommendation());
        String line =
                MacroLine.of(
                        "a.png",
                        "embedded",
                        "cpu",
                        ComputePrecision.FLOAT32,
                        settings,
                        Outputs.DEFAULT);
        assertEquals(parameters(info(SegmentCommand.class)), keys(line));
    }

    @Test
    void theUsualOutputsAreThoseOfTheCommand() throws ModuleException {
        Module module = info(SegmentCommand.class).createModule();
        Outputs usual =
                new Outputs(
                        (boolean) module.getInput("show_labels"),
                        (boolean) module.getInput("add_rois"),
                        (boolean) module.getInput("show_table"),
                        (boolean) module.getInput("draw_overlay"),
                        (boolean) module.getInput("confidence_map"),
                        (String) module.getInput("geojson"),
                        (String) module.getInput("vocabulary_file"));
        assertEquals(usual, Outputs.DEFAULT);
    }

    @Test
    void theReadmeListsTheParametersAndTheirDefaults() throws IOException, ModuleException {
        CommandInfo segment = info(SegmentCommand.class);
        Map<String, String> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            Matcher row =
                    Pattern.compile("\\| ([^|]+) \\| `([a-z_]+)` \\| ([^|]+) \\|.*").matcher(line);
            if (row.matches()) {
                table.put(row.group(2), row.group(1) + " = " + row.group(3).replace("`", ""));
            }
        }
        Module module = segment.createModule();
        Map<String, String> expected = new LinkedHashMap<>();
        for (String name : new SegmentCommand().dialog().names()) {
            Object value = module.getInput(name);
            boolean number = value instanceof Number;
            expected.put(
                    name,
                    segment.getInput(name).getLabel()
                            + " = "
                            + switch (name) {
                                case "imp" -> "the active image";
                                case "minimum_area", "link_gap" -> "0";
                                case "granularity" -> "0: merging at the threshold";
                                case "corrections",
                                        "geojson",
                                        "names",
                                        "classifier",
                                        "vocabulary",
                                        "vocabulary_file" ->
                                        "none";
                                default -> number ? "0: the model's" : value.toString();
                            });
        }
        assertEquals(expected, table);
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(table.keySet()), "in order");
    }

    @Test
    void theReadmeBeginsWithItsTwoCommands() throws IOException {
        Matcher blocks =
                Pattern.compile("```sh\n(.*?)\n```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("README.md")));
        List<String> commandLines = new ArrayList<>();
        while (blocks.find()) {
            commandLines.add(blocks.group(1));
        }
        assertEquals(
                List.of(
                        "mvn -q compile exec:java -Dexec.args=\"sample-images/photo_coffee.jpg\"",
                        "mvn -B -ntp test"),
                commandLines.subList(0, 2));
    }

    @Test
    void theMacrosPassEveryParameter() throws IOException {
        Pattern run = Pattern.compile("run\\(\"(DiffSeg [^\"]+)\",(.*?)\\);\n", Pattern.DOTALL);
        try (Stream<Path> files = Files.list(Path.of("macros"))) {
            Stream<Path> macros = files.filter(file -> file.toString().endsWith(".ijm"));
            for (Path macro : Stream.concat(macros, Stream.of(Path.of("README.md"))).toList()) {
                List<MatchResult> calls = run.matcher(Files.readString(macro)).results().toList();
                assertFalse(calls.isEmpty(), macro + " calls no command");
                for (MatchResult call : calls) {
                    assertEquals(
                            parameters(command(call.group(1))), keys(call.group(2)), macro + "");
                }
            }
        }
    }

    /** The keys that a piece of a macro passes. */
    private static Set<String> keys(String macro) {
        return Pattern.compile("(?:\"| )([a-z_]+)=")
                .matcher(macro)
                .results()
                .map(key -> key.group(1))
                .collect(Collectors.toSet());
    }

    private static CommandInfo command(String name) {
        return commands.stream()
                .filter(info -> info.getMenuPath().getLeaf().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static CommandInfo info(Class<?> command) {
        return commands.stream()
                .filter(info -> info.getClassName().equals(command.getName()))
                .findFirst()
                .orElseThrow();
    }

    /** Without what SciJava itself fills in. */
    private static List<ModuleItem<?>> items(CommandInfo command) {
        List<ModuleItem<?>> items = new ArrayList<>();
        for (ModuleItem<?> item : command.inputs()) {
            if (!Service.class.isAssignableFrom(item.getType())
                    && !Context.class.isAssignableFrom(item.getType())) {
                items.add(item);
            }
        }
        return items;
    }

    /** Without the text above them, and what only recorded macros of earlier versions give. */
    private static Set<String> parameters(CommandInfo command) {
        Set<String> names = new LinkedHashSet<>();
        for (ModuleItem<?> item : items(command)) {
            if (item.getVisibility() != ItemVisibility.MESSAGE
                    && item.getVisibility() != ItemVisibility.INVISIBLE) {
                names.add(item.getName());
            }
        }
        return names;
    }
}
