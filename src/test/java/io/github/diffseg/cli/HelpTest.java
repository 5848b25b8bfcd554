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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.Setting;
import io.github.diffseg.model.SettingRange;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} says of each option. */
class HelpTest {

    /** Any number will do there. */
    private static final Set<String> UNBOUNDED = Set.of("evaluate --ignore");

    @Test
    void eachOptionWithAValueHasItsDefault() {
        Map<String, String> descriptions = descriptions();
        assertTrue(descriptions.size() > 30, descriptions.keySet().toString());
        assertTrue(descriptions.containsKey("evaluate --cases"), descriptions.toString());
        descriptions.forEach(
                (option, text) -> {
                    assertTrue(
                            text.contains("Default: ") || option.equals("evaluate --dataset"),
                            option + ": " + text);
                    assertFalse(text.contains("${"), option + ": " + text);
                });
    }

    @Test
    void eachNumberHasItsRange() {
        Set<String> numbers = new TreeSet<>(descriptions().keySet());
        numbers.removeIf(option -> !isNumber(option));
        assertTrue(numbers.size() > 15, numbers.toString());
        for (String option : numbers) {
            String text = descriptions().get(option);
            assertTrue(
                    text.matches(".*(from \\S+ to \\S+|0 or more).*") || UNBOUNDED.contains(option),
                    option + ": " + text);
        }
    }

    @Test
    void rangesAreThoseOfTheSettings() {
        Map<String, String> descriptions = descriptions();
        Map<String, SettingRange> ranges =
                Map.of(
                        "diffseg --threshold", SettingRange.THRESHOLD,
                        "diffseg --granularity", SettingRange.THRESHOLD,
                        "diffseg --timestep", SettingRange.TIMESTEP,
                        "batch --anchors-per-axis", SettingRange.ANCHORS_PER_AXIS,
                        "batch --iterations", SettingRange.ITERATIONS,
                        "evaluate --working-size", SettingRange.WORKING_SIZE,
                        "evaluate --thresholds", SettingRange.THRESHOLD,
                        "evaluate --timesteps", SettingRange.TIMESTEP);
        ranges.forEach(
                (option, range) ->
                        assertTrue(
                                descriptions.get(option).contains(range.toString()),
                                descriptions.get(option)));
        assertEquals(
                Setting.TIMESTEP.description() + " Range: from 1 to 999. Default: 0.",
                descriptions.get("batch --timestep"));
    }

    private static boolean isNumber(String commandAndOption) {
        String[] names = commandAndOption.split(" ");
        CommandLine command = Main.commandLine();
        CommandLine below = command.getSubcommands().getOrDefault(names[0], command);
        Class<?> type = below.getCommandSpec().findOption(names[1]).type();
        return type == int.class || type == double.class;
    }

    /** As {@code --help} shows them, by command and option. */
    private static Map<String, String> descriptions() {
        Map<String, String> descriptions = new TreeMap<>();
        CommandLine main = Main.commandLine();
        collect(main, descriptions);
        main.getSubcommands().values().forEach(command -> collect(command, descriptions));
        return descriptions;
    }

    private static void collect(CommandLine command, Map<String, String> descriptions) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.arity().max() > 0) {
                descriptions.put(
                        command.getCommandName() + " " + option.longestName(),
                        String.join(" ", option.description()));
            }
        }
    }
}
