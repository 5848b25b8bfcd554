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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.Macro;
import io.github.diffseg.failure.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MacroOptionTest {

    @Test
    void valuesAreReadAsImagejReadsThem() {
        String text = "a=1 b=[two [2] words] c='it is' d= e=[] f=C:\\x[1].tif g=a=b ";
        List<MacroOption> options = read(text);
        assertEquals(
                List.of("a", "b", "c", "d", "e", "f", "g"),
                options.stream().map(MacroOption::key).toList());
        for (MacroOption option : options) {
            assertEquals(Macro.getValue(text, option.key(), null), option.value(), option.key());
        }
        assertEquals(List.of(), read(" "));
    }

    @Test
    void titlesAreReadAsTheRecorderWritesThem() {
        for (String title : new String[] {"a] b.tif", "a [ b", "[a]", "'a'", "x] y=1 [z"}) {
            String written = title.contains(" ") ? "[" + title + "]" : title;
            assertEquals(
                    List.of(new MacroOption("imp", title), new MacroOption("y", "2")),
                    MacroOption.all(
                            "imp=" + written + " y=2",
                            (key, open) -> key.equals("imp") && open.equals(title)));
        }
    }

    @Test
    void whatIsNoOptionIsRefusedWithItsWords() {
        assertEquals("refine", refused("threshold=1 refine split=none"));
        assertEquals("image.tif", refused("imp=my image.tif"));
        assertEquals("=3", refused("threshold=1 =3"));
        for (String text : new String[] {"imp=[a x=1", "imp='a x=1"}) {
            String message = assertThrows(UserException.class, () -> read(text)).getMessage();
            assertEquals("imp is " + text.substring(4) + ", where", message.split(" \"")[0]);
        }
    }

    private static String refused(String text) {
        return assertThrows(UserException.class, () -> read(text)).getMessage().split("\"")[1];
    }

    private static List<MacroOption> read(String text) {
        return MacroOption.all(text, (key, title) -> false);
    }
}
