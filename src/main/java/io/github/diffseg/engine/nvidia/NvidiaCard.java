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

import com.sun.jna.Native;
import java.util.Locale;

/**
 * A card, as its driver describes it.
 *
 * @param name for example "NVIDIA GeForce RTX 3060"
 * @param capability its compute capability, ten times: 86 is 8.6
 * @param memory in bytes
 */
public record NvidiaCard(String name, int capability, long memory) {

    private static final int LONGEST_NAME = 256;
    private static final double GIGABYTE = 1L << 30;

    static NvidiaCard of(CudaDriver driver, int ordinal) {
        int[] device = new int[1];
        byte[] name = new byte[LONGEST_NAME];
        int[] major = new int[1];
        int[] minor = new int[1];
        long[] memory = new long[1];
        driver.cuDeviceGet(device, ordinal);
        driver.cuDeviceGetName(name, name.length, device[0]);
        driver.cuDeviceGetAttribute(major, CudaDriver.COMPUTE_CAPABILITY_MAJOR, device[0]);
        driver.cuDeviceGetAttribute(minor, CudaDriver.COMPUTE_CAPABILITY_MINOR, device[0]);
        driver.cuDeviceTotalMem_v2(memory, device[0]);
        return new NvidiaCard(Native.toString(name), 10 * major[0] + minor[0], memory[0]);
    }

    /** {@return the capability as NVIDIA writes it, for example "8.6"} */
    public String capabilityText() {
        return capability / 10 + "." + capability % 10;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s (%.1f GB, compute capability %s)",
                name,
                memory / GIGABYTE,
                capabilityText());
    }
}
