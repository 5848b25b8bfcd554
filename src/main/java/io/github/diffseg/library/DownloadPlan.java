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

package io.github.diffseg.library;

import io.github.diffseg.hub.HubFile;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What would be loaded, for the user to agree to.
 *
 * @param name that the model will have
 * @param repository {@code ORG/NAME}
 * @param commit the version's number
 * @param licence its name; empty if only the card says it
 * @param licenceAddress where it can be read
 * @param files those that are needed, no others
 */
public record DownloadPlan(
        String name,
        String repository,
        String commit,
        Optional<String> licence,
        URI licenceAddress,
        List<HubFile> files) {

    private static final double GIGABYTE = 1e9;

    /** {@return how many bytes they are together} */
    public long bytes() {
        return files.stream().mapToLong(file -> file.size().orElse(0)).sum();
    }

    /** {@return whether weights are float16, as far as they are published so} */
    public boolean isHalfPrecision() {
        return files.stream().anyMatch(file -> file.path().contains(".fp16."));
    }

    /** {@return licence and size in one sentence} */
    public String terms() {
        return name
                + " ("
                + repository
                + ") is under "
                + licence.map(text -> "the licence " + text)
                        .orElse("the licence that its card names")
                + ", to be read at "
                + licenceAddress
                + ", and takes "
                + size(bytes());
    }

    /**
     * {@return in GB or MB, for the user}
     *
     * @param bytes 0 or more
     */
    public static String size(long bytes) {
        return bytes >= GIGABYTE
                ? String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE)
                : String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes / 1e6));
    }
}
