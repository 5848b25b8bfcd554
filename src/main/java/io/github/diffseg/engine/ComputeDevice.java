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

import ai.djl.Device;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the networks run: the processor or one GPU.
 *
 * @param djlDevice the engine's own handle
 */
public record ComputeDevice(Device djlDevice) {

    /** The processor. */
    public static final ComputeDevice CPU = new ComputeDevice(Device.cpu());

    private static final Pattern NAME = Pattern.compile("auto|cpu|gpu(?:[ :]?\\d{1,6})?");

    /**
     * Names a GPU, whether it is there or not.
     *
     * @param index counted from 0, as PyTorch does
     * @return the GPU of that number
     */
    public static ComputeDevice gpu(int index) {
        return new ComputeDevice(Device.gpu(index));
    }

    /**
     * Tells whether a name can be right on some machine, without starting the engine.
     *
     * @param name {@code "auto"}, {@code "cpu"}, {@code "gpu"} or {@code "gpu:1"}; case does not
     *     matter
     * @return a sentence that refuses it, or nothing
     */
    public static Optional<String> refusal(String name) {
        return NAME.matcher(plain(name)).matches()
                ? Optional.empty()
                : Optional.of("device is \"" + name + "\"; it must be auto, cpu, gpu or gpu:N");
    }

    private static String plain(String name) {
        return name == null ? "" : name.trim().toLowerCase(Locale.ROOT);
    }

    /** {@return whether this is a GPU} */
    public boolean isGpu() {
        return djlDevice.isGpu();
    }

    @Override
    public String toString() {
        return isGpu() ? "gpu:" + djlDevice.getDeviceId() : "cpu";
    }
}
