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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Widens 8-bit floating-point numbers to float16, which holds each of them exactly.
 *
 * @see <a href="https://arxiv.org/abs/2209.05433">Micikevicius et al., FP8 Formats for Deep
 *     Learning, table 1</a>
 */
public final class Float8 {

    private static final int VALUES = 1 << Byte.SIZE;

    /** F8_E4M3: no infinities, NaN where all bits but the sign are set. */
    private static final short[] E4M3 = new short[VALUES];

    /** F8_E5M2: the upper half of a float16. */
    private static final short[] E5M2 = new short[VALUES];

    private static final int E4M3_MAGNITUDE = 0x7f;
    private static final short FLOAT16_NAN = 0x7e00;
    private static final int FLOAT16_SIGN = 0x8000;

    /** From the three digits of F8_E4M3 to the ten of float16. */
    private static final int MORE_DIGITS = 7;

    /** Between the exponents' biases, 15 and 7, at the place of float16's exponent. */
    private static final int BIAS = (15 - 7) << 10;

    static {
        for (int bits = 0; bits < VALUES; bits++) {
            E4M3[bits] = widenedE4M3(bits);
            E5M2[bits] = (short) (bits << Byte.SIZE);
        }
    }

    private Float8() {}

    /**
     * {@return the same numbers as float16: direct, little-endian, twice as long}
     *
     * @param type {@link TensorType#F8_E4M3} or {@link TensorType#F8_E5M2}
     * @param stored numbers of that type, from its position to its limit; stays as it is
     */
    public static ByteBuffer widened(TensorType type, ByteBuffer stored) {
        short[] table = type == TensorType.F8_E4M3 ? E4M3 : E5M2;
        int length = stored.remaining();
        ByteBuffer wide =
                ByteBuffer.allocateDirect(Math.multiplyExact(length, Short.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        int begin = stored.position();
        for (int i = 0; i < length; i++) {
            wide.putShort(table[stored.get(begin + i) & (VALUES - 1)]);
        }
        return wide.flip();
    }

    private static short widenedE4M3(int bits) {
        int sign = (bits << Byte.SIZE) & FLOAT16_SIGN;
        int magnitude = bits & E4M3_MAGNITUDE;
        if (magnitude == E4M3_MAGNITUDE) {
            return (short) (sign | FLOAT16_NAN);
        }
        int exponent = magnitude >> 3;
        int digits = magnitude & 7;
        if (exponent > 0) {
            return (short) (sign | (magnitude << MORE_DIGITS) + BIAS);
        }
        if (digits == 0) {
            return (short) sign;
        }
        // A subnormal, digits / 512, is a normal number of float16
        int highest = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(digits);
        int fraction = (digits << (10 - highest)) & 0x3ff;
        return (short) (sign | (highest - 9 + 15) << 10 | fraction);
    }
}
