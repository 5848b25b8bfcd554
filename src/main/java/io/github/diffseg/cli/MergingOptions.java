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
import picocli.CommandLine.Option;

/** The options that segmenting and measuring share; 0 leaves a choice to the model. */
final class MergingOptions {

    @Option(
            names = "--anchors-per-axis",
            defaultValue = "0",
            description =
                    "Side of the anchor grid, ${bundle:range.anchors_per_axis}. Default:"
                            + " ${DEFAULT-VALUE}, as the model recommends.")
    private int anchorsPerAxis;

    @Option(
            names = "--iterations",
            defaultValue = "0",
            description =
                    "Merging iterations, ${bundle:range.iterations}. Default:"
                            + " ${DEFAULT-VALUE}, as the model recommends.")
    private int iterations;

    @Option(
            names = "--working-size",
            defaultValue = "0",
            description =
                    "Short side of the network's input in pixels,"
                            + " ${bundle:range.working_size}. Default: ${DEFAULT-VALUE}, as the"
                            + " model recommends.")
    private int workingSize;

    @Option(
            names = "--aggregation",
            defaultValue = SettingsRequest.RECOMMENDED,
            description =
                    "\"per resolution\" (reference code), \"per layer\" (paper), or as the"
                            + " model recommends. Default: ${DEFAULT-VALUE}.")
    private String aggregation;

    @Option(names = "--refine", description = "Refine proposals by k-means.")
    private boolean refine;

    @Option(
            names = "--minimum-area",
            defaultValue = "0",
            description =
                    "Segments below this many pixels go to their neighbours; 0 or more."
                            + " Default: ${DEFAULT-VALUE}.")
    private int minimumArea;

    @Option(names = "--split-components", description = "Each connected part is a segment.")
    private boolean splitComponents;

    /** With threshold and timestep left to the model. */
    SettingsRequest request() {
        return request(0, 0, false, 0, "", false);
    }

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    SettingsRequest request(
            double threshold,
            int timestep,
            boolean centreCrop,
            double granularity,
            String corrections,
            boolean crispBorders) {
        return new SettingsRequest(
                threshold,
                anchorsPerAxis,
                iterations,
                timestep,
                workingSize,
                centreCrop,
                aggregation,
                refine,
                minimumArea,
                splitComponents,
                granularity,
                corrections,
                crispBorders);
    }
}
