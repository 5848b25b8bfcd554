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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;
import org.scijava.ui.UIService;

/** When a command of this plugin asks in a dialog, and for what. */
public final class Dialogs {

    private Dialogs() {}

    /** Whether it is a command of this plugin that has a dialog. */
    public static boolean isOurs(Module module) {
        return module.getDelegateObject() instanceof HasDialog;
    }

    /** Whether it is a command of this plugin that a user, not a macro, runs in windows. */
    public static boolean asks(Module module, Context context) {
        return isOurs(module) && !IJ.isMacro() && hasWindows(context);
    }

    /** Whether SciJava has windows, and so dialogs of its own. */
    public static boolean hasWindows(Context context) {
        UIService windows = context.getService(UIService.class);
        return windows != null && !windows.isHeadless() && windows.isVisible();
    }

    /** The image that a command works on, once one was chosen. */
    static Optional<ImagePlus> chosenImage(Module module) {
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            if (module.getInput(item.getName()) instanceof ImagePlus image) {
                return Optional.of(image);
            }
        }
        return Optional.empty();
    }

    /** Settles what only macros of earlier versions give, so that no dialog asks for it. */
    static void resolveHidden(Module module) {
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            if (item.getVisibility() == ItemVisibility.INVISIBLE) {
                module.resolveInput(item.getName());
            }
        }
    }

    /** What macros can give, and dialogs ask for; without the image. */
    public static List<ModuleItem<?>> values(Module module) {
        return settable(module).stream()
                .filter(item -> item.getVisibility() != ItemVisibility.INVISIBLE)
                .filter(item -> item.getType() != ImagePlus.class)
                .toList();
    }

    /** All that macros and scripts can give. */
    static List<ModuleItem<?>> settable(Module module) {
        List<ModuleItem<?>> items = new ArrayList<>();
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            if (item.getVisibility() != ItemVisibility.MESSAGE
                    && !Service.class.isAssignableFrom(item.getType())
                    && !Context.class.isAssignableFrom(item.getType())) {
                items.add(item);
            }
        }
        return items;
    }
}
