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
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.process.ModulePostprocessor;
import org.scijava.module.process.ModulePreprocessor;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;
import org.scijava.prefs.PrefService;

/** The model of one dialog is offered in the next. */
@Tag("display")
class RecentModelTest {

    private static final String KEY = "recent_model";

    private Context context;
    private String before;

    @BeforeEach
    void remember() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
        context = new Context();
        before = context.service(PrefService.class).get(RecentModel.class, KEY);
    }

    @AfterEach
    void restore() {
        if (context == null) {
            return;
        }
        PrefService preferences = context.service(PrefService.class);
        if (before == null) {
            preferences.remove(RecentModel.class, KEY);
        } else {
            preferences.put(RecentModel.class, KEY, before);
        }
        context.dispose();
    }

    @ParameterizedTest
    @CsvSource({
        "SegmentCommand, model",
        "ExploreCommand, model",
        "BatchCommand, model",
        "EvaluateCommand, models",
    })
    void everyDialogOffersIt(String command, String parameter) throws Exception {
        Module first = module(SegmentCommand.class);
        first.setInput("model", "/models/sd");
        postprocess(first);
        Module next = module(Class.forName("io.github.diffseg.command." + command));
        preprocess(next);
        assertEquals("/models/sd", next.getInput(parameter));
    }

    @Test
    void whatACallerGaveStays() throws Exception {
        Module first = module(SegmentCommand.class);
        first.setInput("model", "/models/sd");
        postprocess(first);
        Module next = module(SegmentCommand.class);
        next.setInput("model", "embedded");
        next.resolveInput("model");
        preprocess(next);
        assertEquals("embedded", next.getInput("model"));
    }

    private Module module(Class<?> command) throws ModuleException {
        return context.service(CommandService.class)
                .getCommand(command.asSubclass(Command.class))
                .createModule();
    }

    private void preprocess(Module module) {
        context
                .service(PluginService.class)
                .createInstancesOfType(PreprocessorPlugin.class)
                .stream()
                .filter(RecentModel.Offer.class::isInstance)
                .map(ModulePreprocessor.class::cast)
                .forEach(plugin -> plugin.process(module));
    }

    private void postprocess(Module module) {
        context
                .service(PluginService.class)
                .createInstancesOfType(PostprocessorPlugin.class)
                .stream()
                .filter(RecentModel.Keep.class::isInstance)
                .map(ModulePostprocessor.class::cast)
                .forEach(plugin -> plugin.process(module));
    }
}
