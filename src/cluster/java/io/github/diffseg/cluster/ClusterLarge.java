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

import io.github.diffseg.DiffSeg;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.large.LargeResult;
import io.github.diffseg.large.LargeSegmenter;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.store.Address;
import io.github.diffseg.tile.TiledSegmentation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * One plane of any size, with its tiles as the tasks of Spark jobs. The driver makes the pass over
 * the whole, joins the tiles in their order, and writes labels and table.
 */
public final class ClusterLarge {

    private final JavaSparkContext spark;
    private final JobModel model;
    private final Function<Broadcast<TileJob>, TileTask> work;

    /**
     * Opens nothing yet.
     *
     * @param spark stays the caller's
     * @param model with which driver and executors compute
     */
    public ClusterLarge(JavaSparkContext spark, JobModel model) {
        this(spark, model, TileTask::new);
    }

    ClusterLarge(
            JavaSparkContext spark, JobModel model, Function<Broadcast<TileJob>, TileTask> work) {
        this.spark = spark;
        this.model = model;
        this.work = work;
    }

    /**
     * Segments a plane of a file, with the results of {@link LargeSegmenter#segment}.
     *
     * @param address path or address of the file, which all executors reach too
     * @param request threshold and the like
     * @param output where the driver writes the results: a label file or a folder
     * @param progress told on the driver; may cancel between tiles
     * @return what became of it
     * @throws io.github.diffseg.failure.UserException if the settings do not fit the file, or a
     *     tile cannot be segmented; the message is one sentence
     * @throws IOException if a file cannot be used; the message is one sentence that names it
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public LargeResult segment(
            Address address, SettingsRequest request, Path output, Progress progress)
            throws IOException {
        TaskThreads.prepare(spark.getConf());
        long begin = System.nanoTime();
        try (DiffSeg diffSeg = model.open();
                SparkTiles tiles =
                        new SparkTiles(
                                spark,
                                (plan, first) ->
                                        work.apply(
                                                spark.broadcast(
                                                        new TileJob(
                                                                address.toString(),
                                                                model,
                                                                request,
                                                                plan,
                                                                first))))) {
            Duration opening = Duration.ofNanos(System.nanoTime() - begin);
            return new LargeSegmenter(
                            diffSeg,
                            model.name(),
                            opening,
                            (image, settings, folder, told) ->
                                    TiledSegmentation.segment(
                                            diffSeg, image.plane(), settings, tiles, folder, told))
                    .segment(address, request, output, progress);
        }
    }
}
