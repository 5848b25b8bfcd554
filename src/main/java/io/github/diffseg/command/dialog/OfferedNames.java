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

import java.awt.Component;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.JList;

/** A list of names and paths to choose from, such as those of models, which can grow. */
final class OfferedNames extends JComboBox<String> {

    private static final long serialVersionUID = 1L;

    /** A path is long, and shall not make the dialog wide. */
    private static final String USUAL = "stable-diffusion-v1-5-and-more";

    /** Of a path, what precedes its last two names. */
    private static final String BEGIN = "^.+(?=[/\\\\][^/\\\\]+[/\\\\][^/\\\\]+$)";

    /**
     * Begins with the name that is chosen.
     *
     * @param chosen the name or path that is chosen at first
     */
    OfferedNames(String chosen) {
        super(new String[] {chosen});
        setRenderer(new Shortened());
        setPrototypeDisplayValue(USUAL);
    }

    /**
     * Adds a name unless it is there; what is chosen stays chosen.
     *
     * @return the name
     */
    String offer(String name) {
        for (int i = 0; i < getItemCount(); i++) {
            if (getItemAt(i).equals(name)) {
                return name;
            }
        }
        addItem(name);
        return name;
    }

    /** {@return what is chosen or typed; empty if nothing is} */
    String chosen() {
        Object chosen = getSelectedItem();
        return chosen == null ? "" : chosen.toString();
    }

    /** Chooses a name, which is offered from now on. */
    void choose(String name) {
        setSelectedItem(offer(name));
    }

    private static final class Shortened extends DefaultListCellRenderer {

        private static final long serialVersionUID = 1L;

        @Override
        public Component getListCellRendererComponent(
                JList<?> list, Object value, int index, boolean selected, boolean focused) {
            super.getListCellRendererComponent(list, value, index, selected, focused);
            if (value != null) {
                setText(value.toString().replaceFirst(BEGIN, "…"));
                setToolTipText(value.toString());
            }
            return this;
        }
    }
}
