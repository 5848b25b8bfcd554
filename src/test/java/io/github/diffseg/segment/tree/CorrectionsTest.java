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

package io.github.diffseg.segment.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionsTest {

    @Test
    void textAndBack() {
        String text = "merge 3 17, split 40, delete 5";
        Corrections corrections = Corrections.parse(text);
        assertEquals(
                new Correction(Correction.Kind.MERGE, List.of(3, 17)), corrections.list().get(0));
        assertEquals(text, corrections.toString());
        assertEquals(corrections, Corrections.parse("  merge 17  3,split 40 , delete 5 "));
        assertEquals(Corrections.NONE, Corrections.parse(" "));
    }

    @Test
    void theTreeIsPartOfTheText() {
        String text = "tree 00ab12cd, merge 3 17, split 40";
        Corrections corrections = Corrections.parse(text);
        assertEquals("00ab12cd", corrections.tree());
        assertEquals(2, corrections.list().size());
        assertEquals(text, corrections.toString());
        assertEquals("", Corrections.parse("merge 3 17").tree(), "as it was once written");
        assertEquals("", Corrections.parse("tree 00ab12cd").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tree 00ab12c, merge 3 17",
                "tree 00ab12cd merge 3 17",
                "tree 00ab12cd,, merge 3 17",
                "merge 3 17, tree 00ab12cd",
                "join 3",
                "merge",
                "merge x",
                "delete -1",
                "split 1.5",
                "merge 1 2,,",
                ",",
                "3 4"
            })
    void whatIsNotUnderstoodIsQuoted(String text) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Corrections.parse(text));
        assertTrue(e.getMessage().startsWith("corrections has \""), e.getMessage());
    }
}
