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
import com.sun.jna.Platform;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks this machine: Linux's list of devices, and the driver's library. */
final class MachineProbe implements NvidiaProbe {

    private static final Logger LOG = System.getLogger(MachineProbe.class.getName());

    /** Folders of devices, each with files {@code vendor} and {@code class}. */
    private static final Path DEVICES = Path.of("/sys/bus/pci/devices");

    private static final String NVIDIA = "0x10de";

    /** Display controllers, with and without a connector for a screen. */
    private static final String DISPLAY = "0x03";

    private final Path devices;

    MachineProbe() {
        this(DEVICES);
    }

    MachineProbe(Path devices) {
        this.devices = devices;
    }

    @Override
    public Optional<Boolean> isCardListed() {
        if (Platform.isMac()) {
            return Optional.of(false);
        }
        if (!Files.isDirectory(devices)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(devices)) {
            return Optional.of(
                    all.anyMatch(
                            device ->
                                    text(device, "vendor").equals(NVIDIA)
                                            && text(device, "class").startsWith(DISPLAY)));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, devices + " cannot be listed", e);
            return Optional.empty();
        }
    }

    private static String text(Path device, String file) {
        try {
            return Files.readString(device.resolve(file)).strip();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, device + " does not tell its " + file, e);
            return "";
        }
    }

    @Override
    public Optional<CudaDriver> driver() {
        if (Platform.isMac()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Native.load(driverName(), CudaDriver.class));
        } catch (LinkageError e) {
            LOG.log(Level.DEBUG, "No NVIDIA driver", e);
            return Optional.empty();
        }
    }

    @Override
    public String driverName() {
        return Platform.isWindows() ? "nvcuda.dll" : "libcuda.so.1";
    }
}
