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

package io.github.diffseg.updatesite;

import java.util.List;
import java.util.Objects;

/**
 * One file of an update site, with what it was before.
 *
 * @param filename its path in the Fiji folder, with slashes and, for a jar, its version
 * @param current null if the site offers it no more
 * @param previous older versions, by which the updater knows an installed file for an old one of
 *     this site
 */
record SiteFile(String filename, Version current, List<Previous> previous) {

    SiteFile {
        Objects.requireNonNull(filename);
        previous = List.copyOf(previous);
    }

    /** The name that stays the same from version to version. */
    String key() {
        return JarNames.withoutVersion(filename);
    }

    /**
     * What the site offers.
     *
     * @param checksum see {@link Checksum}
     * @param timestamp 14 digits of local time
     * @param size in bytes
     * @param dependencies names without version of other files that this one needs
     */
    record Version(String checksum, String timestamp, long size, List<String> dependencies) {
        Version {
            dependencies = List.copyOf(dependencies);
        }

        /** Where the site has it. */
        String url(String filename) {
            return filename + "-" + timestamp;
        }
    }

    /** What the site offered once. */
    record Previous(String checksum, String timestamp, String filename) {}
}
