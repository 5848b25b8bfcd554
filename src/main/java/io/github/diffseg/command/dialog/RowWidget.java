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

import java.awt.BorderLayout;
import javax.swing.JButton;
import javax.swing.JPanel;
import org.scijava.widget.AbstractInputWidget;

/** A text that is typed or chosen, with buttons at its right. */
abstract class RowWidget extends AbstractInputWidget<String, JPanel> {

    /** Between the parts of the row, in pixels. */
    static final int GAP = 4;

    private final JPanel component = new JPanel(new BorderLayout(GAP, 0));

    RowWidget() {
        component.setBorder(DialogSection.LIKE_SCIJAVA);
    }

    /** Shows a text that was given elsewhere. */
    abstract void show(String text);

    final JButton browseButton(Runnable browse) {
        JButton button = new JButton("Browse…");
        button.addActionListener(event -> browse.run());
        return button;
    }

    @Override
    public final void refreshWidget() {
        if (!get().getText().equals(getValue())) {
            show(get().getText());
        }
    }

    @Override
    public final JPanel getComponent() {
        return component;
    }

    @Override
    public final Class<JPanel> getComponentType() {
        return JPanel.class;
    }
}
