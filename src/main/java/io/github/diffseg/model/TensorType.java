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

import java.util.Optional;

/**
 * The element types of the safetensors format. Networks use {@link #F16}, {@link #BF16}, {@link
 * #F32}, {@link #F8_E4M3} and {@link #F8_E5M2}; real files hold others besides (CLIP's {@code
 * position_ids} are I64).
 */
public enum TensorType {
    F16(16),
    BF16(16),
    F32(32),
    F64(64),
    C64(64),
    BOOL(8),
    U8(8),
    I8(8),
    U16(16),
    I16(16),
    U32(32),
    I32(32),
    U64(64),
    I64(64),
    F8_E4M3(8),
    F8_E5M2(8),
    F8_E8M0(8),
    F6_E2M3(6),
    F6_E3M2(6),
    F4(4);

    private final int bits;

    TensorType(int bits) {
        this.bits = bits;
    }

    /** {@return the size of one element in bits} */
    public int bits() {
        return bits;
    }

    /**
     * {@return whether networks can use it as a weight: F16, BF16, F32, or one of the 8-bit formats
     * that are widened, F8_E4M3 and F8_E5M2}
     */
    public boolean isWeight() {
        return this == F16 || this == BF16 || this == F32 || isWidened();
    }

    /** {@return whether it is an 8-bit format that {@link Float8} widens} */
    public boolean isWidened() {
        return this == F8_E4M3 || this == F8_E5M2;
    }

    /**
     * {@return their size in bytes}
     *
     * @param elements how many elements, 0 or more
     * @throws ArithmeticException if it exceeds a long, or if they do not fill whole bytes
     */
    long bytes(long elements) {
        long allBits = Math.multiplyExact(elements, (long) bits);
        if (allBits % Byte.SIZE != 0) {
            throw new ArithmeticException(allBits + " bits are not whole bytes");
        }
        return allBits / Byte.SIZE;
    }

    /**
     * {@return the type, or empty if the format defines none of this name}
     *
     * @param dtype as written in a file's header
     */
    static Optional<TensorType> ofName(String dtype) {
        for (TensorType type : values()) {
            if (type.name().equals(dtype)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
