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
import java.io.File;
import java.util.List;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Gives what a macro leaves out its documented default. A macro that gives nothing at all gets the
 * dialog, as with ImageJ's own commands, if there are windows.
 */
@Plugin(type = PreprocessorPlugin.class)
public final class MacroDefaults extends AbstractPreprocessorPlugin {

    @Override
    public void process(Module module) {
        if (!Dialogs.isOurs(module)) {
            return;
        }
        if (IJ.isMacro()) {
            resolve(module);
        }
        if (!Dialogs.hasWindows(getContext())) {
            // SciJava would ask for a file that nothing but is open, and give up in silence
            Dialogs.values(module).stream()
                    .filter(value -> value.getType() == File.class && !value.isRequired())
                    .forEach(value -> module.resolveInput(value.getName()));
        }
    }

    /**
     * Leaves nothing open but what a macro must give, if it gives anything.
     *
     * @param module with what was given
     */
    public static void resolve(Module module) {
        List<ModuleItem<?>> values = Dialogs.values(module);
        if (values.stream().anyMatch(value -> module.isInputResolved(value.getName()))) {
            resolveAll(module);
        }
    }

    /** Leaves nothing open but what a macro must give. */
    static void resolveAll(Module module) {
        for (ModuleItem<?> value : Dialogs.values(module)) {
            if (!value.isRequired() || value.getType() != File.class) {
                module.resolveInput(value.getName());
            }
        }
        Dialogs.resolveHidden(module);
    }
}
