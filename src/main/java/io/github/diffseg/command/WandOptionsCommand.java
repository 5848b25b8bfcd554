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

import ij.ImagePlus;
import ij.gui.Toolbar;
import ij.plugin.frame.Recorder;
import io.github.diffseg.command.dialog.DialogRows;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.wand.SeenPart;
import io.github.diffseg.wand.WandLine;
import io.github.diffseg.wand.WandPlane;
import io.github.diffseg.wand.tool.WandSetup;
import io.github.diffseg.wand.tool.WandTool;
import java.awt.Rectangle;
import javax.swing.SwingUtilities;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Plugins › DiffSeg › DiffSeg Wand Options..., or a double click on the tool: what the wand works
 * with from its next press on.
 */
@Plugin(
        type = Command.class,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = "DiffSeg Wand Options...", weight = 2.7)
        },
        attrs = @Attr(name = "no-record"))
public final class WandOptionsCommand extends WandParameters {

    @Parameter private CommandService commands;

    @Override
    public DialogRows dialog() {
        return CommandDialogs.WAND_OPTIONS;
    }

    @Override
    public void run() {
        if (Recorder.record) {
            // ImageJ's menu would record the call
            Recorder.setCommand(null);
        }
        super.run();
    }

    @Override
    String work(Progress progress) {
        // Refused here and not at the next press
        settings();
        install();
        return "the wand has these options";
    }

    /**
     * Puts the wand into the toolbar, with these options.
     *
     * @throws UserException if ImageJ has no toolbar
     */
    void install() {
        if (Toolbar.getInstance() == null) {
            throw new UserException(
                    "The wand is a tool in ImageJ's toolbar, and there is none; "
                            + WandLine.COMMAND
                            + " does the same at a place x, y");
        }
        SwingUtilities.invokeLater(
                () ->
                        WandTool.install(
                                new Setup(), () -> commands.run(WandOptionsCommand.class, true)));
    }

    private final class Setup implements WandSetup {

        @Override
        public SeenPart part(ImagePlus image, Rectangle view, Progress progress) {
            return WandOptionsCommand.this.part(image, view, progress);
        }

        @Override
        public WandPlane look(DisplayedPlane plane, Progress progress) {
            return lookAt(plane, progress);
        }

        @Override
        public boolean connectedPartOnly() {
            return WandOptionsCommand.this.connectedPartOnly();
        }

        @Override
        public void report(Throwable failure) {
            reportLate(failure);
        }
    }
}
