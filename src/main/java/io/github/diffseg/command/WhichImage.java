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
import ij.ImagePlus;
import ij.WindowManager;
import io.github.diffseg.command.dialog.Dialogs;
import io.github.diffseg.explore.window.Explorer;
import io.github.diffseg.output.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;
import org.scijava.Priority;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Looks at the image before the dialog: after a run the label image is the active one, and nobody
 * means to segment that. An image that is being explored needs no dialog at all.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_HIGH - 1)
public final class WhichImage extends AbstractPreprocessorPlugin {

    private static final String CANCEL = "Cancel";

    @Parameter private LogService log;

    @Override
    public void process(Module module) {
        Object command = module.getDelegateObject();
        boolean segments = command instanceof SegmentCommand || command instanceof ExploreCommand;
        if (!segments || !(module.getInput("imp") instanceof ImagePlus image)) {
            return;
        }
        Optional<String> input = inputOf(image);
        boolean asks = Dialogs.asks(module, getContext());
        if (input.isPresent() && asks) {
            choose(module, image, input.get());
        } else if (input.isPresent()) {
            log.warn(warning(image, input.get()));
        }
        if (!isCanceled() && asks && command instanceof ExploreCommand) {
            Explorer.of((ImagePlus) module.getInput("imp"))
                    .ifPresent(
                            open -> {
                                SwingUtilities.invokeLater(open::toFront);
                                cancel(null);
                            });
        }
    }

    /** {@return the title of the image whose labels an image holds} */
    static Optional<String> inputOf(ImagePlus image) {
        return Optional.ofNullable(image.getProp(Provenance.KEY_PREFIX + "image"));
    }

    private static String warning(ImagePlus image, String input) {
        return "DiffSeg: \""
                + image.getTitle()
                + "\" is a label image that DiffSeg made of \""
                + input
                + "\"; it is segmented like a picture";
    }

    private void choose(Module module, ImagePlus labels, String input) {
        ImagePlus open = WindowManager.getImage(input);
        List<String> choices = new ArrayList<>();
        if (open != null) {
            choices.add("Use \"" + input + "\"");
        }
        choices.add("Use the label image");
        choices.add(CANCEL);
        int chosen =
                JOptionPane.showOptionDialog(
                        IJ.getInstance(),
                        "\""
                                + labels.getTitle()
                                + "\" is a label image that DiffSeg made of \""
                                + input
                                + "\".\nWhich image shall be segmented?",
                        "DiffSeg",
                        JOptionPane.DEFAULT_OPTION,
                        JOptionPane.QUESTION_MESSAGE,
                        null,
                        choices.toArray(),
                        choices.get(0));
        if (chosen < 0 || choices.get(chosen).equals(CANCEL)) {
            cancel(null);
        } else if (open != null && chosen == 0) {
            module.setInput("imp", open);
        }
    }
}
