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

import java.io.PrintStream;
import org.scijava.app.event.StatusEvent;
import org.scijava.event.EventHandler;

/** Tells on one line of a terminal what the command is doing; prints nothing elsewhere. */
final class StatusLine implements AutoCloseable {

    private static final int WIDTH = 60;
    private static final String BLANK = "\r" + " ".repeat(WIDTH) + "\r";

    private final PrintStream out;
    private String shown = "";

    private StatusLine(PrintStream out) {
        this.out = out;
    }

    /** Listens to the commands' status if this process has a terminal. */
    static StatusLine onTerminal(HeadlessCommands commands) {
        if (System.console() == null) {
            return new StatusLine(new PrintStream(PrintStream.nullOutputStream()));
        }
        StatusLine line = new StatusLine(System.err);
        commands.listen(line);
        return line;
    }

    /** Called by SciJava. */
    @EventHandler
    void onEvent(StatusEvent event) {
        String message = event.getStatusMessage();
        int maximum = event.getProgressMaximum();
        if (message != null && maximum > 0) {
            show(message + " " + 100 * event.getProgressValue() / maximum + " %");
        }
    }

    @Override
    public synchronized void close() {
        out.print(BLANK);
        out.flush();
    }

    private synchronized void show(String text) {
        String line = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
        if (!line.equals(shown)) {
            out.print(BLANK + line);
            out.flush();
            shown = line;
        }
    }
}
