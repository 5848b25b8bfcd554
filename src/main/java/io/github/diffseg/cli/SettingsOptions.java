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

package io.github.diffseg.cli;

import io.github.diffseg.SettingsRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that decide what a segment is; 0 leaves a choice to the model. */
public final class SettingsOptions {

    @Option(
            names = {"-t", "--threshold"},
            defaultValue = SettingsRequest.AUTOMATIC,
            description =
                    "Maps closer than this are one object; higher: fewer, larger segments. auto: as"
                            + " the model recommends, which may choose one for each image.")
    private String threshold;

    @Option(names = "--timestep", defaultValue = "0", description = "Diffusion timestep, 1-999.")
    private int timestep;

    @Option(names = "--centre-crop", description = "Segment only the largest centred square.")
    private boolean centreCrop;

    @Mixin private MergingOptions merging;

    @Option(
            names = "--granularity",
            defaultValue = "0",
            description =
                    "Cut the merge tree here instead of merging at the threshold; higher: fewer,"
                            + " larger segments.")
    private double granularity;

    @Option(
            names = "--corrections",
            defaultValue = "",
            description = "Changes to the cut, as the explorer records them.")
    private String corrections;

    @Option(names = "--crisp-borders", description = "Move borders to the edges of the image.")
    private boolean crispBorders;

    /**
     * @return what the user asks for
     * @throws IllegalArgumentException if a value is out of its range
     */
    public SettingsRequest request() {
        return merging.request(
                SettingsRequest.threshold(threshold),
                timestep,
                centreCrop,
                granularity,
                corrections,
                crispBorders);
    }
}
