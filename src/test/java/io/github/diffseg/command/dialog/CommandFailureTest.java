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

package io.github.diffseg.command.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import io.github.diffseg.command.HeadlessMacro;
import io.github.diffseg.command.SegmentCommand;
import io.github.diffseg.failure.UserException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.log.LogService;

/**
 * ImageJ2 runs a macro's command in a thread of its own and shows what it throws as a stack trace,
 * in place of the reason.
 */
class CommandFailureTest {

    private static Context context;

    @BeforeAll
    static void install() {
        context = new Context();
        HeadlessMacro.install(
                context, SegmentCommand.class, "Failing Command", FailingPlugIn.class.getName());
    }

    @AfterAll
    static void dispose() {
        context.dispose();
    }

    @Test
    void aFailureIsToldToTheMacroAndToTheUserAndThrowsNothing() {
        MacroThatIsTold macro = fail(new UserException("threshold is 1000"));
        assertEquals("DiffSeg: threshold is 1000", macro.reason);
        assertEquals("DiffSeg: threshold is 1000", FailingPlugIn.command.getCancelReason());
        assertNull(FailingPlugIn.thrown);
    }

    @Test
    void whatALibraryRefusesIsNoMistakeOfTheUser() {
        MacroThatIsTold macro = fail(new IllegalArgumentException("bound must be positive"));
        assertEquals(
                "DiffSeg failed unexpectedly (java.lang.IllegalArgumentException: bound must be"
                        + " positive); please report it with the text of the console window",
                macro.reason);
    }

    @Test
    void aCancelledCommandStopsTheMacroAndShowsNoReason() {
        MacroThatIsTold macro = fail(new CancellationException());
        assertEquals("DiffSeg: cancelled", macro.reason);
        assertEquals("", FailingPlugIn.command.getCancelReason());
        assertNull(FailingPlugIn.thrown);
    }

    private static MacroThatIsTold fail(RuntimeException failure) {
        FailingPlugIn.failure = failure;
        FailingPlugIn.command = new SegmentCommand();
        FailingPlugIn.thrown = null;
        MacroThatIsTold macro = new MacroThatIsTold();
        IJ.run(macro, "Failing Command", "");
        return macro;
    }

    /** Ends as ImageJ's own interpreter does, without its dialog. */
    private static final class MacroThatIsTold extends Interpreter {

        private String reason;

        @Override
        public void abort(String message) {
            reason = message;
            throw new RuntimeException(Macro.MACRO_CANCELED);
        }
    }

    /** A command that fails. */
    public static final class FailingPlugIn implements PlugIn {

        private static RuntimeException failure;
        private static SegmentCommand command;
        private static RuntimeException thrown;

        @Override
        public void run(String argument) {
            try {
                new CommandFailure(command, context.service(LogService.class)).report(failure);
            } catch (RuntimeException e) {
                thrown = e;
            }
        }
    }
}
