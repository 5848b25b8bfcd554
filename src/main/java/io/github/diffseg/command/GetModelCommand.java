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

import io.github.diffseg.command.dialog.DialogRows;
import io.github.diffseg.command.dialog.HasDialog;
import io.github.diffseg.engine.device.TorchSetup;
import io.github.diffseg.library.Consent;
import io.github.diffseg.library.ModelDownload;
import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.library.ModelPlace;
import io.github.diffseg.progress.Progress;
import java.nio.file.Path;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Plugins › DiffSeg › DiffSeg Get Model...: loads a model, for macros and machines without windows.
 * A model that is here already is not loaded again, so that a macro may begin with it.
 */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = GetModelCommand.NAME, weight = 7)
        })
public final class GetModelCommand extends FramedCommand implements HasDialog {

    /** The command's name in menus and macros. */
    public static final String NAME = "DiffSeg Get Model...";

    @Parameter(
            label = "Model",
            persist = false,
            description =
                    "A name of the list in DiffSeg Models..., such as stable-diffusion-v1-5, or"
                            + " ORG/NAME as the Hugging Face hub has it.")
    private String name = "";

    @Parameter(
            label = "I have read the licence and agree",
            persist = false,
            description =
                    "To the model's licence and its size; without this both are told and nothing is"
                            + " loaded.")
    private boolean accept_licence;

    @Override
    public DialogRows dialog() {
        return CommandDialogs.GET_MODEL;
    }

    @Override
    String work(Progress progress) {
        TorchSetup.nothingForThisMachine().ifPresent(log()::warn);
        ModelPlace place =
                new ModelDownload(ModelLibrary.ofUser())
                        .get(name, accept_licence ? Consent.GIVEN : Consent.MISSING, progress);
        String where = place.path().map(Path::toString).orElse("the plugin");
        log().info("DiffSeg: " + place.name() + " is in " + where);
        return place.name() + " is here";
    }
}
