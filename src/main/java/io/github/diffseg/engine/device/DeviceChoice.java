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
import io.github.diffseg.engine.install.TorchLibraries;
import io.github.diffseg.engine.nvidia.Nvidia;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The device that a user names. What is asked for is what is used: there is no fall-back. */
public final class DeviceChoice {

    private static final Logger LOG = System.getLogger(DeviceChoice.class.getName());

    private static final Pattern INDEX = Pattern.compile("\\d+");

    private static final DeviceChoice OF_THIS_MACHINE =
            new DeviceChoice(
                    () -> TorchEngine.start().getGpuCount(),
                    DeviceCheck::fault,
                    DeviceChoice::obstacleHere,
                    (level, sentence) -> LOG.log(level, sentence));

    private final Supplier<Integer> gpus;
    private final Function<ComputeDevice, Optional<String>> faultOf;
    private final Supplier<GpuObstacle> obstacle;
    private final Announcement announcement;

    /** Why the processor is used was said already in this session. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Where it is said why the processor is used. */
    @FunctionalInterface
    interface Announcement {

        void say(Level level, String sentence);
    }

    /**
     * Chooses among other devices than this machine's.
     *
     * @param gpus how many PyTorch sees
     * @param faultOf what is wrong with a GPU
     * @param obstacle why there is none
     * @param announcement told why the processor is used
     */
    DeviceChoice(
            Supplier<Integer> gpus,
            Function<ComputeDevice, Optional<String>> faultOf,
            Supplier<GpuObstacle> obstacle,
            Announcement announcement) {
        this.gpus = gpus;
        this.faultOf = faultOf;
        this.obstacle = obstacle;
        this.announcement = announcement;
    }

    private static GpuObstacle obstacleHere() {
        return new GpuObstacle(
                Nvidia.ofThisMachine(),
                TorchEngine.library(),
                () -> TorchLibraries.ofThisMachine().find());
    }

    /**
     * Reads a device as users write it.
     *
     * @param name {@code "cpu"}, {@code "gpu"}, {@code "gpu:1"}, or {@code "auto"} for the first
     *     GPU, and the processor if there is none, it computes something else than the processor or
     *     has no memory left, which is logged once in a session; case does not matter
     * @return the device
     * @throws NotEnoughMemoryException if the GPU that it names has no memory left
     * @throws EngineException if the name is none of these, the engine has no such device, or the
     *     GPU that it names computes something else than the processor; for a GPU the sentence says
     *     which is missing: card, driver, a newer driver, or PyTorch for it
     */
    public static ComputeDevice of(String name) {
        return OF_THIS_MACHINE.choose(name);
    }

    ComputeDevice choose(String name) {
        ComputeDevice.refusal(name)
                .ifPresent(
                        sentence -> {
                            throw new EngineException(sentence);
                        });
        String wanted = name.trim().toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "cpu" -> ComputeDevice.CPU;
            case "auto" -> soundOrProcessor();
            default -> gpu(name, wanted);
        };
    }

    private ComputeDevice gpu(String name, String wanted) {
        Matcher number = INDEX.matcher(wanted);
        int index = number.find() ? Integer.parseInt(number.group()) : 0;
        int count = gpus.get();
        if (index >= count) {
            throw new EngineException(
                    "device is \""
                            + name
                            + "\", but "
                            + obstacle.get()
                                    .reason(count)
                                    .orElse("PyTorch sees only GPUs 0 to " + (count - 1))
                            + "; or choose "
                            + String.join(", ", names(count)));
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
                                            + "; choose cpu, or see to the GPU's driver"
                                            + newerCard(index));
                        });
        return device;
    }

    private String newerCard(int index) {
        return obstacle.get().newerCard(index).map(clause -> "; " + clause).orElse("");
    }

    private ComputeDevice soundOrProcessor() {
        if (gpus.get() == 0) {
            // Asked once, since it takes a while and is only to be said once
            if (said.add("none")) {
                GpuObstacle here = obstacle.get();
                boolean hasCard = !here.nvidia().cards().isEmpty();
                here.reason(0)
                        .ifPresent(
                                clause -> announce(hasCard ? Level.WARNING : Level.INFO, clause));
            }
            return ComputeDevice.CPU;
        }
        ComputeDevice gpu = ComputeDevice.gpu(0);
        String reason;
        try {
            Optional<String> fault = faultOf.apply(gpu);
            if (fault.isEmpty()) {
                return gpu;
            }
            reason =
                    "PyTorch does not compute rightly on "
                            + gpu
                            + ": "
                            + fault.get()
                            + newerCard(0);
        } catch (NotEnoughMemoryException e) {
            reason = "the memory of " + gpu + " is taken, perhaps by another program";
        }
        if (said.add(reason)) {
            announce(Level.WARNING, reason);
        }
        return ComputeDevice.CPU;
    }

    private void announce(Level level, String reason) {
        announcement.say(level, "DiffSeg uses the processor, because " + reason);
    }

    /** {@return the names of the devices that the engine can use now, the processor first} */
    public static List<String> names() {
        return names(TorchEngine.start().getGpuCount());
    }

    private static List<String> names(int gpus) {
        List<String> names = new ArrayList<>(List.of("cpu"));
        for (int i = 0; i < gpus; i++) {
            names.add("gpu:" + i);
        }
        return names;
    }
}
