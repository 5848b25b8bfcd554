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

import ij.IJ;
import io.github.diffseg.command.dialog.DialogRows;
import io.github.diffseg.large.LargeResult;
import io.github.diffseg.large.LargeSegmenter;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.store.Address;
import java.nio.file.Path;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Plugins › DiffSeg › DiffSeg Large Image...: segments a file that is read in parts, and writes
 * labels and table. Nothing is opened: the file may be larger than any ImageJ image.
 */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = LargeSegmenter.COMMAND, weight = 3.5)
        })
public final class LargeImageCommand extends OneModelCommand {

    @Parameter(
            label = "Image file or address",
            persist = false,
            description = ParameterTexts.LARGE_ADDRESS)
    private String address = "";

    @Parameter(label = "Label file", persist = false, description = ParameterTexts.LARGE_RESULT)
    private String result_file = "";

    private LargeResult result;

    /** {@return what became of the image after a successful run, else null} */
    public LargeResult result() {
        return result;
    }

    @Override
    public DialogRows dialog() {
        return CommandDialogs.LARGE_IMAGE;
    }

    @Override
    String work(Progress progress) {
        Address image = Address.of(address);
        Path file = Parameters.file("result_file", result_file);
        result =
                withModel(
                        model(),
                        progress,
                        (diffSeg, opening) ->
                                new LargeSegmenter(diffSeg, model(), opening)
                                        .segment(image, settings(), file, progress));
        IJ.log("DiffSeg: " + result.outcome() + ": " + result.output().labels());
        return result.outcome();
    }
}
