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

package io.github.diffseg.cli;

import io.github.diffseg.DiffSeg;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A model that is opened beside what the caller does meanwhile; closed with this. */
final class ModelOpening implements AutoCloseable {

    private final CompletableFuture<DiffSeg> opened;

    private ModelOpening(CompletableFuture<DiffSeg> opened) {
        this.opened = opened;
    }

    /**
     * Begins to open a model in a thread of its own.
     *
     * @param open opens it
     */
    static ModelOpening begin(Supplier<DiffSeg> open) {
        return new ModelOpening(
                CompletableFuture.supplyAsync(
                        open, work -> new Thread(work, "DiffSeg model opening").start()));
    }

    /**
     * Waits until the model is open.
     *
     * @return the model, which {@link #close} closes
     * @throws RuntimeException what opening it threw, such as a {@link
     *     io.github.diffseg.failure.UserException}
     */
    DiffSeg model() {
        try {
            return opened.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** Waits until the model is open, if it can be, and closes it. */
    @Override
    public void close() {
        DiffSeg model = opened.exceptionally(failure -> null).join();
        if (model != null) {
            model.close();
        }
    }
}
