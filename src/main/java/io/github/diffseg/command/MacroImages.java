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

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.diffseg.output.RoiManagers;

/** Makes images current for the macro that asked for them, in every start of ImageJ. */
final class MacroImages {

    /** ImageJ's name for the threads that run a macro's commands. */
    private static final String MACRO_THREAD_PREFIX = "Run$_";

    private MacroImages() {}

    /**
     * {@return whether images are not to be shown: headless, in batch mode, and in a macro that
     * comes before ImageJ's own window}
     */
    static boolean withoutWindows() {
        return !RoiManagers.available()
                || Interpreter.isBatchMode()
                || IJ.isMacro() && IJ.getInstance() == null;
    }

    /**
     * Makes a command's output the current image of the macro that runs, if one does. SciJava shows
     * outputs too, but not before its windows are there: a macro of the command line ({@code -macro
     * FILE}) would go on with the input.
     */
    static void makeCurrent(ImagePlus output) {
        if (!IJ.isMacro()) {
            return;
        }
        boolean hidden = withoutWindows();
        if (hidden) {
            Interpreter.addBatchModeImage(output);
        } else {
            output.show();
            WindowManager.setCurrentWindow(output.getWindow());
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(MACRO_THREAD_PREFIX)) {
                // With windows the active one counts, unless a thread has an image of its own
                WindowManager.setTempCurrentImage(thread, hidden ? output : null);
            }
        }
    }
}
