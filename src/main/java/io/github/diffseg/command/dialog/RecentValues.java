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

import static io.github.diffseg.model.ModelChoice.EMBEDDED;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.library.ModelLibrary;
import java.io.File;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.prefs.PrefService;
import org.scijava.widget.InputHarvester;

/**
 * What a user gave in a dialog of this plugin, offered again in the next of the same command; the
 * model in that of any command. Macros and headless runs neither see nor change it: what they leave
 * out means the same on every machine.
 */
final class RecentValues {

    static final String MODEL = "model";

    /** The key of the default model at the time of the last dialog. */
    private static final String PREFERRED = "preferred_model";

    /** Those of a command that takes one model, and of one that takes several. */
    static final List<String> MODELS = List.of(MODEL, "models");

    /** What fits one image only, and consent, which is given anew for each download. */
    private static final Set<String> NEVER =
            Set.of(
                    "corrections",
                    "slices",
                    "frames",
                    "channels",
                    "geojson",
                    "vocabulary",
                    "vocabulary_file",
                    "accept_licence",
                    "x",
                    "y");

    private RecentValues() {}

    /** Fills them in before the dialog opens. */
    @Plugin(type = PreprocessorPlugin.class)
    public static final class Offer extends AbstractPreprocessorPlugin {

        /** What the dialogs that are open ask for. */
        static final Map<Module, Set<String>> ASKED =
                Collections.synchronizedMap(new WeakHashMap<>());

        @Parameter private PrefService preferences;

        @Parameter private ConvertService conversion;

        @Override
        public void process(Module module) {
            if (Dialogs.asks(module, getContext())) {
                offer(module, preferences, conversion);
            }
        }
    }

    /** Keeps them once the dialog has been closed with OK, whatever becomes of the run. */
    @Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY - 1)
    public static final class Keep extends AbstractPreprocessorPlugin {

        @Parameter private PrefService preferences;

        @Override
        public void process(Module module) {
            if (Dialogs.asks(module, getContext())) {
                keep(module, preferences);
            }
        }
    }

    static void offer(Module module, PrefService preferences, ConvertService conversion) {
        Set<String> asked = new HashSet<>();
        for (ModuleItem<?> item : Dialogs.values(module)) {
            String name = item.getName();
            if (module.isInputResolved(name) || NEVER.contains(name)) {
                continue;
            }
            asked.add(name);
            String recent =
                    MODELS.contains(name)
                            ? model(preferences)
                            : preferences.get(owner(module, name), key(name));
            if (recent != null && conversion.supports(recent, item.getType())) {
                module.setInput(name, conversion.convert(recent, item.getType()));
            }
        }
        Offer.ASKED.put(module, asked);
    }

    /** The model of the last dialog, unless another was set as the default since. */
    private static String model(PrefService preferences) {
        String recent = preferences.get(RecentValues.class, key(MODEL));
        String preferred = preferred();
        boolean isNew = !preferred.equals(preferences.get(RecentValues.class, PREFERRED, EMBEDDED));
        return recent == null || isNew ? preferred : recent;
    }

    private static String preferred() {
        try {
            return ModelLibrary.ofUser().preferred();
        } catch (UserException e) {
            // A list that cannot be read keeps nobody from the dialog, which says why
            return EMBEDDED;
        }
    }

    static void keep(Module module, PrefService preferences) {
        Set<String> asked = Offer.ASKED.remove(module);
        if (asked == null) {
            return;
        }
        preferences.put(RecentValues.class, PREFERRED, preferred());
        for (String name : asked) {
            Object value = module.getInput(name);
            if (value == null || value instanceof File file && file.getPath().isEmpty()) {
                preferences.remove(owner(module, name), key(name));
            } else if (!name.equals("models")) {
                preferences.put(owner(module, name), key(name), value.toString());
            }
        }
    }

    private static Class<?> owner(Module module, String name) {
        return MODELS.contains(name) ? RecentValues.class : module.getDelegateObject().getClass();
    }

    private static String key(String name) {
        return "recent_" + (MODELS.contains(name) ? MODEL : name);
    }
}
