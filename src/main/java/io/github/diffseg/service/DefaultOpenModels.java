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

package io.github.diffseg.service;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.progress.Progress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.Service;

/** The default implementation: one model at a time. */
@Plugin(type = Service.class)
public final class DefaultOpenModels extends AbstractService implements OpenModels {

    private static final long CANCEL_CHECK_MILLISECONDS = 200;

    private final ReentrantLock busy = new ReentrantLock();
    private DiffSeg opened;

    @Override
    public <T> T use(
            String model,
            ComputeDevice device,
            ComputePrecision precision,
            Progress progress,
            Function<DiffSeg, T> work) {
        StoredModel folder = ModelChoice.open(model);
        await(progress);
        try {
            return work.apply(open(folder, device, NetworkPrecision.of(precision), progress));
        } finally {
            busy.unlock();
        }
    }

    @Override
    public void release() {
        busy.lock();
        try {
            if (opened != null) {
                opened.close();
                opened = null;
            }
        } finally {
            busy.unlock();
        }
    }

    @Override
    public void dispose() {
        release();
    }

    private void await(Progress progress) {
        try {
            if (busy.tryLock()) {
                return;
            }
            progress.report("Waiting for another run", 0);
            while (!busy.tryLock(CANCEL_CHECK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                progress.checkCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for another run");
        }
    }

    private DiffSeg open(
            StoredModel folder,
            ComputeDevice device,
            NetworkPrecision precision,
            Progress progress) {
        boolean same =
                opened != null
                        && opened.storedModel().identity().equals(folder.identity())
                        && opened.device().equals(device)
                        && opened.precision().equals(precision);
        if (!same) {
            release();
            opened = DiffSeg.open(folder, device, precision, progress);
        }
        return opened;
    }
}
