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

package io.github.diffseg.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The number format in which the networks compute. Sums of softmax, the attention maps, their
 * divergences and everything after them are float32 in any case.
 */
public enum ComputePrecision {
    /** 24 significant bits: the reference, and the default on the processor. */
    FLOAT32(6),
    /** 8 significant bits in float32's range; fast on processors that have it. */
    BFLOAT16(15),
    /** 11 significant bits; the default on a GPU. */
    FLOAT16(5);

    /** Leaves the choice to the device: float32 on the processor, float16 on a GPU. */
    public static final String AUTOMATIC = "automatic";

    /** The number of this type among PyTorch's scalar types. */
    private final int torchType;

    ComputePrecision(int torchType) {
        this.torchType = torchType;
    }

    /**
     * Reads a precision as users write it.
     *
     * @param name {@code "float32"}, {@code "bfloat16"}, {@code "float16"}, or {@value #AUTOMATIC}
     *     for the device's default; case does not matter
     * @param device where the networks will run
     * @return the precision
     * @throws EngineException if the name is none of these, or the device cannot compute so
     */
    public static ComputePrecision of(String name, ComputeDevice device) {
        refusal(name, device.toString())
                .ifPresent(
                        sentence -> {
                            throw new EngineException(sentence);
                        });
        String wanted = plain(name);
        return wanted.equals(AUTOMATIC)
                ? device.isGpu() ? FLOAT16 : FLOAT32
                : valueOf(wanted.toUpperCase(Locale.ROOT));
    }

    /**
     * Tells whether a precision can be right on some machine, without starting the engine.
     *
     * @param name as {@link #of} takes it
     * @param device as {@link ComputeDevice#refusal} takes it
     * @return a sentence that refuses it, or nothing
     */
    public static Optional<String> refusal(String name, String device) {
        String wanted = plain(name);
        if (wanted.equals(FLOAT16.toString()) && plain(device).equals("cpu")) {
            return Optional.of(
                    "precision is float16, which only a GPU computes in; choose automatic, float32"
                            + " or bfloat16");
        }
        return wanted.equals(AUTOMATIC)
                        || Arrays.stream(values()).map(Object::toString).anyMatch(wanted::equals)
                ? Optional.empty()
                : Optional.of(
                        "precision is \""
                                + name
                                + "\"; it must be automatic, float32, bfloat16 or float16");
    }

    private static String plain(String name) {
        return name == null ? "" : name.trim().toLowerCase(Locale.ROOT);
    }

    /** {@return the number of this type among PyTorch's scalar types, as its operators take it} */
    public int torchType() {
        return torchType;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
