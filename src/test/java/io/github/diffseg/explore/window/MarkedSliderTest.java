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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.explore.LevelMark;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.util.List;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;

class MarkedSliderTest {

    private static final int WIDTH = 220;
    private static final int HEIGHT = 50;

    @Test
    void aMarkSaysWhatItIsWhereItIs() throws Exception {
        SwingUtilities.invokeAndWait(
                () -> {
                    MarkedSlider slider = new MarkedSlider();
                    slider.setMinimum(0);
                    slider.setMaximum(10);
                    slider.setMarks(
                            List.of(
                                    new LevelMark(2, 0.3, 7, true),
                                    new LevelMark(8, 0.9, 1, false)));
                    slider.setSize(WIDTH, HEIGHT);
                    slider.doLayout();
                    slider.paint(
                            new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB)
                                    .createGraphics());
                    assertTrue(slider.getPaintLabels());
                    assertEquals(
                            "granularity=0.3: 7 segments; where it began", textAt(slider, 0.2));
                    assertEquals(
                            "granularity=0.9: 1 segment; a level that stays for long",
                            textAt(slider, 0.8));
                    assertNull(textAt(slider, 0.5));
                    slider.setMarks(List.of());
                    assertFalse(slider.getPaintLabels());
                    assertNull(textAt(slider, 0.2));
                });
    }

    private static String textAt(MarkedSlider slider, double part) {
        int x = (int) Math.round(part * WIDTH);
        return slider.getToolTipText(
                new MouseEvent(slider, MouseEvent.MOUSE_MOVED, 0, 0, x, HEIGHT / 2, 0, false));
    }
}
