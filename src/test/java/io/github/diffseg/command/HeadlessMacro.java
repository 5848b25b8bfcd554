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

import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.Menus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import java.awt.HeadlessException;
import java.util.concurrent.ExecutionException;
import org.scijava.Context;
import org.scijava.Priority;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;

/**
 * Runs ImageJ macros without a display, as Fiji does, with what is on Maven Central: ImageJ's own
 * macro interpreter, and in place of imagej-legacy a small bridge from {@code run("…")} to SciJava
 * commands.
 */
public final class HeadlessMacro {

    private HeadlessMacro() {}

    /**
     * @param command what {@code run} shall find
     * @param builtIn ImageJ's own commands that the macros need, label and class by turns
     */
    public static void install(Context context, Class<?> command, String... builtIn) {
        if (Menus.getCommands() == null) {
            // ImageJ begins its table of commands and then fails on the menu bar
            assertThrows(HeadlessException.class, () -> IJ.run(""));
        }
        CommandInfo info = context.service(CommandService.class).getCommand(command.getName());
        Bridge.context = context;
        addPreprocessor(context, OptionsOfMacro.class, 4 * Priority.VERY_HIGH);
        addPreprocessor(context, FillIn.class, 2 * Priority.VERY_HIGH);
        register(
                info.getMenuPath().getLeaf().getName(),
                Bridge.class.getName() + "(\"" + command.getName() + "\")");
        for (int i = 0; i < builtIn.length; i += 2) {
            register(builtIn[i], builtIn[i + 1]);
        }
    }

    private static void addPreprocessor(
            Context context, Class<? extends PreprocessorPlugin> preprocessor, double priority) {
        PluginInfo<PreprocessorPlugin> info =
                new PluginInfo<>(preprocessor, PreprocessorPlugin.class);
        info.setPriority(priority);
        PluginService plugins = context.service(PluginService.class);
        boolean there =
                plugins.getPluginsOfType(PreprocessorPlugin.class).stream()
                        .anyMatch(other -> other.getClassName().equals(preprocessor.getName()));
        if (!there) {
            plugins.addPlugin(info);
        }
    }

    @SuppressWarnings("unchecked")
    private static void register(String label, String plugIn) {
        Menus.getCommands().put(label, plugIn);
    }

    /**
     * @param returned what the macro returned, or null
     * @param error the message that stopped it, or null
     */
    public record Outcome(String returned, String error) {}

    public static Outcome run(String macro, String argument) {
        Interpreter interpreter = new Interpreter();
        // Errors become a message here instead of a dialogue
        interpreter.setIgnoreErrors(true);
        String returned = null;
        String stopped = null;
        try {
            returned = interpreter.run(macro, argument);
        } catch (RuntimeException e) {
            if (!Macro.MACRO_CANCELED.equals(e.getMessage())) {
                throw e;
            }
            stopped = Macro.MACRO_CANCELED;
        } finally {
            forgetImages();
        }
        String error = interpreter.getErrorMessage();
        return new Outcome(returned, error != null ? error : stopped);
    }

    /**
     * Images that a command has made current outlive it in the process, where there is no window.
     */
    public static void forgetImages() {
        while (Interpreter.getBatchModeImageCount() > 0) {
            Interpreter.removeBatchModeImage(Interpreter.getLastBatchModeImage());
        }
    }

    /** What imagej-legacy does for a command that a macro runs. */
    public static final class Bridge implements PlugIn {

        private static Context context;

        private static String options;

        private static ImagePlus active;

        @Override
        public void run(String command) {
            CommandInfo info = context.service(CommandService.class).getCommand(command);
            options = Macro.getOptions();
            active = WindowManager.getCurrentImage();
            try {
                context.service(ModuleService.class).run(info, true).get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** imagej-legacy lets the threads of modules see the options of the macro that runs them. */
    public static final class OptionsOfMacro extends AbstractPreprocessorPlugin {

        @Override
        public void process(Module module) {
            renameThread(true);
            Macro.setOptions(Bridge.options);
        }

        /** ImageJ has options for threads of such names only. */
        private static void renameThread(boolean ofMacro) {
            Thread thread = Thread.currentThread();
            thread.setName((ofMacro ? "Run$_" : "") + thread.getName().replaceFirst("Run\\$_", ""));
        }
    }

    /**
     * Fills in as imagej-legacy does: what cannot be converted stays open, and then the active
     * image is taken.
     */
    public static final class FillIn extends AbstractPreprocessorPlugin {

        @Override
        public void process(Module module) {
            if (!IJ.isMacro()) {
                return;
            }
            String options = Macro.getOptions() == null ? "" : Macro.getOptions();
            for (ModuleItem<?> item : module.getInfo().inputs()) {
                String value = Macro.getValue(options, item.getName(), null);
                if (value != null) {
                    fillIn(module, item, value);
                }
            }
            for (ModuleItem<?> item : module.getInfo().inputs()) {
                boolean open = !module.isInputResolved(item.getName());
                if (open && item.getType() == ImagePlus.class && Bridge.active != null) {
                    set(module, item, Bridge.active);
                }
            }
            Macro.setOptions(null);
            OptionsOfMacro.renameThread(false);
        }

        private void fillIn(Module module, ModuleItem<?> item, String value) {
            ConvertService conversion = getContext().service(ConvertService.class);
            if (item.getType() == ImagePlus.class) {
                ImagePlus image = image(value);
                if (image != null) {
                    set(module, item, image);
                }
            } else if (conversion.supports(value, item.getType())) {
                set(module, item, conversion.convert(value, item.getType()));
            }
        }

        private static void set(Module module, ModuleItem<?> item, Object value) {
            module.setInput(item.getName(), value);
            module.resolveInput(item.getName());
        }

        /** Of an ID or a title, as imagej-legacy takes them. */
        private static ImagePlus image(String value) {
            return value.matches("[+-]?\\d+")
                    ? WindowManager.getImage(Integer.parseInt(value))
                    : WindowManager.getImage(value);
        }
    }
}
