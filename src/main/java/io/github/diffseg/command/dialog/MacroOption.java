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

import io.github.diffseg.failure.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * One of the options in a macro's {@code run("…", "…")}.
 *
 * @param key as it is written there
 * @param value without the brackets or apostrophes around it
 */
record MacroOption(String key, String value) {

    /**
     * Reads them as ImageJ does, but for titles with brackets of their own, which ImageJ's recorder
     * writes as they are.
     *
     * @param text such as {@code threshold=0.5 imp=[my image.tif]}
     * @param isOpen whether a key stands for an image, of which one with such a title is open
     * @return them all, in their order
     * @throws UserException if something is no {@code key=value}
     */
    static List<MacroOption> all(String text, BiPredicate<String, String> isOpen) {
        List<MacroOption> options = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            int equals = rest.indexOf('=');
            int space = rest.indexOf(' ');
            if (equals < 1 || space >= 0 && space < equals) {
                throw new UserException(notAnOption(space < 0 ? rest : rest.substring(0, space)));
            }
            String key = rest.substring(0, equals);
            String values = rest.substring(equals + 1);
            int length = length(key, values, isOpen);
            options.add(new MacroOption(key, bare(values.substring(0, length), key, isOpen)));
            rest = values.substring(length).strip();
        }
        return options;
    }

    private static String notAnOption(String word) {
        return "\""
                + word
                + "\" in the macro is no name=value; give true or false as in refine=true, and put"
                + " a value with spaces in brackets, as in imp=[my image.tif]";
    }

    /** Of the value that a text begins with, with what it stands in. */
    private static int length(String key, String text, BiPredicate<String, String> isOpen) {
        if (text.startsWith("'")) {
            return lengthTo(text.indexOf('\'', 1), key, text);
        }
        if (!text.startsWith("[")) {
            int space = text.indexOf(' ');
            return space < 0 ? text.length() : space;
        }
        for (int end = text.indexOf(']'); end >= 0; end = text.indexOf(']', end + 1)) {
            if (isOpen.test(key, text.substring(1, end)) && isEnd(text, end)) {
                return end + 1;
            }
        }
        return lengthTo(pairedBracket(text), key, text);
    }

    private static boolean isEnd(String text, int bracket) {
        return bracket + 1 == text.length() || text.charAt(bracket + 1) == ' ';
    }

    private static int pairedBracket(String text) {
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int lengthTo(int end, String key, String text) {
        if (end < 0) {
            throw new UserException(
                    key
                            + " is "
                            + text
                            + ", where \""
                            + text.charAt(0)
                            + "\" is not closed; of an image with such a title give the ID, as in"
                            + " \"imp=\" + getImageID()");
        }
        return end + 1;
    }

    private static String bare(String value, String key, BiPredicate<String, String> isOpen) {
        boolean quoted = value.startsWith("[") || value.startsWith("'");
        // The recorder puts a title without a space in no brackets, though it may have its own
        return quoted && !isOpen.test(key, value) ? value.substring(1, value.length() - 1) : value;
    }
}
