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
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.diffseg.ModelFixture;
import io.github.diffseg.command.BatchCommand;
import io.github.diffseg.command.GetModelCommand;
import io.github.diffseg.command.SegmentCommand;
import io.github.diffseg.library.ModelLibrary;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;
import org.scijava.prefs.PrefService;

/** What was given in one dialog is offered in the next. */
class RecentValuesTest {

    /** What these tests change. */
    private static final List<String> KEYS = List.of("recent_model", "preferred_model");

    private static final List<String> PROPERTIES =
            List.of(ModelLibrary.SETTINGS_PROPERTY, ModelLibrary.MODELS_PROPERTY);

    private final Map<String, String> before = new HashMap<>();

    @TempDir private Path folder;

    private Context context;

    @BeforeEach
    void remember() {
        context = new Context();
        for (String key : KEYS) {
            before.put(key, context.service(PrefService.class).get(RecentValues.class, key));
            context.service(PrefService.class).remove(RecentValues.class, key);
        }
        for (String property : PROPERTIES) {
            before.put(property, System.getProperty(property));
            System.setProperty(property, folder.resolve(property).toString());
        }
    }

    @AfterEach
    void restore() {
        if (context == null) {
            return;
        }
        PrefService preferences = context.service(PrefService.class);
        for (String key : KEYS) {
            if (before.get(key) == null) {
                preferences.remove(RecentValues.class, key);
            } else {
                preferences.put(RecentValues.class, key, before.get(key));
            }
        }
        for (String property : PROPERTIES) {
            if (before.get(property) == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before.get(property));
            }
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
    void everyDialogOffersTheModel(String command, String parameter) throws Exception {
        dialog(module(SegmentCommand.class), "model", "/models/sd");
        Module next = module(Class.forName("io.github.diffseg.command." + command));
        offer(next);
        assertEquals("/models/sd", next.getInput(parameter));
    }

    @Test
    void foldersAndValuesComeBackInTheSameCommand() throws Exception {
        Module batch = module(BatchCommand.class);
        offer(batch);
        Object input = batch.getInput("input");
        Object size = batch.getInput("working_size");
        try {
            batch.setInput("input", new File("/my images"));
            batch.setInput("working_size", 640);
            keep(batch);
            Module next = module(BatchCommand.class);
            offer(next);
            assertEquals(new File("/my images"), next.getInput("input"));
            assertEquals(640, next.getInput("working_size"));
            Module other = module(SegmentCommand.class);
            offer(other);
            assertNotEquals(640, other.getInput("working_size"));
        } finally {
            offer(batch);
            batch.setInput("input", input);
            batch.setInput("working_size", size);
            keep(batch);
        }
    }

    /** Who sets another default means the next dialog. */
    @Test
    void aNewDefaultGoesBeforeTheLastModel() throws Exception {
        ModelFixture.of("sd1")
                .copyTo(folder.resolve(ModelLibrary.MODELS_PROPERTY).resolve("my model"));
        dialog(module(SegmentCommand.class), "model", "/models/sd");
        ModelLibrary.ofUser().prefer("my model");
        Module next = module(SegmentCommand.class);
        offer(next);
        assertEquals("my model", next.getInput("model"));
        next.setInput("model", "embedded");
        keep(next);
        Module third = module(BatchCommand.class);
        offer(third);
        assertEquals("embedded", third.getInput("model"), "it is not new any more");
    }

    @Test
    void consentIsNeverOfferedAgain() throws Exception {
        Module get = module(GetModelCommand.class);
        offer(get);
        Object name = get.getInput("name");
        try {
            get.setInput("name", "tiny-sd");
            get.setInput("accept_licence", true);
            keep(get);
            Module next = module(GetModelCommand.class);
            offer(next);
            assertEquals("tiny-sd", next.getInput("name"));
            assertEquals(false, next.getInput("accept_licence"));
        } finally {
            offer(get);
            get.setInput("name", name);
            keep(get);
        }
    }

    @Test
    void whatACallerGaveStaysAndIsNotKept() throws Exception {
        dialog(module(SegmentCommand.class), "model", "/models/sd");
        Module next = module(SegmentCommand.class);
        next.setInput("model", "embedded");
        next.resolveInput("model");
        offer(next);
        keep(next);
        assertEquals("embedded", next.getInput("model"));
        Module third = module(SegmentCommand.class);
        offer(third);
        assertEquals("/models/sd", third.getInput("model"));
    }

    /** Neither macros nor scripts have a dialog. */
    @Test
    void withoutWindowsNothingIsOffered() throws Exception {
        dialog(module(SegmentCommand.class), "model", "/models/sd");
        Module next = module(SegmentCommand.class);
        context
                .service(PluginService.class)
                .createInstancesOfType(PreprocessorPlugin.class)
                .stream()
                .filter(RecentValues.Offer.class::isInstance)
                .forEach(plugin -> plugin.process(next));
        assertEquals("embedded", next.getInput("model"));
    }

    private void dialog(Module module, String name, Object value) {
        offer(module);
        module.setInput(name, value);
        keep(module);
    }

    private Module module(Class<?> command) throws ModuleException {
        return context.service(CommandService.class)
                .getCommand(command.asSubclass(Command.class))
                .createModule();
    }

    private void offer(Module module) {
        RecentValues.offer(
                module, context.service(PrefService.class), context.service(ConvertService.class));
    }

    private void keep(Module module) {
        RecentValues.keep(module, context.service(PrefService.class));
    }
}
