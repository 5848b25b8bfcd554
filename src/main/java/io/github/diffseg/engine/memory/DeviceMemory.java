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

package io.github.diffseg.engine.memory;

import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.NotEnoughMemoryException;
import io.github.diffseg.engine.TorchFailure;
import java.lang.management.MemoryUsage;

/** The memory that arrays on a device can take. */
public final class DeviceMemory {

    private DeviceMemory() {}

    /**
     * What PyTorch keeps of a GPU for arrays that it has freed counts as free: it is given back
     * before the answer, unless there is enough without it.
     *
     * @param device whose memory
     * @param wanted bytes that are enough
     * @return bytes that may be taken now
     */
    public static long available(ComputeDevice device, long wanted) {
        if (!device.isGpu()) {
            return SystemMemory.available();
        }
        long free = free(device);
        if (free < wanted) {
            JniUtils.emptyCudaCache();
            free = free(device);
        }
        return free;
    }

    /**
     * {@return the bytes of memory that a GPU has}
     *
     * @param gpu a GPU
     * @throws NotEnoughMemoryException if it has not even enough to be asked
     */
    public static long total(ComputeDevice gpu) {
        return usage(gpu).getMax();
    }

    /**
     * {@return bytes that neither this process nor another one holds}
     *
     * @param gpu a GPU
     * @throws NotEnoughMemoryException if it has not even enough to be asked
     */
    public static long free(ComputeDevice gpu) {
        MemoryUsage usage = usage(gpu);
        return usage.getMax() - usage.getUsed();
    }

    private static MemoryUsage usage(ComputeDevice gpu) {
        return TorchFailure.inWords(
                gpu,
                "close other programs that use it",
                () -> CudaUtils.getGpuMemory(gpu.djlDevice()));
    }
}
