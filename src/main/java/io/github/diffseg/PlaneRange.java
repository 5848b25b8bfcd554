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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which slices or frames of a stack are segmented: the current one, all, or ranges such as {@code
 * 3-20:2}.
 */
public final class PlaneRange {

    /** The one that the image shows. */
    public static final String CURRENT = "current";

    /** Each one that there is. */
    public static final String ALL = "all";

    /** What may be written, for users. */
    static final String ALLOWED =
            "\""
                    + CURRENT
                    + "\", \""
                    + ALL
                    + "\", or numbers from 1 and ranges of them with a step, such as 1,5 or 3-20:2";

    private static final Pattern PART =
            Pattern.compile("\\s*(\\d{1,9})\\s*(?:-\\s*(\\d{1,9})\\s*(?::\\s*(\\d{1,9})\\s*)?)?");

    private final String key;
    private final String text;

    private PlaneRange(String key, String text) {
        this.key = key;
        this.text = text;
    }

    /**
     * Reads what a user has written.
     *
     * @param key of the setting, plural of what is numbered, such as {@code slices}
     * @param text in any case, such as {@code 1,5-9,20-30:5}
     * @return the range
     * @throws UserException if it is none; the message names key, value and what is allowed
     */
    public static PlaneRange of(String key, String text) {
        PlaneRange range = new PlaneRange(key, text.strip());
        if (!range.isCurrent() && !range.isAll()) {
            range.numbers(Integer.MAX_VALUE, true);
        }
        return range;
    }

    /** {@return whether it is the current one only} */
    public boolean isCurrent() {
        return text.equalsIgnoreCase(CURRENT);
    }

    private boolean isAll() {
        return text.equalsIgnoreCase(ALL);
    }

    /**
     * {@return the numbers, from 1, ascending, each once}
     *
     * @param current the one that is shown, from 1
     * @param count how many there are
     * @param title of the image, for the message
     * @throws UserException if one is named that there is not; the message names key, value and the
     *     range that there is
     */
    public int[] in(int current, int count, String title) {
        if (isCurrent()) {
            return new int[] {current};
        }
        if (isAll()) {
            return IntStream.rangeClosed(1, count).toArray();
        }
        Set<Integer> numbers = numbers(count, false);
        if (numbers.contains(count + 1)) {
            throw new UserException(
                    key
                            + " is \""
                            + text
                            + "\", but \""
                            + title
                            + "\" has "
                            + key
                            + (count == 1 ? " 1 only" : " 1 to " + count));
        }
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * @param count the largest that there is; what lies above comes as {@code count + 1}
     * @param check whether only the form is looked at, so that no large range is written out
     */
    private Set<Integer> numbers(int count, boolean check) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher range = PART.matcher(part);
            if (!range.matches()) {
                throw refused();
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            int step = range.group(3) == null ? 1 : Integer.parseInt(range.group(3));
            if (first < 1 || last < first || step < 1) {
                throw refused();
            }
            if (!check) {
                if (last > count) {
                    numbers.add(count + 1);
                }
                for (long number = first; number <= Math.min(last, count); number += step) {
                    numbers.add((int) number);
                }
            }
        }
        return numbers;
    }

    private UserException refused() {
        return new UserException(key + " is \"" + text + "\"; it must be " + ALLOWED);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlaneRange range
                && key.equals(range.key)
                && text.equals(range.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the range as it was written} */
    @Override
    public String toString() {
        return text;
    }
}
