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

package io.github.diffseg.explore.window;

import io.github.diffseg.explore.LevelMark;
import java.awt.event.MouseEvent;
import java.util.Hashtable;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JSlider;
import javax.swing.plaf.basic.BasicSliderUI;

/** A slider with marks at some positions, which say what they are when the mouse is over them. */
final class MarkedSlider extends JSlider {

    private static final long serialVersionUID = 1L;

    private static final String CHOSEN = "▲";
    private static final String OTHER = "△";

    /** Half the width in which a mark is touched, in pixels. */
    private static final int REACH = 6;

    private transient List<LevelMark> marks = List.of();

    MarkedSlider() {
        setPaintTicks(false);
        // Its text is asked for anew at each place
        setToolTipText("");
    }

    void setMarks(List<LevelMark> other) {
        marks = List.copyOf(other);
        Hashtable<Integer, JLabel> labels = new Hashtable<>();
        for (LevelMark mark : marks) {
            labels.put(mark.position(), new JLabel(mark.chosen() ? CHOSEN : OTHER));
        }
        setPaintLabels(!labels.isEmpty());
        setLabelTable(labels.isEmpty() ? null : labels);
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        if (!(getUI() instanceof BasicSliderUI ui)) {
            return null;
        }
        int from = ui.valueForXPosition(event.getX() - REACH);
        int to = ui.valueForXPosition(event.getX() + REACH);
        return marks.stream()
                .filter(mark -> mark.position() >= from && mark.position() <= to)
                .map(LevelMark::inWords)
                .findFirst()
                .orElse(null);
    }
}
