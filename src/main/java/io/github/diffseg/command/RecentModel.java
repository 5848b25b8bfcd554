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
import java.awt.GraphicsEnvironment;
import java.util.List;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.prefs.PrefService;

/**
 * The model that a user chose last in a dialog of this plugin, offered again in the next, whatever
 * command it belongs to. Macros and headless runs neither see nor change it: what they leave out
 * means the same on every machine.
 */
final class RecentModel {

    private static final String KEY = "recent_model";

    /** Those of a command that takes one model, and of one that takes several. */
    private static final List<String> PARAMETERS = List.of("model", "models");

    private RecentModel() {}

    /** Fills it in before the dialog opens. */
    @Plugin(type = PreprocessorPlugin.class)
    public static final class Offer extends AbstractPreprocessorPlugin {

        @Parameter private PrefService preferences;

        @Override
        public void process(Module module) {
            String recent = preferences.get(RecentModel.class, KEY);
            if (recent == null || !isOfThisPluginsDialog(module)) {
                return;
            }
            for (String parameter : PARAMETERS) {
                boolean asked =
                        module.getInfo().getInput(parameter) != null
                                && !module.isInputResolved(parameter);
                if (asked) {
                    module.setInput(parameter, recent);
                }
            }
        }
    }

    /** Keeps it after a command that was neither cancelled nor failed. */
    @Plugin(type = PostprocessorPlugin.class)
    public static final class Keep extends AbstractPostprocessorPlugin {

        @Parameter private PrefService preferences;

        @Override
        public void process(Module module) {
            if (isOfThisPluginsDialog(module) && module.getInput("model") instanceof String model) {
                preferences.put(RecentModel.class, KEY, model);
            }
        }
    }

    private static boolean isOfThisPluginsDialog(Module module) {
        Object command = module.getDelegateObject();
        return command != null
                && command.getClass().getPackage() == RecentModel.class.getPackage()
                && !GraphicsEnvironment.isHeadless()
                && !IJ.isMacro();
    }
}
