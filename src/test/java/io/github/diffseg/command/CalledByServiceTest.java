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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.diffseg.imagej.Pictures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.service.Service;
import org.scijava.widget.InputHarvester;

/** What {@code CommandService.run(SegmentCommand.class, …)} asks for, as docs/scripting.md says. */
class CalledByServiceTest {

    private static Context context;

    /** What each dialog would have asked for; the last one is the last run's. */
    private static final List<TreeSet<String>> ASKED = new ArrayList<>();

    /** Stands where a user interface's dialog stands: after all that fills parameters in. */
    public static final class Dialog extends AbstractPreprocessorPlugin {

        @Override
        public void process(Module module) {
            TreeSet<String> unresolved = new TreeSet<>();
            for (ModuleItem<?> item : module.getInfo().inputs()) {
                boolean message = item.getVisibility() == ItemVisibility.MESSAGE;
                if (!message && !module.isInputResolved(item.getName())) {
                    unresolved.add(item.getName());
                }
            }
            ASKED.add(unresolved);
        }
    }

    @BeforeAll
    static void create() {
        context = new Context();
        context.service(LogService.class).setLevel(LogLevel.NONE);
        PluginInfo<PreprocessorPlugin> dialog =
                new PluginInfo<>(Dialog.class, PreprocessorPlugin.class);
        dialog.setPriority(InputHarvester.PRIORITY);
        context.service(PluginService.class).addPlugin(dialog);
    }

    @AfterAll
    static void dispose() {
        context.dispose();
    }

    @Test
    void theDialogAsksForEachParameterThatWasNotPassed() throws Exception {
        Map<String, Object> few = quick();
        few.put("threshold", "0.4");
        CommandModule module = run(true, few);
        assertFalse(module.isCanceled(), module.getCancelReason());
        TreeSet<String> expected = parameters();
        assertTrue(expected.removeAll(few.keySet()));
        // Without windows a file that nobody passed stays empty: SciJava would give up over it
        expected.remove("classifier");
        assertEquals(expected, ASKED.get(ASKED.size() - 1));
        assertNotNull(module.getOutput("label_image"), "headless, the rest has its default");
    }

    @Test
    void itAsksForNothingWhenAllWerePassed() throws Exception {
        Map<String, Object> all = new LinkedHashMap<>();
        CommandInfo info = context.service(CommandService.class).getCommand(SegmentCommand.class);
        Module defaults = context.service(ModuleService.class).createModule(info);
        for (String name : parameters()) {
            all.put(name, defaults.getInput(name));
        }
        all.putAll(quick());
        CommandModule module = run(true, all);
        assertFalse(module.isCanceled(), module.getCancelReason());
        assertEquals(new TreeSet<String>(), ASKED.get(ASKED.size() - 1));
    }

    @Test
    void withoutPreprocessorsThereIsNoDialog() throws Exception {
        int dialogs = ASKED.size();
        CommandModule module = run(false, quick());
        assertFalse(module.isCanceled(), module.getCancelReason());
        assertNotNull(module.getOutput("label_image"));
        assertEquals(dialogs, ASKED.size());
    }

    /** All that a user can set. */
    private static TreeSet<String> parameters() {
        TreeSet<String> names = new TreeSet<>();
        CommandInfo info = context.service(CommandService.class).getCommand(SegmentCommand.class);
        for (ModuleItem<?> item : info.inputs()) {
            boolean ofSciJava =
                    item.getType() == Context.class
                            || Service.class.isAssignableFrom(item.getType());
            if (item.getVisibility() != ItemVisibility.MESSAGE && !ofSciJava) {
                names.add(item.getName());
            }
        }
        return names;
    }

    private static Map<String, Object> quick() {
        ImagePlus image = Pictures.image("shapes.png", 96, 96);
        return new LinkedHashMap<>(
                Map.of("imp", image, "working_size", 128, "anchors_per_axis", 8));
    }

    private static CommandModule run(boolean process, Map<String, Object> inputs)
            throws InterruptedException, ExecutionException {
        return context.service(CommandService.class)
                .run(SegmentCommand.class, process, inputs)
                .get();
    }
}
