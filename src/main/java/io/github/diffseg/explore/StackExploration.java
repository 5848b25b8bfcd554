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

package io.github.diffseg.explore;

import io.github.diffseg.PlaneCorrections;
import io.github.diffseg.PlaneRange;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;

/**
 * What was chosen on some planes, for all planes of the stack.
 *
 * @param granularity a divergence, above 0, at which the tree of each plane is cut
 * @param paper whether it is the threshold of the paper's merging instead
 * @param crispBorders whether borders move to edges
 * @param corrections of those planes that were corrected; none count with the paper's merging
 */
public record StackExploration(
        double granularity, boolean paper, boolean crispBorders, PlaneCorrections corrections) {

    /**
     * {@return settings for all planes}
     *
     * @param others with everything that the explorer does not choose
     */
    public SettingsRequest over(SettingsRequest others) {
        return others.with(paper ? Setting.THRESHOLD : Setting.GRANULARITY, granularity)
                .with(Setting.CORRECTIONS, paper ? "" : corrections.toString())
                .with(Setting.CRISP_BORDERS, crispBorders)
                .with(Setting.SLICES, PlaneRange.ALL)
                .with(Setting.FRAMES, PlaneRange.ALL);
    }
}
