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

package io.github.diffseg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.segment.tree.Corrections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaneCorrectionsTest {

    private static final String TEXT =
            "slice 12 frame 1: tree 0a1b2c3d, merge 3 17, delete 5; slice 3 frame 2: split 40";

    @Test
    void theTextIsReadBack() {
        PlaneCorrections read = PlaneCorrections.parse(TEXT);
        assertEquals(TEXT, read.toString());
        assertEquals("tree 0a1b2c3d, merge 3 17, delete 5", read.of(12, 1).toString());
        assertEquals("split 40", read.of(3, 2).toString());
        assertEquals(Corrections.NONE, read.of(3, 1));
    }

    @Test
    void planesGoByFrameThenSlice() {
        String text = "slice 2 frame 2: delete 1;slice  10 frame 1:delete 2 ; slice 9 frame 1: ";
        assertEquals(
                "slice 10 frame 1: delete 2; slice 2 frame 2: delete 1",
                PlaneCorrections.parse(text).toString());
    }

    @Test
    void theTextOfOnePlaneIsAnother() {
        assertTrue(PlaneCorrections.isText(" " + TEXT));
        assertFalse(PlaneCorrections.isText("tree 0a1b2c3d, merge 3 17"));
        assertFalse(PlaneCorrections.isText(""));
        assertTrue(PlaneCorrections.NONE.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slice 3: delete 5",
                "slice 3 frame 1 delete 5",
                "slice 3 frame 1: delete 5;",
                "slice -3 frame 1: delete 5"
            })
    void whatIsNotUnderstoodIsQuoted(String text) {
        UserException refused =
                assertThrows(UserException.class, () -> PlaneCorrections.parse(text));
        assertTrue(
                refused.getMessage().contains("for planes of a stack it must be a list such as"),
                refused.getMessage());
    }

    @Test
    void aPlaneIsNamedOnce() {
        UserException refused =
                assertThrows(
                        UserException.class,
                        () ->
                                PlaneCorrections.parse(
                                        "slice 3 frame 1: delete 5; slice 3 frame 1: delete 6"));
        assertEquals("corrections names slice 3 frame 1 twice", refused.getMessage());
    }
}
