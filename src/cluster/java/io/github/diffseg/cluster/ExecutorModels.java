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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The opened models of one executor: as many as it runs tasks at a time, since a model does one
 * image at a time. Each is opened by a task that finds none idle, used by those that come later,
 * and closed with the process or when the model's files have changed. Weights that are stored as
 * they are used are mapped from the model's files, so that all of them share one copy.
 */
final class ExecutorModels {

    private record Key(String files, JobModel model) {}

    private static final List<DiffSeg> IDLE = new ArrayList<>();
    private static Key key;
    private static int opened;

    private ExecutorModels() {}

    /**
     * Lends a model to some work.
     *
     * @param model says which one, and where it runs
     * @param work has a model for itself until it ends
     * @return what the work gives
     */
    static <T> T with(JobModel model, Function<DiffSeg, T> work) {
        Key wanted = new Key(model.stored().identity(), model);
        DiffSeg diffSeg = take(wanted);
        try {
            return work.apply(diffSeg);
        } finally {
            giveBack(wanted, diffSeg);
        }
    }

    /** How many models this process has opened, for tests. */
    static synchronized int opened() {
        return opened;
    }

    private static synchronized DiffSeg take(Key wanted) {
        if (!wanted.equals(key)) {
            // Another job or other files: what was opened before is of no use any more
            IDLE.forEach(DiffSeg::close);
            IDLE.clear();
            key = wanted;
        }
        return IDLE.isEmpty() ? open(wanted) : IDLE.remove(IDLE.size() - 1);
    }

    private static synchronized void giveBack(Key wanted, DiffSeg diffSeg) {
        if (wanted.equals(key)) {
            IDLE.add(diffSeg);
        } else {
            diffSeg.close();
        }
    }

    private static DiffSeg open(Key wanted) {
        DiffSeg diffSeg = wanted.model().open();
        opened++;
        return diffSeg;
    }
}
