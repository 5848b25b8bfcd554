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

import ij.IJ;
import ij.Macro;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.output.RoiManagers;
import java.util.concurrent.CancellationException;
import org.scijava.Cancelable;
import org.scijava.log.LogService;

/**
 * Tells a user why a command failed, wherever it was called from: a macro stops with the message, a
 * dialog and the log show it, and a headless caller reads it from {@link
 * Cancelable#getCancelReason()}.
 */
public final class CommandFailure {

    private static final int COLUMNS = 90;

    private final Cancelable command;
    private final LogService log;

    /**
     * Tells the failures of one command.
     *
     * @param command that failed
     * @param log that gets the reason, and of a fault of the program the stack trace
     */
    public CommandFailure(Cancelable command, LogService log) {
        this.command = command;
        this.log = log;
    }

    /**
     * Tells it, and cancels the command.
     *
     * @param failure a {@link CancellationException} is no failure: only a macro is told of it
     */
    public void report(Throwable failure) {
        boolean macro = IJ.isMacro();
        if (failure instanceof CancellationException) {
            command.cancel(null);
            if (macro) {
                // Else the macro would go on with another image
                stopMacro("DiffSeg: cancelled");
            }
            return;
        }
        String message = sentence(failure);
        if (!Dialogs.hasWindows(log.getContext())) {
            command.cancel(message);
        } else {
            // SciJava would show a reason in one line, however long, that nobody can copy
            // A warning would open the console on top of the dialog
            log.info(message);
            command.cancel(null);
            if (!macro) {
                MessageDialog.show(message);
            }
        }
        if (macro) {
            stopMacro(RoiManagers.available() ? wrapped(message) : message);
        }
    }

    /** For ImageJ's dialog, which breaks no lines. */
    private static String wrapped(String message) {
        return message.replaceAll("(.{1," + COLUMNS + "})(?: +|$)", "$1\n").stripTrailing();
    }

    /**
     * Of all ways to fail, only {@link IJ#error} stops a macro. What it throws ends here: the macro
     * has been told, and ImageJ2 would show the stack trace in place of the reason.
     */
    private static void stopMacro(String message) {
        try {
            IJ.error(message);
        } catch (RuntimeException e) {
            if (!Macro.MACRO_CANCELED.equals(e.getMessage())) {
                throw e;
            }
        }
    }

    private String sentence(Throwable failure) {
        if (failure instanceof UserException) {
            log.debug(failure);
            return "DiffSeg: " + failure.getMessage();
        }
        log.error(failure);
        if (failure instanceof OutOfMemoryError) {
            return "DiffSeg: the memory is not enough; choose a smaller working size, or give Fiji"
                    + " more memory in Edit > Options > Memory & Threads";
        }
        return "DiffSeg failed unexpectedly ("
                + failure
                + "); please report it with the text of the console window";
    }
}
