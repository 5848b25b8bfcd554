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
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What macOS says about its memory. Java's own answer counts pages of the file cache and of idle
 * programs as used, so that a healthy Mac would seem to have some 100 MB. Tested on output of the
 * system's tool, not on a Mac.
 */
final class MacMemory {

    private static final String TOOL = "/usr/bin/vm_stat";

    private MacMemory() {}

    /**
     * {@return bytes that are free or that the system gives to who asks}
     *
     * @throws IOException if the system does not tell
     */
    static long available() throws IOException {
        Process process = new ProcessBuilder(TOOL).redirectErrorStream(true).start();
        return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /**
     * {@return bytes of free, speculative and inactive pages}
     *
     * @param statistics output of {@code vm_stat}, whose free pages do not hold the speculative
     *     ones
     * @throws IOException if it is something else
     */
    static long parse(String statistics) throws IOException {
        long pages =
                number(statistics, "Pages free: +(\\d+)\\.")
                        + number(statistics, "Pages speculative: +(\\d+)\\.")
                        + number(statistics, "Pages inactive: +(\\d+)\\.");
        return pages * number(statistics, "page size of (\\d+) bytes");
    }

    private static long number(String statistics, String pattern) throws IOException {
        Matcher number = Pattern.compile(pattern).matcher(statistics);
        if (!number.find()) {
            throw new IOException(TOOL + " answers without \"" + pattern + "\": " + statistics);
        }
        return Long.parseLong(number.group(1));
    }
}
