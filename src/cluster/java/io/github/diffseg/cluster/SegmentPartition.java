package io.github.diffseg.cluster;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.batch.ImageTask;
import io.github.diffseg.imagej.ImageSegmentation;
import io.github.diffseg.progress.Progress;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.StringJoiner;
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
        DiffSeg diffSeg = ExecutorModel.open(values.model(), values.device());
        ImageSegmentation segmentation =
                new ImageSegmentation(diffSeg, values.model(), Duration.ZERO);
        StringJoiner lines = new StringJoiner("\n");
        while (files.hasNext()) {
            FileTask file = files.next();
            beforeFile(file);
            ImageTask task = new ImageTask(file.file(), values.recipe());
            task.read();
            task.segment(segmentation, values.settings(), Progress.NONE);
            lines.add(task.write(Path.of(values.output())).toJson());
        }
        return lines.toString();
    }

    /** For tests of what Spark does when a task fails. */
    void beforeFile(FileTask file) {}
}
