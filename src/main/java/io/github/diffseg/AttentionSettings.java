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

package io.github.diffseg;

import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.SettingRange;

/**
 * How an image becomes an attention tensor: the expensive half of DiffSeg.
 *
 * @param workingSize the short side at which the network sees the image, in pixels, in {@link
 *     SettingRange#WORKING_SIZE}; rounded to what the network can halve often enough (64 for Stable
 *     Diffusion)
 * @param centreCrop whether only the largest centred square is segmented, as in the paper's
 *     protocol; otherwise the aspect ratio is kept
 * @param timestep t of the one UNet evaluation, in {@link SettingRange#TIMESTEP}; the paper: 300
 * @param aggregation how resolutions are weighted
 * @param features whether what the layers made of each cell is kept beside the maps ({@link
 *     Attention#features}); the maps are the same
 * @param noise whether the noise of the timestep is added to what the network sees, always the
 *     same, as DiffCut does; DiffSeg adds none
 * @param names words whose attention is recorded beside the maps, which stay the same
 */
public record AttentionSettings(
        int workingSize,
        boolean centreCrop,
        int timestep,
        Aggregation aggregation,
        boolean features,
        boolean noise,
        Names names) {

    /**
     * Checks that each value is in its range.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public AttentionSettings {
        require("working size", workingSize, SettingRange.WORKING_SIZE);
        require("timestep", timestep, SettingRange.TIMESTEP);
        if (aggregation == null) {
            throw new IllegalArgumentException("aggregation is missing");
        }
    }

    /**
     * Keeps no features, adds no noise, and records no words.
     *
     * @param workingSize as above
     * @param centreCrop as above
     * @param timestep as above
     * @param aggregation as above
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public AttentionSettings(
            int workingSize, boolean centreCrop, int timestep, Aggregation aggregation) {
        this(workingSize, centreCrop, timestep, aggregation, false, false, Names.NONE);
    }

    /** {@return the same, with the features kept} */
    public AttentionSettings withFeatures() {
        return new AttentionSettings(
                workingSize, centreCrop, timestep, aggregation, true, noise, names);
    }

    /**
     * {@return the same, with noise or without}
     *
     * @param added whether the noise of the timestep is added
     */
    public AttentionSettings withNoise(boolean added) {
        return new AttentionSettings(
                workingSize, centreCrop, timestep, aggregation, features, added, names);
    }

    /**
     * {@return the same, with other words}
     *
     * @param words of which each segment shall get one
     */
    public AttentionSettings with(Names words) {
        return new AttentionSettings(
                workingSize, centreCrop, timestep, aggregation, features, noise, words);
    }

    private static void require(String name, int value, SettingRange range) {
        if (!range.contains(value)) {
            throw new UserException(name + " is " + value + "; it must be " + range);
        }
    }
}
