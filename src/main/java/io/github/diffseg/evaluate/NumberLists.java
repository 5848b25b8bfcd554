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

import static io.github.diffseg.SettingTexts.AUTOMATIC;
import static io.github.diffseg.SettingTexts.RECOMMENDED;

import io.github.diffseg.SettingTexts;
import io.github.diffseg.failure.UserException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads lists of settings as users write them: {@code "0.5, 0.7"} or {@code "0.3:1.1:0.2"}. */
public final class NumberLists {

    private static final int MOST = 1000;

    private NumberLists() {}

    /**
     * {@return the numbers in their order}
     *
     * @param name of the parameter, for messages
     * @param text numbers, and ranges as {@code first:last:step}, separated by commas
     * @throws IllegalArgumentException if that is not what the text holds
     */
    public static List<Double> decimals(String name, String text) {
        List<Double> numbers = new ArrayList<>();
        for (String part : text.split(",")) {
            try {
                addAll(numbers, part.trim());
            } catch (NumberFormatException e) {
                throw wrong(name, part);
            }
            if (numbers.size() > MOST) {
                throw wrong(name, part);
            }
        }
        return numbers;
    }

    /** As {@link #decimals}, where {@value SettingTexts#AUTOMATIC} stands for 0. */
    public static List<Double> thresholds(String name, String text) {
        return decimals(name, withZeroFor(AUTOMATIC, text));
    }

    /** As {@link #integers}, where {@value SettingTexts#RECOMMENDED} stands for 0. */
    public static List<Integer> timesteps(String name, String text) {
        return integers(name, withZeroFor(RECOMMENDED, text));
    }

    private static String withZeroFor(String word, String text) {
        return Arrays.stream(text.split(","))
                .map(part -> part.strip().equalsIgnoreCase(word) ? "0" : part)
                .collect(Collectors.joining(","));
    }

    /** As {@link #decimals}, of whole numbers. */
    public static List<Integer> integers(String name, String text) {
        return decimals(name, text).stream()
                .map(
                        number -> {
                            if (number != Math.rint(number)) {
                                throw wrong(name, number.toString());
                            }
                            return (int) Math.rint(number);
                        })
                .toList();
    }

    private static void addAll(List<Double> numbers, String part) {
        String[] range = part.split(":");
        BigDecimal number = new BigDecimal(range[0].trim());
        if (range.length == 1) {
            numbers.add(number.doubleValue());
            return;
        }
        BigDecimal last = new BigDecimal(range[1].trim());
        BigDecimal step = new BigDecimal(range.length == 3 ? range[2].trim() : "1");
        if (range.length > 3 || step.signum() <= 0 || number.compareTo(last) > 0) {
            throw new NumberFormatException(part);
        }
        for (; number.compareTo(last) <= 0 && numbers.size() <= MOST; number = number.add(step)) {
            numbers.add(number.doubleValue());
        }
    }

    private static UserException wrong(String name, String part) {
        return new UserException(
                name
                        + " holds \""
                        + part.trim()
                        + "\"; it must be numbers separated by commas, or ranges first:last:step");
    }
}
