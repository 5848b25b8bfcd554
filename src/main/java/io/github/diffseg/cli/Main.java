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

import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.imagej.PluginVersion;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Segments an image file from the command line. */
public final class Main {

    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    /** What is no warning is of no use to who reads a summary; held, so that its level stays. */
    private static final Logger OWN_LOG = Logger.getLogger("io.github.diffseg");

    /** Arguments with which nothing is segmented, or another PyTorch is chosen. */
    private static final Set<String> NO_ENGINE =
            Set.of("models", "pytorch", "doctor", "-h", "--help", "-V", "--version");

    /** In the order of the help. */
    private static final Map<String, Supplier<Object>> SUBCOMMANDS = subcommands();

    private Main() {}

    /**
     * Runs a command line and ends the process with its status.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "warn");
        }
        OWN_LOG.setLevel(Level.WARNING);
        PrintWriter out = reserveStandardOutput();
        Optional<Thread> preparation = prepare(arguments);
        int status = commandLine(arguments).setOut(out).execute(arguments);
        preparation.ifPresent(Main::join);
        TorchEngine.endAtOnce();
        System.exit(status);
    }

    /** What every image needs is made ready while the arguments and the image are read. */
    private static Optional<Thread> prepare(String[] arguments) {
        boolean segments =
                arguments.length > 0 && Arrays.stream(arguments).noneMatch(NO_ENGINE::contains);
        if (!segments) {
            return Optional.empty();
        }
        EarlyLinking.link();
        return Optional.of(TorchEngine.startBeside(PluginVersion::current));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What libraries print, such as ImageJ's log, goes to the standard error from now on. */
    private static PrintWriter reserveStandardOutput() {
        PrintWriter out = new PrintWriter(System.out, true);
        System.setOut(System.err);
        return out;
    }

    /**
     * {@return the command line with those subcommands that arguments can mean, or all: to read the
     * options of all takes a tenth of a second}
     *
     * @param arguments for it; none: all subcommands
     */
    static CommandLine commandLine(String... arguments) {
        List<String> given = List.of(arguments);
        // Help lists them, and a file of arguments (@FILE) may name one
        boolean all =
                given.isEmpty()
                        || given.contains("--help")
                        || given.stream().anyMatch(a -> a.startsWith("-h") || a.startsWith("@"));
        CommandLine main = new CommandLine(new SegmentFile());
        SUBCOMMANDS.forEach(
                (name, subcommand) -> {
                    if (all || given.contains(name)) {
                        main.addSubcommand(name, subcommand.get());
                    }
                });
        return SettingDescriptions.in(FailureSentences.on(main));
    }

    private static Map<String, Supplier<Object>> subcommands() {
        Map<String, Supplier<Object>> byName = new LinkedHashMap<>();
        byName.put("batch", BatchFolder::new);
        byName.put("evaluate", EvaluateSet::new);
        byName.put("models", Models::new);
        byName.put("pytorch", Pytorch::new);
        byName.put("doctor", Doctor::new);
        return byName;
    }
}
