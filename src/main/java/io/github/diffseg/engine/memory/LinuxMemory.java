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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux lets this process take: of the machine, and of the control groups that it is in, by
 * which containers and cluster jobs are limited.
 */
final class LinuxMemory {

    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private final Path root;

    /**
     * Reads a file system other than this machine's.
     *
     * @param root of the file system
     */
    LinuxMemory(Path root) {
        this.root = root;
    }

    /**
     * {@return bytes, with what the system would drop from its file cache}
     *
     * @throws IOException if the system does not tell
     */
    long available() throws IOException {
        long available = ofMachine();
        Path own = root.resolve("proc/self/cgroup");
        if (!Files.exists(own)) {
            return available;
        }
        for (String line : Files.readAllLines(own)) {
            // Number, controllers, path; version 2 names no controllers
            String[] group = line.split(":", 3);
            if (List.of(group[1].split(",")).contains("memory")) {
                available = Math.min(available, ControlGroups.version1(root).room(group[2]));
            } else if (group[1].isEmpty()) {
                available = Math.min(available, ControlGroups.version2(root).room(group[2]));
            }
        }
        return available;
    }

    private long ofMachine() throws IOException {
        Path file = root.resolve("proc/meminfo");
        Matcher line = AVAILABLE.matcher(Files.readString(file));
        if (!line.find()) {
            throw new IOException(file + " has no MemAvailable");
        }
        return Long.parseLong(line.group(1)) << 10;
    }
}
