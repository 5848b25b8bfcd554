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

package io.github.diffseg.engine.device;

import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.EngineException;
import io.github.diffseg.engine.NotEnoughMemoryException;
import io.github.diffseg.engine.TorchEngine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The device that a user names. What is asked for is what is used: there is no fall-back. */
public final class DeviceChoice {

    private static final Logger LOG = System.getLogger(DeviceChoice.class.getName());

    private static final Pattern INDEX = Pattern.compile("\\d+");

    private DeviceChoice() {}

    /**
     * Reads a device as users write it.
     *
     * @param name {@code "cpu"}, {@code "gpu"}, {@code "gpu:1"}, or {@code "auto"} for the first
     *     GPU, and the processor if there is none, it computes something else than the processor or
     *     has no memory left, which is logged; case does not matter
     * @return the device
     * @throws NotEnoughMemoryException if the GPU that it names has no memory left
     * @throws EngineException if the name is none of these, the engine has no such device, or the
     *     GPU that it names computes something else than the processor
     */
    public static ComputeDevice of(String name) {
        ComputeDevice.refusal(name)
                .ifPresent(
                        sentence -> {
                            throw new EngineException(sentence);
                        });
        String wanted = plain(name);
        if (wanted.equals("cpu")) {
            return ComputeDevice.CPU;
        }
        return of(name, wanted, TorchEngine.start().getGpuCount(), DeviceCheck::fault);
    }

    private static String plain(String name) {
        return name == null ? "" : name.trim().toLowerCase(Locale.ROOT);
    }

    static ComputeDevice of(
            String name,
            String wanted,
            int gpus,
            Function<ComputeDevice, Optional<String>> faultOf) {
        if (wanted.equals("auto")) {
            return gpus > 0 ? soundOrProcessor(ComputeDevice.gpu(0), faultOf) : ComputeDevice.CPU;
        }
        Matcher number = INDEX.matcher(wanted);
        int index = number.find() ? Integer.parseInt(number.group()) : 0;
        if (index >= gpus) {
            throw new EngineException(
                    "device is \""
                            + name
                            + "\", but "
                            + TorchEngine.description()
                            + " sees "
                            + (gpus == 0 ? "no GPU here" : "only GPUs 0 to " + (gpus - 1))
                            + "; choose "
                            + String.join(", ", names()));
        }
        ComputeDevice device = ComputeDevice.gpu(index);
        faultOf.apply(device)
                .ifPresent(
                        fault -> {
                            throw new EngineException(
                                    "device is \""
                                            + name
                                            + "\", but PyTorch does not compute rightly there: "
                                            + fault
                                            + "; choose cpu, or see to the GPU's driver");
                        });
        return device;
    }

    private static ComputeDevice soundOrProcessor(
            ComputeDevice gpu, Function<ComputeDevice, Optional<String>> faultOf) {
        String reason;
        try {
            Optional<String> fault = faultOf.apply(gpu);
            if (fault.isEmpty()) {
                return gpu;
            }
            reason = "PyTorch does not compute rightly on " + gpu + ": " + fault.get();
        } catch (NotEnoughMemoryException e) {
            reason = "the memory of " + gpu + " is taken, perhaps by another program";
        }
        LOG.log(Level.WARNING, "DiffSeg uses the processor, because " + reason);
        return ComputeDevice.CPU;
    }

    /** {@return the names of the devices that the engine can use now, the processor first} */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of("cpu"));
        int gpus = TorchEngine.start().getGpuCount();
        for (int i = 0; i < gpus; i++) {
            names.add("gpu:" + i);
        }
        return names;
    }
}
