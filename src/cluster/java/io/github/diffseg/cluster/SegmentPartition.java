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
import io.github.diffseg.batch.ImageTask;
import io.github.diffseg.batch.ManifestEntry;
import io.github.diffseg.batch.ManifestFormat;
import io.github.diffseg.files.JsonLine;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.progress.Progress;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.StringJoiner;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * Does the files of one partition on an executor; gives their lines of the manifest. Doing a file
 * twice, after a failure or for speed, writes the same bytes twice.
 */
class SegmentPartition extends AbstractFunction1<Iterator<FileTask>, String>
        implements Serializable {

    private static final long serialVersionUID = 1;

    private final Broadcast<ClusterJob> job;

    SegmentPartition(Broadcast<ClusterJob> job) {
        this.job = job;
    }

    @Override
    public String apply(Iterator<FileTask> files) {
        ClusterJob values = job.value();
        TaskThreads.prepare(SparkEnv.get().conf());
        return ExecutorModels.with(values.model(), diffSeg -> segment(files, values, diffSeg));
    }

    private String segment(Iterator<FileTask> files, ClusterJob values, DiffSeg diffSeg) {
        PlaneSegmenter segmenter =
                new PlaneSegmenter(diffSeg, values.model().name(), Duration.ZERO);
        StringJoiner lines = new StringJoiner("\n");
        while (files.hasNext()) {
            FileTask file = files.next();
            beforeFile(file);
            ImageTask task = new ImageTask(file.file(), values.recipe());
            task.read();
            task.segment(segmenter, values.settings(), Progress.NONE);
            ManifestEntry entry = task.write(Path.of(values.output()));
            lines.add(JsonLine.of(entry, ManifestFormat.INSTANCE));
        }
        return lines.toString();
    }

    /** For tests of what Spark does when a task fails. */
    void beforeFile(FileTask file) {}
}
