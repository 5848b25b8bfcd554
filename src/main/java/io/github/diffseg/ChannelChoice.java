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
import java.util.List;

/**
 * Which channels the network sees: those that are displayed, one in grays, or up to three as red,
 * green and blue.
 *
 * @param numbers from 1, in the order red, green, blue; none: as displayed
 */
public record ChannelChoice(List<Integer> numbers) {

    /** As the image shows them. */
    public static final String DISPLAYED = "displayed";

    /** What may be written, for users. */
    static final String ALLOWED =
            "\""
                    + DISPLAYED
                    + "\", one number from 1, or two or three different ones for red, green and"
                    + " blue, such as 3,1";

    private static final String KEY = "channels";
    private static final int MOST = 3;

    public ChannelChoice {
        numbers = List.copyOf(numbers);
    }

    /**
     * Reads what a user has written.
     *
     * @param text in any case
     * @return the choice
     * @throws UserException if it is none; the message names value and what is allowed
     */
    public static ChannelChoice of(String text) {
        List<Integer> numbers = new ArrayList<>();
        if (!text.strip().equalsIgnoreCase(DISPLAYED)) {
            for (String part : text.split(",", -1)) {
                if (!part.strip().matches("[1-9]\\d{0,8}")) {
                    throw refused(text);
                }
                numbers.add(Integer.parseInt(part.strip()));
            }
            if (numbers.size() > MOST || numbers.stream().distinct().count() < numbers.size()) {
                throw refused(text);
            }
        }
        return new ChannelChoice(numbers);
    }

    /** {@return whether the channels are seen as the image shows them} */
    public boolean isAsDisplayed() {
        return numbers.isEmpty();
    }

    /**
     * Refuses channels that an image does not have.
     *
     * @param count how many it has
     * @param title of the image, for the message
     * @throws UserException if one is named that there is not
     */
    public void requireIn(int count, String title) {
        if (numbers.stream().anyMatch(number -> number > count)) {
            throw new UserException(
                    KEY
                            + " is \""
                            + this
                            + "\", but \""
                            + title
                            + "\" has "
                            + KEY
                            + (count == 1 ? " 1 only" : " 1 to " + count));
        }
    }

    private static UserException refused(String text) {
        return new UserException(KEY + " is \"" + text + "\"; it must be " + ALLOWED);
    }

    /** {@return the choice as it is written} */
    @Override
    public String toString() {
        if (isAsDisplayed()) {
            return DISPLAYED;
        }
        return String.join(",", numbers.stream().map(String::valueOf).toList());
    }
}
