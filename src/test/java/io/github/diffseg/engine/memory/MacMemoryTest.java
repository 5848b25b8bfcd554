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

package io.github.diffseg.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MacMemoryTest {

    /** In the form that macOS 11 to 15 print. */
    private static final String HEALTHY =
            """
            Mach Virtual Memory Statistics: (page size of 16384 bytes)
            Pages free:                                7124.
            Pages active:                            403418.
            Pages inactive:                          398276.
            Pages speculative:                         4013.
            Pages throttled:                              0.
            Pages wired down:                        134270.
            Pages purgeable:                           6931.
            "Translation faults":                 512033948.
            File-backed pages:                       228341.
            Anonymous pages:                         577366.
            """;

    @Test
    void idlePagesCountAsFree() throws IOException {
        assertEquals((7124L + 4013 + 398276) * 16384, MacMemory.parse(HEALTHY));
    }

    @Test
    void anythingElseIsRefused() {
        String message =
                assertThrows(IOException.class, () -> MacMemory.parse("vm_stat: no")).getMessage();
        assertTrue(message.startsWith("/usr/bin/vm_stat answers without "), message);
        String withoutIdle = HEALTHY.replaceFirst("Pages inactive.*\n", "");
        assertThrows(IOException.class, () -> MacMemory.parse(withoutIdle));
    }
}
