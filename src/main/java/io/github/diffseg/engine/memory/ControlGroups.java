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

/**
 * Linux's control groups: a tree of folders, each with its limit and use of memory.
 *
 * @param mount the folder of the outermost group
 * @param limitFile bytes, or "max"
 * @param usageFile bytes, with the file cache
 * @param fileCache what counts, in {@code memory.stat}, for the file cache of a group and those
 *     below it; the kernel drops it before it refuses memory
 */
record ControlGroups(Path mount, String limitFile, String usageFile, List<String> fileCache) {

    static ControlGroups version1(Path root) {
        return new ControlGroups(
                root.resolve("sys/fs/cgroup/memory"),
                "memory.limit_in_bytes",
                "memory.usage_in_bytes",
                List.of("total_active_file", "total_inactive_file"));
    }

    static ControlGroups version2(Path root) {
        return new ControlGroups(
                root.resolve("sys/fs/cgroup"),
                "memory.max",
                "memory.current",
                List.of("active_file", "inactive_file"));
    }

    /**
     * {@return bytes until the first limit of the group and of those around it; {@link
     * Long#MAX_VALUE} without limits}
     *
     * @param path of a group below the mount, with a leading slash; in a container it may be that
     *     of the host, which is not there: then the mount itself is the container's group
     * @throws IOException if a file of a group cannot be read
     */
    long room(String path) throws IOException {
        long room = Long.MAX_VALUE;
        Path group = mount.resolve(path.substring(1)).normalize();
        while (group.startsWith(mount)) {
            room = Math.min(room, roomOf(group));
            group = group.getParent();
        }
        return Math.min(room, roomOf(mount));
    }

    private long roomOf(Path group) throws IOException {
        Path file = group.resolve(limitFile);
        String limit = Files.exists(file) ? Files.readString(file).strip() : "max";
        if (limit.equals("max")) {
            return Long.MAX_VALUE;
        }
        long used = Long.parseLong(Files.readString(group.resolve(usageFile)).strip());
        for (String line : Files.readAllLines(group.resolve("memory.stat"))) {
            String[] entry = line.split(" ");
            if (fileCache.contains(entry[0])) {
                used -= Long.parseLong(entry[1]);
            }
        }
        return Math.max(0, Long.parseLong(limit) - used);
    }
}
