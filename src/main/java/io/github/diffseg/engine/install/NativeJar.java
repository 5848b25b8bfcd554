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

package io.github.diffseg.engine.install;

import io.github.diffseg.failure.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * A jar with native code of the engine, as a Maven repository has it.
 *
 * @param path in the repository, with slashes
 * @param size in bytes
 * @param sha256 lower-case hexadecimal
 */
record NativeJar(String path, long size, String sha256) {

    private static final String OF_INTEL_MACS =
            ". On a Mac with an Apple processor, install the Fiji for Apple Silicon. On one with an"
                    + " Intel processor nothing can be segmented; DiffSeg ROIs to Labels... works,"
                    + " and results that were made elsewhere open as usual";

    private static final String LIST = "native-jars.properties";

    /**
     * {@return what this machine needs}
     *
     * @throws UserException if PyTorch is not published for it
     */
    static List<NativeJar> forThisMachine() {
        return forMachine(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static List<NativeJar> forMachine(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT);
        String family =
                system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : system;
        String machine = family + "-" + (osArch.equals("amd64") ? "x86_64" : osArch);
        Properties list = new Properties();
        try (InputStream in = NativeJar.class.getResourceAsStream(LIST)) {
            list.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("The jar of the plugin is damaged: " + LIST, e);
        }
        String platform = list.getProperty(machine);
        if (platform == null) {
            throw new UserException(
                    "PyTorch, which DiffSeg computes with, is not published for this machine ("
                            + osName
                            + ", "
                            + osArch
                            + "); there it is for Linux and Windows on x86-64 processors, Linux on"
                            + " ARM processors, and Macs with Apple processors"
                            + (family.equals("osx") ? OF_INTEL_MACS : ""));
        }
        return List.of(parse(list.getProperty("jni")), parse(platform));
    }

    private static NativeJar parse(String line) {
        String[] parts = line.strip().split("\\s+");
        return new NativeJar(parts[0], Long.parseLong(parts[1]), parts[2]);
    }

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@return the version, as a Maven repository has it: the folder of the file} */
    String version() {
        String[] parts = path.split("/");
        return parts[parts.length - 2];
    }
}
