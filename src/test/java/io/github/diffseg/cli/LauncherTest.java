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
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import io.github.diffseg.imagej.Pictures;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code target/diffseg}, which the build writes; here from a folder with blanks in its name. */
class LauncherTest {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String SCRIPT = File.separatorChar == '/' ? "diffseg" : "diffseg.cmd";

    @TempDir private Path folder;
    private Path launcher;
    private Path work;

    private record Run(int status, String out, String err) {}

    @BeforeEach
    void copy() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target of mine"));
        Path classes = target.resolve("classes");
        Files.createSymbolicLink(classes, TARGET.resolve("classes"));
        String arguments = Files.readString(TARGET.resolve("arguments"));
        String compiled = TARGET.resolve("classes").toString().replace("\\", "\\\\");
        assertTrue(arguments.contains("\"" + compiled + File.pathSeparator), arguments);
        Files.writeString(
                target.resolve("arguments"),
                arguments.replace(compiled, classes.toString().replace("\\", "\\\\")));
        launcher = Files.copy(TARGET.resolve(SCRIPT), target.resolve(SCRIPT));
        launcher.toFile().setExecutable(Files.isExecutable(TARGET.resolve(SCRIPT)));
        work = Files.createDirectory(folder.resolve("my pictures"));
    }

    @Tag("heavy")
    @Test
    void printsNothingButTheJson() throws IOException, InterruptedException {
        IJ.saveAsTiff(Pictures.image("shapes", 96, 64), work.resolve("two shapes.tif").toString());
        Run run = run(Map.of(), "two shapes.tif", "--json", "-o", "results", "--working-size=64");
        assertEquals("", run.err);
        assertEquals(0, run.status);
        JsonObject json = JsonParser.parseString(run.out).getAsJsonObject();
        assertEquals(96, json.get("width").getAsInt());
        assertTrue(Files.exists(work.resolve("results/two shapes-labels.tif")), run.out);
    }

    @Test
    void handsTheExitStatusOn() throws IOException, InterruptedException {
        Run run = run(Map.of(), "--no-such-option");
        assertEquals(2, run.status);
        assertEquals("", run.out);
        assertTrue(run.err.startsWith("diffseg: Unknown option: '--no-such-option'"), run.err);
    }

    /** A stand-in for Java prints its arguments, each in a line. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "The stand-in is a shell script")
    void takesTheJavaOfJavaHomeAndHandsTheArgumentsOn() throws IOException, InterruptedException {
        Path home = folder.resolve("a java");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 7\n");
        assertTrue(java.toFile().setExecutable(true));
        Path link = Files.createSymbolicLink(work.resolve("segment"), launcher);
        launcher = link;
        Run run = run(Map.of("JAVA_HOME", home.toString()), "a  b.tif", "", "*", "$HOME", "@c");
        String arguments = folder.resolve("target of mine/arguments").toRealPath().toString();
        assertEquals(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "@" + arguments,
                        "a  b.tif",
                        "",
                        "*",
                        "$HOME",
                        "@c"),
                run.out.lines().toList());
        assertEquals(7, run.status);
        Run ofFolder = run(Map.of("JAVA_HOME", home.toString()), "batch", "a b");
        assertEquals(List.of("@" + arguments, "batch", "a b"), ofFolder.out.lines().toList());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "cmd.exe has a sentence of its own")
    void saysWhichJavaIsMissing() throws IOException, InterruptedException {
        Run run = run(Map.of("JAVA_HOME", "/no/such/java"), "--help");
        assertEquals(1, run.status);
        assertEquals("", run.out);
        assertEquals(
                "diffseg: There is no program /no/such/java/bin/java; let JAVA_HOME name the folder"
                        + " of Java 17 or newer",
                run.err.strip());
    }

    private Run run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(work.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        for (String place : List.of("XDG_CONFIG_HOME", "XDG_DATA_HOME")) {
            builder.environment().put(place, folder.resolve(place).toString());
        }
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Run(status, Files.readString(out), Files.readString(err));
    }
}
