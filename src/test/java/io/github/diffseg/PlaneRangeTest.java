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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.diffseg.failure.UserException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "current | 4",
                " Current | 4",
                "all | 1 2 3 4 5 6 7 8 9 10",
                "ALL | 1 2 3 4 5 6 7 8 9 10",
                "7 | 7",
                "3-9:2 | 3 5 7 9",
                "3-8:2 | 3 5 7",
                "9,1-3, 2 | 1 2 3 9",
                " 1 - 4 : 3 | 1 4",
                "10-10 | 10",
                "2-9:100 | 2",
            })
    void rangesAsUsersWriteThem(String text, String expected) {
        assertEquals(
                expected,
                String.join(
                        " ",
                        Arrays.stream(PlaneRange.of("slices", text).in(4, 10, "a.tif"))
                                .mapToObj(Integer::toString)
                                .toList()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3-20:2 | 10 | slices is \"3-20:2\", but \"a.tif\" has slices 1 to 10",
                "11 | 10 | slices is \"11\", but \"a.tif\" has slices 1 to 10",
                "1-999999999 | 10 | slices is \"1-999999999\", but \"a.tif\" has slices 1 to 10",
                "2 | 1 | slices is \"2\", but \"a.tif\" has slices 1 only",
            })
    void whatTheImageLacksIsRefused(String text, int count, String message) {
        PlaneRange range = PlaneRange.of("slices", text);
        UserException e = assertThrows(UserException.class, () -> range.in(1, count, "a.tif"));
        assertEquals(message, e.getMessage());
    }

    @Test
    void allOfOneIsThatOne() {
        assertArrayEquals(new int[] {1}, PlaneRange.of("frames", "all").in(1, 1, "a.tif"));
    }

    @Test
    void channelsThatTheImageLacksAreRefused() {
        ChannelChoice.of("3,1").requireIn(3, "a.tif");
        UserException e =
                assertThrows(
                        UserException.class, () -> ChannelChoice.of("3, 1").requireIn(2, "a.tif"));
        assertEquals("channels is \"3,1\", but \"a.tif\" has channels 1 to 2", e.getMessage());
    }
}
