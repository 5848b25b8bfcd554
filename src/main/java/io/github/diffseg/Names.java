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

import io.github.diffseg.failure.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words by which segments shall be named.
 *
 * @param words two or more, each once; or none: segments have numbers only
 */
public record Names(List<String> words) {

    /** Segments have numbers only. */
    public static final Names NONE = new Names(List.of());

    private static final String SEPARATOR = ",";

    /**
     * Checks the words.
     *
     * @throws UserException if there is one word only, one is empty, or one is there twice
     */
    public Names {
        words = List.copyOf(words);
        String text = String.join(SEPARATOR, words);
        if (words.size() == 1) {
            throw refused(text, "two or more words, of which each segment gets one");
        }
        List<String> before = new ArrayList<>();
        for (String word : words) {
            String plain = word.toLowerCase(Locale.ROOT);
            if (word.isBlank() || before.contains(plain)) {
                throw refused(text, "words separated by commas, each of them once");
            }
            before.add(plain);
        }
    }

    /**
     * Reads what users write.
     *
     * @param text such as {@code cell, background}; empty for none
     * @return the words, without spaces around them
     * @throws UserException if it is no list of two or more words
     */
    public static Names of(String text) {
        return text.isBlank()
                ? NONE
                : new Names(
                        Arrays.stream(text.split(SEPARATOR, -1))
                                .map(word -> word.strip().replaceAll("\\s+", " "))
                                .toList());
    }

    /** {@return whether segments have numbers only} */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    private static UserException refused(String text, String allowed) {
        return new UserException(
                "names is \""
                        + text
                        + "\"; it must be empty, or "
                        + allowed
                        + ", such as"
                        + " cell,background");
    }

    /** {@return the words as {@link #of} reads them} */
    @Override
    public String toString() {
        return String.join(SEPARATOR, words);
    }
}
