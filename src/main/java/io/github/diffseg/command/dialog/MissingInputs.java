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

import ij.ImagePlus;
import ij.WindowManager;
import io.github.diffseg.failure.UserException;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputHarvester;

/** Says what a command lacks, in words of its dialog, before SciJava says it in its own. */
final class MissingInputs {

    private MissingInputs() {}

    /** Before a dialog that could not be filled in. */
    @Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY + 1)
    public static final class Image extends AbstractPreprocessorPlugin {

        @Parameter private LogService log;

        @Override
        public void process(Module module) {
            if (Dialogs.isOurs(module) && needsImage(module)) {
                new CommandFailure(this, log)
                        .report(
                                new UserException(
                                        "Open an image first: \""
                                                + module.getInfo().getMenuPath().getLeaf().getName()
                                                + "\" works on the current image"));
            }
        }
    }

    /** After the dialog. */
    @Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY - 2)
    public static final class Files extends AbstractPreprocessorPlugin {

        @Parameter private LogService log;

        @Override
        public void process(Module module) {
            if (Dialogs.isOurs(module)) {
                files(module)
                        .ifPresent(
                                missing ->
                                        new CommandFailure(this, log)
                                                .report(new UserException(missing)));
            }
        }
    }

    private static boolean needsImage(Module module) {
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            if (item.getType() == ImagePlus.class
                    && item.isRequired()
                    && module.getInput(item.getName()) == null) {
                return WindowManager.getCurrentImage() == null;
            }
        }
        return false;
    }

    /** Names label and macro key of each file that is required and not given, if there is one. */
    static Optional<String> files(Module module) {
        List<String> missing = new ArrayList<>();
        for (ModuleItem<?> item : Dialogs.values(module)) {
            if (item.getType() == File.class && item.isRequired()) {
                File file = (File) module.getInput(item.getName());
                if (file == null || file.getPath().isBlank()) {
                    missing.add("\"" + item.getLabel() + "\" (" + item.getName() + ")");
                }
            }
        }
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        boolean one = missing.size() == 1;
        return Optional.of(
                String.join(" and ", missing)
                        + (one
                                ? " is empty; give the path of a folder"
                                : " are empty; give the path of a folder for each"));
    }
}
