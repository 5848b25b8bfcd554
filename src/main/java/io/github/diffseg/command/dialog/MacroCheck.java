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
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import io.github.diffseg.failure.UserException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.scijava.ItemVisibility;
import org.scijava.Priority;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Refuses what a macro gives and Fiji would pass over in silence: a parameter that there is not, a
 * number that is none, an image that is not open, in whose place it would take the active one.
 *
 * <p>Comes before the preprocessor that fills the macro's options in.
 */
@Plugin(type = PreprocessorPlugin.class, priority = MacroCheck.PRIORITY)
public final class MacroCheck extends AbstractPreprocessorPlugin {

    /** That of the one which fills in is twice this constant of SciJava. */
    static final double PRIORITY = 3 * Priority.VERY_HIGH;

    /** As Fiji reads one; it would take 0 for a larger one. */
    private static final String WHOLE_NUMBER = "[+-]?\\d{1,9}";

    private static final String NUMBER = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?";

    @Parameter private LogService log;

    @Override
    public void process(Module module) {
        String options = IJ.isMacro() && Dialogs.isOurs(module) ? Macro.getOptions() : null;
        // What a script passes by itself comes from no macro, though a macro may run the script
        if (options == null || isGiven(module)) {
            return;
        }
        try {
            check(module, options);
        } catch (UserException e) {
            new CommandFailure(this, log).report(e);
        }
    }

    private static boolean isGiven(Module module) {
        return Dialogs.settable(module).stream()
                .anyMatch(item -> module.isInputResolved(item.getName()));
    }

    private static void check(Module module, String options) {
        Map<String, ModuleItem<?>> known = new HashMap<>();
        Dialogs.settable(module).forEach(item -> known.put(item.getName(), item));
        Set<String> seen = new HashSet<>();
        for (MacroOption option :
                MacroOption.all(
                        options,
                        (key, title) ->
                                isImage(known.get(key)) && WindowManager.getImage(title) != null)) {
            ModuleItem<?> item = known.get(option.key());
            if (item == null) {
                throw new UserException(
                        "There is no parameter \""
                                + option.key()
                                + "\"; there are "
                                + names(known.values()));
            }
            if (!seen.add(option.key())) {
                throw new UserException(option.key() + " is given twice; give it once");
            }
            if (isImage(item)) {
                take(module, option);
            } else {
                checkValue(item.getType(), option);
            }
        }
        if (!seen.isEmpty()) {
            // Also where it gives the image alone
            MacroDefaults.resolveAll(module);
        }
    }

    /** Without those of earlier versions. */
    private static String names(Collection<ModuleItem<?>> items) {
        return items.stream()
                .filter(item -> item.getVisibility() != ItemVisibility.INVISIBLE)
                .map(ModuleItem::getName)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static boolean isImage(ModuleItem<?> item) {
        return item != null && item.getType() == ImagePlus.class;
    }

    /** Also by a title that ImageJ could not read; an empty one is the active image. */
    private static void take(Module module, MacroOption option) {
        String value = option.value();
        if (value.isEmpty()) {
            return;
        }
        ImagePlus image =
                byId(value)
                        .or(() -> Optional.ofNullable(WindowManager.getImage(value)))
                        .orElseThrow(() -> new UserException(notOpen(option)));
        module.setInput(option.key(), image);
        module.resolveInput(option.key());
    }

    private static String notOpen(MacroOption option) {
        return option.key()
                + " is \""
                + option.value()
                + "\", but no such image is open; give the title of an open image, or its ID, as"
                + " in \"imp=\" + getImageID()";
    }

    private static Optional<ImagePlus> byId(String value) {
        return value.matches(WHOLE_NUMBER)
                ? Optional.ofNullable(WindowManager.getImage(Integer.parseInt(value)))
                : Optional.empty();
    }

    /** Text and paths are checked by the command, in whatever way they were given. */
    private static void checkValue(Class<?> type, MacroOption option) {
        if (type == boolean.class) {
            require(option, "(?i)true|false", "true or false");
        } else if (type == int.class) {
            require(option, WHOLE_NUMBER, "a whole number");
        } else if (type == double.class) {
            require(option, NUMBER, "a number, with a point for decimals");
        }
    }

    private static void require(MacroOption option, String form, String allowed) {
        if (!option.value().matches(form)) {
            throw new UserException(
                    option.key() + " is \"" + option.value() + "\"; it must be " + allowed);
        }
    }
}
