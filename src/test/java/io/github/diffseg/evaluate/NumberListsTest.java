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

package io.github.diffseg.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberListsTest {

    @Test
    void numbersAndRanges() {
        assertEquals(List.of(0.9, 1.1), NumberLists.decimals("t", "0.9, 1.1"));
        assertEquals(List.of(0.3, 0.4, 0.5, 1.0), NumberLists.decimals("t", "0.3:0.5:0.1,1"));
        assertEquals(List.of(1, 2, 3), NumberLists.integers("t", "1:3"));
        assertEquals(List.of(0, 100, 0), NumberLists.timesteps("t", "recommended, 100, 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1,,2", "3:1", "1:2:0", "1:2:-1", "1:2:3:4", "0:1e9:1"})
    void anythingElseIsRefusedByName(String text) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> NumberLists.decimals("thresholds", text));
        assertTrue(e.getMessage().startsWith("thresholds holds"), e.getMessage());
    }

    @Test
    void wholeNumbersOnly() {
        assertThrows(
                IllegalArgumentException.class, () -> NumberLists.integers("timesteps", "1.5"));
    }
}
