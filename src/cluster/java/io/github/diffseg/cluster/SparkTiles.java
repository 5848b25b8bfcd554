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

package io.github.diffseg.cluster;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.tile.SegmentedTile;
import io.github.diffseg.tile.TilePlan;
import io.github.diffseg.tile.TileSegmenter;
import io.github.diffseg.tile.TiledSegmentation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The tiles of a plan in their order, segmented by executors. As many tiles as the cluster has
 * cores are a batch. One more batch is on its way while one is waited for, so that executors go on
 * beside a slow tile, and no more than two batches are in the driver's memory.
 */
final class SparkTiles implements TiledSegmentation.TilePasses, AutoCloseable {

    private static final int AHEAD = 2;

    private final JavaSparkContext spark;
    private final BiFunction<TilePlan, SegmentedTile, TileTask> tasks;
    private final Deque<JavaFutureAction<List<TileOutcome>>> running = new ArrayDeque<>();
    private final Deque<TileOutcome> arrived = new ArrayDeque<>();
    private TileTask task;
    private int begun;

    /**
     * Computes nothing yet.
     *
     * @param spark stays the caller's
     * @param tasks makes what segments a tile of a plan, with the threshold of given segments
     */
    SparkTiles(JavaSparkContext spark, BiFunction<TilePlan, SegmentedTile, TileTask> tasks) {
        this.spark = spark;
        this.tasks = tasks;
    }

    @Override
    public TileSegmenter of(TilePlan plan, SegmentedTile first) {
        task = tasks.apply(plan, first);
        return this::next;
    }

    private SegmentedTile next(TilePlan plan, int index, Progress progress) {
        if (arrived.isEmpty()) {
            while (running.size() < AHEAD && begun < plan.size()) {
                begin(plan.size());
            }
            arrived.addAll(finish(running.remove()));
        }
        return arrived.remove().orThrow();
    }

    private void begin(int end) {
        int size = Math.min(spark.defaultParallelism(), end - begun);
        List<Integer> batch = IntStream.range(begun, begun + size).boxed().toList();
        running.add(spark.parallelize(batch, size).map(task).collectAsync());
        begun += size;
    }

    private static List<TileOutcome> finish(JavaFutureAction<List<TileOutcome>> batch) {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** Ends what is still being computed. */
    @Override
    public void close() {
        running.forEach(batch -> batch.cancel(true));
    }
}
