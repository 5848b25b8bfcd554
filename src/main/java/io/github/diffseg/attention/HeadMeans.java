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
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.github.diffseg.diffusion.SelfAttentionSink;
import io.github.diffseg.engine.operators.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Sums the head means of all self-attention layers, one total for each resolution, while the
 * network makes them, and aggregates them over the resolutions (the paper's section 3.2; the order
 * and weighting of the authors' code).
 */
public final class HeadMeans implements SelfAttentionSink, AutoCloseable {

    private final NDManager manager;
    private final Operators operators;
    private final LayerTotals totals;
    private final boolean allFeatures;
    private final List<LayerFeatures> features = new ArrayList<>();

    /**
     * Makes totals that are empty, one for each resolution as it comes.
     *
     * @param parent whose device the totals live on
     * @param operators of the same device
     * @param allFeatures whether the features of each way and resolution are kept; else only those
     *     of the last self-attention on the way down
     */
    public HeadMeans(NDManager parent, Operators operators, boolean allFeatures) {
        this.manager = parent.newSubManager();
        this.operators = operators;
        this.allFeatures = allFeatures;
        totals = new LayerTotals(manager);
    }

    @Override
    public NDArray totalFor(String layer, int height, int width) {
        Grid grid = new Grid(height, width);
        return totals.next(grid, grid.cells());
    }

    /**
     * Keeps what the last self-attention of the way down gives; where all features are wanted, of
     * each way (down, middle, up) and resolution what the last one gives. The very last of the pass
     * gives nothing but its map, so there it is the one before.
     */
    @Override
    public void output(String layer, int height, int width, NDArray output) {
        LayerFeatures offered = new LayerFeatures(layer, output, height, width);
        if (allFeatures) {
            replace(offered, offered::isInPlaceOf);
        } else if (offered.isOnTheWayDown()) {
            replace(offered, LayerFeatures::isOnTheWayDown);
        }
    }

    /**
     * Keeps the latent, where all features are wanted.
     *
     * @param latent {@code [1, channels, height, width]}
     */
    public void latent(NDArray latent) {
        if (allFeatures) {
            int height = (int) latent.getShape().get(2);
            int width = (int) latent.getShape().get(3);
            try (NDArray tokens = operators.tokens(latent)) {
                output(LayerFeatures.LATENT, height, width, tokens);
            }
        }
    }

    private void replace(LayerFeatures offered, Predicate<LayerFeatures> earlier) {
        features.stream().filter(earlier).forEach(kept -> kept.values().close());
        features.removeIf(earlier);
        NDArray values = offered.values().toType(DataType.FLOAT32, true);
        values.attach(manager);
        // Outlives the scopes in which the network frees its intermediate arrays
        NDScope.unregister(values);
        features.add(new LayerFeatures(offered.layer(), values, offered.height(), offered.width()));
    }

    /**
     * Aggregates to the grid of the finest map. The totals are used up.
     *
     * @param aggregation how resolutions are weighted
     * @param owner who frees the result
     * @return one map for each cell of the grid, each summing to 1
     * @throws IllegalStateException if nothing was recorded
     */
    public AggregatedAttention aggregate(Aggregation aggregation, NDManager owner) {
        Grid finest = totals.finest();
        Map<Grid, LayerTotals.Total> byGrid = totals.byGrid();
        double all = 0;
        for (Map.Entry<Grid, LayerTotals.Total> entry : byGrid.entrySet()) {
            all += weight(aggregation, entry);
        }
        LayerTotals.Total finestTotal = byGrid.remove(finest);
        NDArray aggregate = finestTotal.sum();
        double finestWeight = weight(aggregation, Map.entry(finest, finestTotal));
        operators.attention().normaliseRows(aggregate, finestWeight / all);
        List<CoarserMaps> coarser = new ArrayList<>();
        for (Map.Entry<Grid, LayerTotals.Total> entry : byGrid.entrySet()) {
            Grid grid = entry.getKey();
            NDArray sum = entry.getValue().sum();
            operators
                    .attention()
                    .addUpsampledMaps(
                            aggregate,
                            finest.height(),
                            finest.width(),
                            sum,
                            grid.height(),
                            grid.width(),
                            weight(aggregation, entry) / all);
            sum.attach(owner);
            coarser.add(
                    new CoarserMaps(
                            sum, grid.height(), grid.width(), weight(aggregation, entry) / all));
        }
        byGrid.clear();
        aggregate.attach(owner);
        features.forEach(layer -> layer.values().attach(owner));
        return new AggregatedAttention(
                aggregate, finest.height(), finest.width(), coarser, features);
    }

    @Override
    public void close() {
        manager.close();
    }

    private static double weight(
            Aggregation aggregation, Map.Entry<Grid, LayerTotals.Total> entry) {
        double side = entry.getKey().side();
        return aggregation == Aggregation.PER_LAYER ? side * entry.getValue().layers() : side;
    }
}
