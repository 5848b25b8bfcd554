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

import io.github.diffseg.attention.LayerFeatures;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.vocabulary.FeatureSource;
import io.github.diffseg.vocabulary.SegmentMeans;
import java.util.List;

/**
 * The features of the last self-attention of the network's way down, as classes of segments take
 * them.
 *
 * @param grids one
 */
record EncoderGrid(List<FeatureSource.Grid> grids) implements FeatureSource {

    static EncoderGrid of(LayerFeatures features) {
        float[] values = Scope.floats(features.values());
        int channels = (int) features.values().getShape().get(1);
        return new EncoderGrid(
                List.of(
                        new FeatureSource.Grid(
                                features.height(), features.width(), channels, values)));
    }

    /** {@return whether any two places have other features} */
    boolean tellsPlacesApart() {
        FeatureSource.Grid grid = grids.get(0);
        for (int i = grid.channels(); i < grid.values().length; i++) {
            if (grid.values()[i] != grid.values()[i % grid.channels()]) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return {@code [K][channels]}: the mean of each segment, as {@link SegmentMeans} takes it; 0
     * of a label without pixels}
     *
     * @param labels of the whole picture, of any size
     */
    float[][] meansOf(LabelMap labels) {
        float[][] means = new float[labels.count()][grids.get(0).channels()];
        SegmentMeans.of(this, labels)
                .forEach(segment -> means[segment.label() - 1] = segment.values());
        return means;
    }
}
