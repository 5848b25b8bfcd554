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

import io.github.diffseg.failure.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells failures in a sentence on the standard error; never ends the JVM itself. */
public final class FailureSentences {

    private static final long BYTES_PER_MB = 1_000_000;

    private FailureSentences() {}

    /**
     * Makes a command line tell failures in sentences.
     *
     * @param commandLine told from now on to speak so, with 2 as the status of wrong usage and 1 as
     *     that of a failure
     * @return the same
     */
    public static CommandLine on(CommandLine commandLine) {
        return OptionValues.in(commandLine)
                .setExecutionStrategy(FailureSentences::run)
                .setParameterExceptionHandler(
                        (e, args) -> {
                            e.getCommandLine().getErr().println("diffseg: " + wrongUsage(e));
                            e.getCommandLine().getErr().println("Try --help.");
                            return CommandLine.ExitCode.USAGE;
                        })
                .setExecutionExceptionHandler(
                        (e, failed, parsed) -> {
                            tell(failed.getErr(), e);
                            return CommandLine.ExitCode.SOFTWARE;
                        });
    }

    private static String wrongUsage(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return wrong.getMessage();
        }
        if (!unmatched.isUnknownOption()) {
            return "'"
                    + unmatched.getUnmatched().get(0)
                    + "' is one argument too many; what has spaces needs quotation marks";
        }
        // Picocli counts what follows an unknown option as unknown too
        String options =
                unmatched.getUnmatched().stream()
                        .filter(argument -> argument.startsWith("-"))
                        .map(option -> "'" + option + "'")
                        .collect(Collectors.joining(", "));
        return "Unknown option: " + options;
    }

    /** Memory that is not enough is no exception for picocli, and would end as a stack trace. */
    private static int run(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            String sentence =
                    String.format(
                            Locale.ROOT,
                            "the memory is not enough, Java has %d MB; give it more with -Xmx, or"
                                    + " take a smaller image or working size",
                            Runtime.getRuntime().maxMemory() / BYTES_PER_MB);
            throw new ExecutionException(
                    parsed.commandSpec().commandLine(), sentence, new UserException(sentence, e));
        }
    }

    /** What is neither meant for users nor of a file is a fault of this program. */
    private static void tell(PrintWriter err, Exception failure) {
        Throwable told = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        boolean readable = told instanceof UserException || told instanceof IOException;
        if (readable && told.getMessage() != null) {
            err.println("diffseg: " + told.getMessage());
        } else {
            err.println(
                    "diffseg: failed unexpectedly ("
                            + told
                            + "); please report it with the lines that follow");
            told.printStackTrace(err);
        }
    }
}
