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

package io.github.diffseg.wand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.Line;
import ij.gui.Roi;
import org.junit.jupiter.api.Test;

/** What becomes of a selection. */
class SelectionModeTest {

    private final Roi selection = new Roi(0, 0, 10, 10);
    private final Roi segment = new Roi(5, 0, 10, 10);

    @Test
    void addedTakenAwayAndReplaced() {
        selection.setName("mine");
        Roi added = SelectionMode.ADD.combine(selection, segment);
        assertEquals(150, added.getContainedPoints().length);
        assertEquals("mine", added.getName());
        assertEquals(
                50, SelectionMode.SUBTRACT.combine(selection, segment).getContainedPoints().length);
        assertSame(segment, SelectionMode.REPLACE.combine(selection, segment));
        assertEquals(100, selection.getContainedPoints().length);
    }

    @Test
    void nothingIsLeftOfWhatIsTakenAwayWhole() {
        assertNull(SelectionMode.SUBTRACT.combine(segment, segment));
        assertNull(SelectionMode.SUBTRACT.combine(null, segment));
    }

    @Test
    void aLineIsNoSelectionToAddTo() {
        assertSame(segment, SelectionMode.ADD.combine(new Line(0, 0, 5, 5), segment));
        assertSame(segment, SelectionMode.ADD.combine(null, segment));
    }

    @Test
    void modesHaveNames() {
        assertEquals("replace, add, subtract", SelectionMode.names());
        assertEquals(SelectionMode.ADD, SelectionMode.of("add").orElseThrow());
        assertTrue(SelectionMode.of("Add").isEmpty());
    }
}
