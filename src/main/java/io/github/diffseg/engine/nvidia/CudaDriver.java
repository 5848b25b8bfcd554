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

package io.github.diffseg.engine.nvidia;

import com.sun.jna.Library;

/**
 * The functions of NVIDIA's driver library that are needed here (CUDA Driver API). Each answers 0
 * if all is well, else the number of an error.
 */
public interface CudaDriver extends Library {

    /** The first part of a card's compute capability, as an attribute. */
    int COMPUTE_CAPABILITY_MAJOR = 75;

    /** The second part. */
    int COMPUTE_CAPABILITY_MINOR = 76;

    /**
     * Has to be called first.
     *
     * @param flags 0
     * @return 0, or the number of an error
     */
    int cuInit(int flags);

    /**
     * {@return 0, or the number of an error}
     *
     * @param version set to the newest CUDA that the driver knows: 1000 times its first number plus
     *     10 times its second
     */
    int cuDriverGetVersion(int[] version);

    /**
     * {@return 0, or the number of an error}
     *
     * @param count set to the number of cards that this process may use
     */
    int cuDeviceGetCount(int[] count);

    /**
     * {@return 0, or the number of an error}
     *
     * @param device set to the handle of a card
     * @param ordinal of the card, from 0
     */
    int cuDeviceGet(int[] device, int ordinal);

    /**
     * {@return 0, or the number of an error}
     *
     * @param name filled with a text that ends with a zero
     * @param length of the array
     * @param device a card's handle
     */
    int cuDeviceGetName(byte[] name, int length, int device);

    /**
     * {@return 0, or the number of an error}
     *
     * @param value set to the attribute's
     * @param attribute its number
     * @param device a card's handle
     */
    int cuDeviceGetAttribute(int[] value, int attribute, int device);

    /**
     * {@return 0, or the number of an error}
     *
     * @param bytes set to the card's memory
     * @param device a card's handle
     */
    int cuDeviceTotalMem_v2(long[] bytes, int device);
}
