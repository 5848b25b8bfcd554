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
import io.github.diffseg.vocabulary.Vocabulary;

/**
 * Whether segments are put into classes that are the same in all images.
 *
 * @param count how many classes are found, up to {@link Vocabulary#MOST}; {@link
 *     Vocabulary#CHOSEN}: by silhouette; 0: none
 * @param vocabulary path of a file of classes that were found before; empty: none
 */
public record ClassSettings(int count, String vocabulary) {

    /** No classes. */
    public static final ClassSettings NONE = new ClassSettings(0, "");

    private static final String AUTOMATIC = "auto";

    /**
     * Checks that the settings go together.
     *
     * @throws UserException if classes are to be found and given at once
     */
    public ClassSettings {
        if (count != 0 && !vocabulary.isEmpty()) {
            throw new UserException(
                    "classes is "
                            + inWords(count)
                            + " and vocabulary is \""
                            + vocabulary
                            + "\", which has classes of its own; leave one of them out");
        }
    }

    /**
     * Reads what a user has written.
     *
     * @param text a number, or {@code auto} in any case
     * @return as {@link #count()}
     * @throws UserException if it is neither
     */
    static int count(String text) {
        String plain = text.strip();
        if (plain.equalsIgnoreCase(AUTOMATIC)) {
            return Vocabulary.CHOSEN;
        }
        if (!plain.matches("\\d{1,3}") || Integer.parseInt(plain) > Vocabulary.MOST) {
            throw new UserException(
                    "classes is \""
                            + text
                            + "\"; it must be between 1 and "
                            + Vocabulary.MOST
                            + ", \""
                            + AUTOMATIC
                            + "\", or 0 for none");
        }
        return Integer.parseInt(plain);
    }

    /** {@return whether segments have classes} */
    public boolean areOn() {
        return areFound() || !vocabulary.isEmpty();
    }

    /** {@return whether the classes are those of these images} */
    public boolean areFound() {
        return count != 0;
    }

    /** {@return the count as it is written} */
    String inWords() {
        return inWords(count);
    }

    private static String inWords(int count) {
        return count == Vocabulary.CHOSEN ? AUTOMATIC : Integer.toString(count);
    }
}
