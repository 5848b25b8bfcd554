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

package io.github.diffseg.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every value of both formats, against the formats' definition. */
class Float8Test {

    @ParameterizedTest
    @CsvSource({"F8_E4M3, 4, 3, 7", "F8_E5M2, 5, 2, 15"})
    void all256ValuesAreExact(TensorType type, int exponentBits, int digitBits, int bias) {
        ByteBuffer all = ByteBuffer.allocate(258);
        for (int bits = 0; bits < 256; bits++) {
            all.put(bits + 1, (byte) bits);
        }
        all.position(1).limit(257);
        ByteBuffer wide = Float8.widened(type, all);
        assertTrue(wide.isDirect());
        assertEquals(512, wide.remaining());
        assertEquals(256, all.remaining(), "what is stored stays as it is");
        for (int bits = 0; bits < 256; bits++) {
            double expected = value(bits, exponentBits, digitBits, bias);
            double actual = float16(wide.getShort() & 0xffff);
            // Tells -0.0 from 0.0, and NaN is NaN
            assertEquals(
                    Double.valueOf(expected), Double.valueOf(actual), Integer.toBinaryString(bits));
        }
    }

    /** IEEE 754's rules, but that E4M3 has numbers where others have infinities. */
    private static double value(int bits, int exponentBits, int digitBits, int bias) {
        double sign = bits >> 7 == 0 ? 1 : -1;
        int exponent = bits >> digitBits & (1 << exponentBits) - 1;
        int digits = bits & (1 << digitBits) - 1;
        boolean top = exponent == (1 << exponentBits) - 1;
        if (exponentBits == 4 && top && digits == 7) {
            return Double.NaN;
        }
        if (exponentBits == 5 && top) {
            return digits == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        double fraction = digits / (double) (1 << digitBits);
        return exponent == 0
                ? sign * fraction * Math.pow(2, 1 - bias)
                : sign * (1 + fraction) * Math.pow(2, exponent - bias);
    }

    /** Java 17 has no conversion of its own. */
    private static double float16(int bits) {
        double sign = bits >> 15 == 0 ? 1 : -1;
        int exponent = bits >> 10 & 31;
        double fraction = (bits & 1023) / 1024.0;
        if (exponent == 31) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return exponent == 0
                ? sign * fraction * Math.pow(2, -14)
                : sign * (1 + fraction) * Math.pow(2, exponent - 15);
    }
}
