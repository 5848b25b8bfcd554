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

package io.github.diffseg.batch;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.Names;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Segments a folder of images on this machine. While images are computed, the next is read and the
 * last is written; {@link BatchSplit} says how many are computed at a time.
 */
public final class Batch {

    private final BatchRequest request;
    private final Recipe recipe;
    private final DiffSeg diffSeg;
    private final String modelParameter;
    private final Progress progress;

    private Batch(
            BatchRequest request,
            Recipe recipe,
            DiffSeg diffSeg,
            String modelParameter,
            Progress progress) {
        this.request = request;
        this.recipe = recipe;
        this.diffSeg = diffSeg;
        this.modelParameter = modelParameter;
        this.progress = progress;
    }

    /**
     * Does all files that an earlier run has not done. A file that cannot be done is no failure of
     * the batch: the summary and the manifest tell why.
     *
     * @param request what shall be done
     * @param diffSeg an opened model; stays the caller's
     * @param modelParameter how users name that model, for the macro line that replays a result
     * @param progress told after each image how far the batch is and how long it will still take
     * @return what became of all files
     * @throws IOException if a folder or the manifest cannot be used; the message is one sentence
     * @throws IllegalArgumentException if a part of the request is out of its range
     * @throws CancellationException if the progress is cancelled; what was done is in the manifest,
     *     and the same call goes on from there
     */
    public static BatchSummary run(
            BatchRequest request, DiffSeg diffSeg, String modelParameter, Progress progress)
            throws IOException {
        return run(request, diffSeg, modelParameter, null, progress);
    }

    /**
     * As {@link #run(BatchRequest, DiffSeg, String, Progress)}, with a given split; results do not
     * depend on it.
     *
     * @param request what shall be done
     * @param diffSeg an opened model; stays the caller's
     * @param modelParameter how users name that model
     * @param split how many images are computed at a time; null: chosen by cores and memory
     * @param progress told after each image how far the batch is
     * @return what became of all files
     * @throws IOException as above
     */
    public static BatchSummary run(
            BatchRequest request,
            DiffSeg diffSeg,
            String modelParameter,
            BatchSplit split,
            Progress progress)
            throws IOException {
        Recipe recipe =
                Recipe.of(
                        request,
                        diffSeg.storedModel(),
                        diffSeg.modelHash(progress),
                        diffSeg.device(),
                        diffSeg.precision().compute());
        // What the model cannot read it can read in no image
        diffSeg.read(Names.of((String) request.settings().get(Setting.NAMES)));
        try (BatchSession session = BatchSession.open(request, recipe, progress)) {
            new Batch(request, recipe, diffSeg, modelParameter, progress).process(session, split);
            return session.summary();
        }
    }

    private void process(BatchSession session, BatchSplit given) throws IOException {
        List<InputFile> pending = session.pending();
        if (pending.isEmpty()) {
            return;
        }
        BatchSplit split = given == null ? choose(pending.size()) : given;
        session.computedWith(split);
        Progress cancelOnly = new CancelOnly(progress);
        try (Workers workers = new Workers(diffSeg, modelParameter, split.images())) {
            Pipeline<ImageTask> pipeline =
                    new Pipeline<>(
                            ImageTask::read,
                            task -> {
                                progress.checkCancelled();
                                task.segment(workers, request.settings(), cancelOnly);
                            },
                            task -> write(task, session),
                            split.images(),
                            () -> TorchEngine.computeInThisThreadWith(split.threads()));
            pipeline.run(pending.stream().map(file -> new ImageTask(file, recipe)).iterator());
        }
    }

    private BatchSplit choose(int pending) {
        Settings settings = request.settings().resolve(diffSeg.storedModel().recommendation());
        return BatchSplit.choose(diffSeg, settings.attention().workingSize(), pending);
    }

    /** What earlier runs have written stays until all of the new results are on the disk. */
    private void write(ImageTask task, BatchSession session) throws IOException {
        try (task) {
            if (task.prepare(request.output())) {
                session.begin(task.file());
            }
            session.finished(task.finish());
        }
    }

    /** Steps within one image are too short to be told. */
    private record CancelOnly(Progress progress) implements Progress {

        @Override
        public void report(String step, double fraction) {}

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
