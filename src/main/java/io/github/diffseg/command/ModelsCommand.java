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

import ij.plugin.frame.Recorder;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.manager.ModelsWindow;
import io.github.diffseg.progress.Progress;
import java.awt.GraphicsEnvironment;
import javax.swing.SwingUtilities;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;

/** Plugins › DiffSeg › DiffSeg Models...: opens the window of installed and published models. */
@Plugin(
        type = Command.class,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = ModelsCommand.NAME, weight = 6)
        },
        attrs = @Attr(name = "no-record"))
public final class ModelsCommand extends FramedCommand {

    /** The command's name in menus. */
    public static final String NAME = "DiffSeg Models...";

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
        if (GraphicsEnvironment.isHeadless()) {
            throw new UserException(NAME + " is a window; without one use " + GetModelCommand.NAME);
        }
        SwingUtilities.invokeLater(() -> ModelsWindow.show(ModelLibrary.ofUser()));
        return "models";
    }
}
