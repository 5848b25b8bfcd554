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

import ai.djl.util.Utils;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.NotEnoughMemoryException;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.install.TorchLibraries;
import io.github.diffseg.engine.install.TorchLibrary;
import io.github.diffseg.engine.memory.DeviceMemory;
import io.github.diffseg.engine.memory.SystemMemory;
import io.github.diffseg.engine.nvidia.Nvidia;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the machine and the engine are, as a report of a fault needs it. */
public final class EngineReport {

    private static final double GIGABYTE = 1L << 30;

    private EngineReport() {}

    /**
     * {@return facts by name, in order; where the engine does not start, why}
     *
     * @param progress told of PyTorch's download, if it has to be installed first; may cancel
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static Map<String, String> facts(Progress progress) {
        return facts(Nvidia.ofThisMachine(), TorchLibraries.ofThisMachine().find(), progress);
    }

    static Map<String, String> facts(Nvidia nvidia, List<TorchLibrary> found, Progress progress) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("System", of("os.name") + " " + of("os.version") + ", " + of("os.arch"));
        facts.put("Java", of("java.version") + ", " + of("java.vendor") + ", " + of("java.home"));
        facts.put(
                "Memory",
                String.format(
                        Locale.ROOT,
                        "%.1f GB free, Java's heap up to %.1f GB",
                        SystemMemory.available() / GIGABYTE,
                        Runtime.getRuntime().maxMemory() / GIGABYTE));
        facts.put("NVIDIA", nvidia.toString());
        if (!found.isEmpty()) {
            facts.put(
                    "PyTorch found",
                    found.stream().map(EngineReport::of).collect(Collectors.joining("; ")));
        }
        facts.put("Native code", Utils.getEngineCacheDir("pytorch").toString());
        try {
            int gpus = TorchEngine.start(progress).getGpuCount();
            facts.put("Engine", TorchEngine.description());
            facts.put(
                    "PyTorch used",
                    TorchEngine.library()
                            .map(TorchLibrary::toString)
                            .orElse("DiffSeg's own, for the processor"));
            facts.put("Threads", Integer.toString(TorchEngine.threads()));
            facts.put("Devices", String.join(", ", DeviceChoice.names()));
            new GpuObstacle(nvidia, TorchEngine.library(), () -> found)
                    .reason(gpus)
                    .ifPresent(reason -> facts.put("No GPU", reason));
            for (int i = 0; i < gpus; i++) {
                ComputeDevice gpu = ComputeDevice.gpu(i);
                facts.put(gpu.toString(), of(gpu));
            }
        } catch (UserException e) {
            facts.put("Engine", e.getMessage());
        }
        return facts;
    }

    private static String of(TorchLibrary torch) {
        return torch.refusal().orElse(torch + " can be chosen");
    }

    private static String of(ComputeDevice gpu) {
        try {
            return String.format(
                    Locale.ROOT,
                    "%s; %.1f of %.1f GB free",
                    DeviceCheck.fault(gpu).orElse("computes rightly"),
                    DeviceMemory.free(gpu) / GIGABYTE,
                    DeviceMemory.total(gpu) / GIGABYTE);
        } catch (NotEnoughMemoryException e) {
            return e.getMessage();
        }
    }

    private static String of(String property) {
        return System.getProperty(property);
    }
}
