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

import io.github.diffseg.failure.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailureSentencesTest {

    @Test
    void whatIsMeantForTheUserIsToldAsItIs() {
        assertEquals("diffseg: too flat\n", told(new UserException("too flat")));
        assertEquals("diffseg: disk full\n", told(new IOException("disk full")));
        assertEquals(
                "diffseg: disk full\n",
                told(new UncheckedIOException(new IOException("disk full"))));
    }

    @Test
    void whatALibraryRefusesIsNoMistakeOfTheUser() {
        String told =
                told(new IllegalArgumentException("bound must be positive", new Exception("why")));
        assertTrue(
                told.startsWith(
                        "diffseg: failed unexpectedly (java.lang.IllegalArgumentException: bound"
                                + " must be positive); please report it with the lines that"
                                + " follow\n"),
                told);
        assertTrue(told.contains("at " + FailureSentencesTest.class.getName()), told);
        assertTrue(told.contains("Caused by: java.lang.Exception: why\n"), told);
    }

    /** One sentence; a stack trace would come from the JVM itself. */
    @Test
    void tooLittleMemoryIsASentence() {
        String told = told(new OutOfMemoryError("Java heap space"));
        assertTrue(
                told.matches(
                        "diffseg: the memory is not enough, Java has \\d+ MB; give it more with"
                                + " -Xmx, or take a smaller image or working size\n"),
                told);
    }

    private static String told(Throwable failure) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = FailureSentences.on(new CommandLine(new Failing(failure)));
        commandLine.setErr(new PrintWriter(err, true));
        assertEquals(1, commandLine.execute());
        return err.toString().replace(System.lineSeparator(), "\n");
    }

    @Command(name = "failing")
    private record Failing(Throwable failure) implements Callable<Integer> {

        @Override
        public Integer call() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }
}
