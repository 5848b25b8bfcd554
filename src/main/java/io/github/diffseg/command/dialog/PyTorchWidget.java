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

import io.github.diffseg.engine.device.TorchSetup;
import java.awt.BorderLayout;
import javax.swing.JFileChooser;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

/** A choice of the PyTorch that is on this machine, with <i>Browse…</i> for one elsewhere. */
@Plugin(type = InputWidget.class, priority = 1)
public final class PyTorchWidget extends RowWidget {

    private static final String NAME = "pytorch";

    private OfferedNames places;

    @Override
    public boolean supports(WidgetModel model) {
        return model.getPanel() instanceof DialogPanel
                && model.isText()
                && NAME.equals(model.getItem().getName());
    }

    @Override
    public void set(WidgetModel model) {
        super.set(model);
        places = new OfferedNames(model.getText());
        places.setEditable(true);
        places.setToolTipText(model.getItem().getDescription());
        places.addActionListener(event -> updateModel());
        getComponent().add(places, BorderLayout.CENTER);
        getComponent().add(browseButton(this::browse), BorderLayout.LINE_END);
        // Nothing but a look at folders, but these may lie on a network
        Later.run(
                () -> TorchSetup.ofThisMachine().choices(),
                found -> found.forEach(places::offer),
                places::setToolTipText);
    }

    private void browse() {
        JFileChooser chooser = new JFileChooser();
        chooser.setDialogTitle("A Python environment, or an unpacked libtorch");
        chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
        if (chooser.showDialog(getComponent(), "Choose") == JFileChooser.APPROVE_OPTION) {
            places.choose(chooser.getSelectedFile().getPath());
        }
    }

    @Override
    public String getValue() {
        return places.chosen();
    }

    @Override
    void show(String text) {
        places.choose(text);
    }
}
