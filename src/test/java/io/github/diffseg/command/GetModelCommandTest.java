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

package io.github.diffseg.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Gets models as a macro does. */
class GetModelCommandTest {

    @Test
    void whatIsHereIsNotLoaded() throws Exception {
        assertNull(run("embedded", false));
    }

    @Test
    void whatIsNoModelIsToldInASentence() throws Exception {
        String reason = run("../elsewhere", true);
        assertTrue(
                reason.startsWith("DiffSeg: There is no model \"../elsewhere\" on this machine; "),
                reason);
        assertEquals(1, reason.lines().count());
    }

    @Test
    void aMacroGoesOnWithAModelThatIsHereAndStopsWithoutOne() {
        try (Context context = new Context()) {
            HeadlessMacro.install(context, GetModelCommand.class);
            HeadlessMacro.Outcome here =
                    HeadlessMacro.run(
                            "run('DiffSeg Get Model...', 'name=embedded accept_licence=true');"
                                    + " return 'went on';",
                            "");
            assertNull(here.error());
            assertEquals("went on", here.returned());
            HeadlessMacro.Outcome missing =
                    HeadlessMacro.run(
                            "run('DiffSeg Get Model...', 'name=[no such model]'); return 'x';", "");
            assertTrue(
                    missing.error().contains("There is no model \"no such model\" on this machine"),
                    missing.error());
        }
    }

    private static String run(String name, boolean agreed) throws Exception {
        try (Context context = new Context()) {
            CommandModule module =
                    context.service(CommandService.class)
                            .run(
                                    GetModelCommand.class,
                                    true,
                                    "name",
                                    name,
                                    "accept_licence",
                                    agreed)
                            .get();
            return ((GetModelCommand) module.getCommand()).getCancelReason();
        }
    }
}
