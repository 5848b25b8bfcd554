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
import io.github.diffseg.engine.install.TorchLibrary;
import io.github.diffseg.progress.Progress;
import java.util.List;
import java.util.stream.Collectors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Plugins › DiffSeg › DiffSeg PyTorch...: chooses the PyTorch that DiffSeg computes with, for
 * example one for NVIDIA's GPUs.
 */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = PyTorchCommand.NAME, weight = 7.5)
        })
public final class PyTorchCommand extends FramedCommand implements HasDialog {

    /** The command's name in menus and macros. */
    public static final String NAME = "DiffSeg PyTorch...";

    @Parameter(label = "PyTorch", persist = false, description = ParameterTexts.PYTORCH)
    private String pytorch = TorchSetup.PROCESSOR;

    @Parameter(
            label = "I agree to the licences",
            persist = false,
            description = ParameterTexts.ACCEPT_LICENCE)
    private boolean accept_licence;

    @Parameter(type = ItemIO.OUTPUT, label = "DiffSeg PyTorch")
    private String outcome;

    @Override
    public DialogRows dialog() {
        return new DialogRows(introduction(), List.of("pytorch", "accept_licence"), List.of());
    }

    private static String introduction() {
        TorchSetup setup = TorchSetup.ofThisMachine();
        String found =
                TorchSetup.fitting().stream()
                        .map(TorchLibrary::toString)
                        .collect(Collectors.joining(", "));
        return "Used: "
                + setup.current()
                + ". This machine: "
                + setup.cards()
                + "."
                + (found.isEmpty() ? "" : " PyTorch that fits: " + found + ".")
                + setup.terms().map(terms -> " For cuda: " + terms).orElse("");
    }

    @Override
    String work(Progress progress) {
        outcome = TorchSetup.ofThisMachine().choose(pytorch, accept_licence, progress);
        return "PyTorch is chosen";
    }
}
