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

package io.github.diffseg.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The attention tensor: what the expensive half of DiffSeg ends in.
 *
 * @param maps float32 {@code [height · width, height · width]}: row q is the probability map of
 *     grid cell q over all grid cells
 * @param height of the grid
 * @param width of the grid
 * @param coarser the maps of all resolutions but the finest, the larger grids first
 * @param layers what layers made of each cell, in the order of the pass: of the last self-attention
 *     on the way down, if there is one; where all were asked for, of the last one of each way and
 *     resolution, and the latent
 */
public record AggregatedAttention(
        NDArray maps, int height, int width, List<CoarserMaps> coarser, List<LayerFeatures> layers)
        implements AutoCloseable {

    public AggregatedAttention {
        coarser =
                coarser.stream()
                        .sorted(Comparator.comparingInt(c -> -c.height() * c.width()))
                        .toList();
        layers = List.copyOf(layers);
    }

    /**
     * {@return what the last self-attention of the UNet's way down gives: the features that DiffCut
     * (Couairon et al., NeurIPS 2024, section 3.1) compares places by; none if the model has no
     * self-attention there}
     */
    public Optional<LayerFeatures> encoderFeatures() {
        return layers.stream()
                .filter(LayerFeatures::isOnTheWayDown)
                .reduce((earlier, later) -> later);
    }

    /**
     * {@return the tensor of a model that tells no place from another, in the memory of this one:
     * each map is uniform}
     */
    public AggregatedAttention indifferent() {
        // In place: another tensor of this size would be the largest array of the pass once more
        maps.set(new NDIndex().addAllDim(2), 1f / (height * width));
        return new AggregatedAttention(
                maps,
                height,
                width,
                coarser,
                layers.stream().map(LayerFeatures::indifferent).toList());
    }

    /** {@return the map of a cell of the grid over all resolutions} */
    public AttentionMap mapOf(int row, int column) {
        return AttentionMap.ofRow(maps, (long) row * width + column, height, width);
    }

    /**
     * The map of a cell at one resolution. That of the finest is what the aggregate has beyond the
     * coarser ones.
     *
     * @param row of this grid
     * @param column of this grid
     * @param resolution index into {@link #resolutions()}
     */
    public AttentionMap mapOf(int row, int column, int resolution) {
        if (resolution > 0) {
            return coarserMap(coarser.get(resolution - 1), row, column);
        }
        float[] rest = mapOf(row, column).values();
        for (CoarserMaps maps : coarser) {
            AttentionMap part = coarserMap(maps, row, column).upsampled(height, width).normalised();
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= (float) (maps.weight() * part.values()[i]);
            }
        }
        for (int i = 0; i < rest.length; i++) {
            // Rounding may leave less than nothing
            rest[i] = Math.max(0, rest[i]);
        }
        return new AttentionMap(rest, height, width).normalised();
    }

    /** {@return the grids that were aggregated, columns times rows, the finest first} */
    public List<String> resolutions() {
        List<String> resolutions = new ArrayList<>();
        resolutions.add(width + " x " + height);
        coarser.forEach(maps -> resolutions.add(maps.width() + " x " + maps.height()));
        return resolutions;
    }

    /** {@return the size of all tensors} */
    public long bytes() {
        long elements = maps.getShape().size();
        for (CoarserMaps c : coarser) {
            elements += c.totals().getShape().size();
        }
        for (LayerFeatures layer : layers) {
            elements += layer.values().getShape().size();
        }
        return Float.BYTES * elements;
    }

    private AttentionMap coarserMap(CoarserMaps maps, int row, int column) {
        return maps.mapOf(row * maps.height() / height, column * maps.width() / width);
    }

    @Override
    public void close() {
        maps.close();
        coarser.forEach(c -> c.totals().close());
        layers.forEach(layer -> layer.values().close());
    }
}
