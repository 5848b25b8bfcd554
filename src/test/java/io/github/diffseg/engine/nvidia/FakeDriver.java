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

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A machine with a driver that was never built; also one without. */
public final class FakeDriver implements CudaDriver {

    private final int answer;
    private final int cuda;
    private final int capability;
    private final int cards;

    private FakeDriver(int answer, int cuda, int capability, int cards) {
        this.answer = answer;
        this.cuda = cuda;
        this.capability = capability;
        this.cards = cards;
    }

    /**
     * @param answer of its start: 0, or the number of an error
     * @param cuda 1000 times the first number plus 10 times the second
     * @param capability ten times that of each card
     * @param cards how many
     */
    public static Nvidia machine(int answer, int cuda, int capability, int cards) {
        return Nvidia.of(
                probe(
                        Optional.of(new FakeDriver(answer, cuda, capability, cards)),
                        Optional.of(true)));
    }

    /** One card of 12 GB, and a driver of 2024. */
    public static Nvidia usual() {
        return machine(0, 12_040, 86, 1);
    }

    /**
     * @param listed whether the system lists a card
     */
    public static Nvidia without(Optional<Boolean> listed) {
        return Nvidia.of(probe(Optional.empty(), listed));
    }

    private static NvidiaProbe probe(Optional<CudaDriver> driver, Optional<Boolean> listed) {
        return new NvidiaProbe() {
            @Override
            public Optional<Boolean> isCardListed() {
                return listed;
            }

            @Override
            public Optional<CudaDriver> driver() {
                return driver;
            }

            @Override
            public String driverName() {
                return "libcuda.so.1";
            }
        };
    }

    @Override
    public int cuInit(int flags) {
        return answer;
    }

    @Override
    public int cuDriverGetVersion(int[] version) {
        version[0] = cuda;
        return 0;
    }

    @Override
    public int cuDeviceGetCount(int[] count) {
        count[0] = cards;
        return 0;
    }

    @Override
    public int cuDeviceGet(int[] device, int ordinal) {
        device[0] = ordinal;
        return 0;
    }

    @Override
    public int cuDeviceGetName(byte[] name, int length, int device) {
        byte[] text = "NVIDIA Stand-in 3060".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, name, 0, text.length);
        return 0;
    }

    @Override
    public int cuDeviceGetAttribute(int[] value, int attribute, int device) {
        value[0] = attribute == COMPUTE_CAPABILITY_MAJOR ? capability / 10 : capability % 10;
        return 0;
    }

    @Override
    public int cuDeviceTotalMem_v2(long[] bytes, int device) {
        bytes[0] = 12L << 30;
        return 0;
    }
}
