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
import io.github.diffseg.diffusion.CrossAttentionSink;
import io.github.diffseg.diffusion.WordKeys;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.operators.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where an image attends to words: softmax(QKᵀ/√d) of the queries of a pass over the start token
 * and the tokens of all words, averaged over heads, layers and the tokens of a word. The pass has
 * another prompt and is not changed by it, as in open-vocabulary attention maps (Marcos-Manchón et
 * al., CVPR 2024); the average is that of DAAM (Tang et al., ACL 2023).
 */
public final class WordAttention implements CrossAttentionSink, AutoCloseable {

    private final NDManager manager;
    private final Operators operators;
    private final WordKeys keys;
    private final LayerTotals totals;

    /**
     * Makes totals that are empty, one for each resolution as it comes.
     *
     * @param parent whose device the totals live on
     * @param operators of the same device
     * @param keys of the words; stay the caller's
     */
    public WordAttention(NDManager parent, Operators operators, WordKeys keys) {
        this.manager = parent.newSubManager();
        this.operators = operators;
        this.keys = keys;
        totals = new LayerTotals(manager);
    }

    @Override
    public void queries(String layer, int height, int width, int heads, NDArray query) {
        NDArray key = keys.of(layer);
        NDArray total = totals.next(new Grid(height, width), key.getShape().get(0));
        operators.attention().addHeadMean(query, key, heads, total);
    }

    /**
     * Averages over all layers, on the grid of the finest.
     *
     * @return for each word where it is attended to: each map sums to 1, so that words which are
     *     attended to more everywhere do not count more
     * @throws IllegalStateException if nothing was recorded
     */
    public List<AttentionMap> maps() {
        Grid finest = totals.finest();
        int[] tokens = keys.tokens();
        double[][] sums = new double[tokens.length][Math.toIntExact(finest.cells())];
        for (Map.Entry<Grid, LayerTotals.Total> entry : totals.byGrid().entrySet()) {
            float[] total = Scope.floats(entry.getValue().sum());
            // The start token comes first
            int token = 1;
            for (int word = 0; word < tokens.length; word++) {
                AttentionMap sum = column(total, entry.getKey(), token, tokens[word]);
                float[] values = sum.upsampled(finest.height(), finest.width()).values();
                for (int cell = 0; cell < values.length; cell++) {
                    sums[word][cell] += values[cell];
                }
                token += tokens[word];
            }
        }
        List<AttentionMap> maps = new ArrayList<>();
        for (double[] sum : sums) {
            float[] values = new float[sum.length];
            for (int cell = 0; cell < values.length; cell++) {
                values[cell] = (float) sum[cell];
            }
            maps.add(new AttentionMap(values, finest.height(), finest.width()).normalised());
        }
        return maps;
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Of a word's tokens together. */
    private static AttentionMap column(float[] total, Grid grid, int first, int count) {
        float[] values = new float[Math.toIntExact(grid.cells())];
        int columns = total.length / values.length;
        for (int cell = 0; cell < values.length; cell++) {
            for (int token = first; token < first + count; token++) {
                values[cell] += total[cell * columns + token];
            }
        }
        return new AttentionMap(values, grid.height(), grid.width());
    }
}
