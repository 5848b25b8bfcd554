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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** A value that is right for no image and on no machine is wrong usage, in every command. */
class WrongValuesTest {

    @TempDir private Path folder;

    /** Options that more than one command has. */
    private static Stream<Arguments> sharedOptions() {
        List<String> values =
                List.of(
                        "--device=xpu -> device is \"xpu\"; it must be auto, cpu, gpu or gpu:N",
                        "--device=gpu:one -> device is \"gpu:one\"; it must be",
                        "--device= -> device is \"\"; it must be",
                        "--precision=foo -> precision is \"foo\"; it must be automatic, float32,",
                        "--precision=float64 -> precision is \"float64\"; it must be",
                        "--device=cpu --precision=float16 -> precision is float16, which only",
                        "--aggregation=mean -> aggregation is \"mean\"; it must be",
                        "--anchors-per-axis=65 -> anchors_per_axis is 65; it must be from 1 to 64",
                        "--iterations=-1 -> iterations is -1; it must be from 1 to 100",
                        "--working-size=63 -> working_size is 63; it must be from 64 to 4096",
                        "--output= -> Invalid value for option '--output': it is empty; give a",
                        "--working-size=1e3 -> Invalid value for option '--working-size'",
                        "--minimum-area=-1 -> minimum_area is -1; it must be 0 or more",
                        "--minimum-area=99999999999 -> Invalid value for option '--minimum-area'");
        return Stream.of("image", "batch", "evaluate")
                .flatMap(command -> values.stream().map(value -> Arguments.of(command, value)));
    }

    @ParameterizedTest
    @MethodSource("sharedOptions")
    void ofSharedOptions(String command, String optionsAndMessage) {
        refused(command, optionsAndMessage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image | --threshold=NaN -> threshold is NaN; it must be from 0.0001 to 100",
                "image | --threshold=automatic -> threshold is \"automatic\"; it must be from 0.0001",
                "image | --threshold=1e-5 -> threshold is 0.00001; it must be from 0.0001 to 100",
                "image | --model= -> model is empty; give \"embedded\", the name of",
                "batch | --model= -> model is empty; give \"embedded\", the name of",
                "image | --method=cut --threshold=0.5 -> threshold is 0.5; with the method cut it must",
                "image | --method=walk --threshold=0.9 -> threshold is 0.9; with the method walk it",
                "batch | --method=cut --threshold=0.5 -> threshold is 0.5; with the method cut it must",
                "image | --timestep=1000 -> timestep is 1000; it must be from 1 to 999",
                "image | --granularity=101 -> granularity is 101; it must be from 0.0001 to 100",
                "image | --corrections=nonsense -> corrections has \"nonsense\"; it must be",
                "image | --corrections=delete 5 -> corrections are given without granularity",
                "image | --json=maybe -> Invalid value for option '--json'",
                "batch | --threshold=NaN -> threshold is NaN; it must be from 0.0001 to 100",
                "batch | --timestep=1000 -> timestep is 1000; it must be from 1 to 999",
                "batch | --write=labels,xml -> \"xml\" is no output of a batch; choose from",
                "batch | --write= -> \"\" is no output of a batch; choose from",
                "batch | --pattern=*.{png -> The pattern of file names is \"*.{png\", which is no",
                "evaluate | --dataset=none -> dataset is \"none\"; it must be",
                "evaluate | --methods=guess -> methods holds \"guess\"; allowed are",
                "evaluate | --thresholds=0.5,1000 -> threshold is 1000; it must be from 0.0001",
                "evaluate | --thresholds=0.5:x -> thresholds holds \"0.5:x\"; it must be numbers",
                "evaluate | --timesteps=1,1000 -> timestep is 1000; it must be from 1 to 999",
                "evaluate | --timesteps=1.5 -> timesteps holds \"1.5\"; it must be",
                "evaluate | --framing=half -> framing is \"half\"; it must be published, whole",
                "evaluate | --framing=63 -> framing is a square of 63 pixels; it must be from 64",
                "evaluate | --limit=-1 -> limit is -1; it must be 0 (all) or more images",
                "evaluate | --clusters=-1 -> clusters is -1; it must be 0 (the mean) or more",
                "evaluate | --cases=-1 -> cases is -1; it must be 0 or more",
            })
    void ofOptionsOfOneCommand(String command, String optionsAndMessage) {
        refused(command, optionsAndMessage);
    }

    @Test
    void ofAPyTorch() {
        for (String empty : List.of("", " ")) {
            StringWriter err = new StringWriter();
            CommandLine commandLine = Main.commandLine().setErr(new PrintWriter(err));
            assertEquals(2, commandLine.execute("pytorch", empty));
            assertTrue(
                    err.toString().startsWith("diffseg: pytorch is empty; it must be processor,"),
                    err.toString());
        }
    }

    private void refused(String command, String optionsAndMessage) {
        String[] parts = optionsAndMessage.split(" -> ");
        List<String> arguments = new ArrayList<>();
        if (command.equals("image")) {
            arguments.add(folder.resolve("missing.tif").toString());
        } else {
            arguments.addAll(List.of(command, folder.toString()));
        }
        if (command.equals("evaluate") && !parts[0].startsWith("--dataset")) {
            arguments.add("--dataset=regions");
        }
        Path output = folder.resolve("output");
        if (!parts[0].startsWith("--output")) {
            arguments.add("--output=" + output);
        }
        arguments.addAll(List.of(parts[0].split(" (?=--)")));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute(arguments.toArray(String[]::new));
        assertTrue(err.toString().startsWith("diffseg: " + parts[1]), err.toString());
        assertTrue(err.toString().strip().endsWith("Try --help."), err.toString());
        assertEquals(2, err.toString().lines().count(), err.toString());
        assertEquals(2, status, err.toString());
        assertEquals("", out.toString());
        assertFalse(Files.exists(output), "nothing is made");
    }
}
