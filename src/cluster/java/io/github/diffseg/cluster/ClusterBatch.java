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

import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSession;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.batch.InputFile;
import io.github.diffseg.batch.Recipe;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.device.DeviceChoice;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Function2;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * The batch of a folder, with its files as the partitions of a Spark job. The driver keeps the
 * manifest, a line as soon as its file is done, so that the job goes on after an interruption and
 * either kind of batch can go on with the other's.
 */
public final class ClusterBatch {

    private ClusterBatch() {}

    /**
     * @param spark stays the caller's
     * @param request what shall be done; all executors reach both folders under the same paths
     * @param model {@code "embedded"} or the path of a model, reached by all too
     * @param device where the networks run; "auto" is what the driver finds, and every executor has
     *     to have it
     * @param precision in which number format the networks compute, or "automatic"
     * @param progress told on the driver after each image; cancelling has no effect
     * @return what became of all files
     * @throws IOException if a folder or the manifest cannot be used; the message is one sentence
     */
    public static BatchSummary run(
            JavaSparkContext spark,
            BatchRequest request,
            String model,
            String device,
            String precision,
            Progress progress)
            throws IOException {
        return run(spark, request, model, device, precision, progress, SegmentPartition::new);
    }

    static BatchSummary run(
            JavaSparkContext spark,
            BatchRequest request,
            String model,
            String device,
            String precision,
            Progress progress,
            Function<Broadcast<ClusterJob>, SegmentPartition> work)
            throws IOException {
        TaskThreads.prepare(spark.getConf());
        StoredModel folder = ModelChoice.open(model);
        ComputeDevice computeDevice = DeviceChoice.of(device);
        ComputePrecision computePrecision = ComputePrecision.of(precision, computeDevice);
        Recipe recipe =
                Recipe.of(request, folder, folder.hash(progress), computeDevice, computePrecision);
        try (BatchSession session = BatchSession.open(request, recipe, progress)) {
            List<InputFile> pending = session.pending();
            if (!pending.isEmpty()) {
                for (InputFile file : pending) {
                    // Executors write without the manifest: what they may replace counts no more
                    session.begin(file);
                }
                ClusterJob job =
                        new ClusterJob(
                                request.output().toString(),
                                new JobModel(model, recipe.device(), recipe.precision()),
                                request.settings(),
                                recipe);
                List<FileTask> tasks = pending.stream().map(FileTask::of).toList();
                JavaRDD<FileTask> files = spark.parallelize(tasks, tasks.size());
                runJob(spark, files, work.apply(spark.broadcast(job)), session::finished);
            }
            return session.summary();
        }
    }

    /** As Spark's, but what failed on the driver is told as it is. */
    static void runJob(
            JavaSparkContext spark,
            JavaRDD<FileTask> files,
            SegmentPartition work,
            ResultHandler.Notes notes)
            throws IOException {
        ResultHandler handler = new ResultHandler(notes);
        try {
            spark.sc()
                    .runJob(
                            files.rdd(),
                            work,
                            (Function2<Object, String, BoxedUnit>) handler,
                            ClassTag$.MODULE$.apply(String.class));
        } catch (Exception e) {
            handler.throwFailure();
            throw e;
        }
    }
}
