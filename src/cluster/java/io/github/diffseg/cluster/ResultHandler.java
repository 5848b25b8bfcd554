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

import io.github.diffseg.batch.ManifestEntry;
import io.github.diffseg.batch.ManifestFormat;
import io.github.diffseg.files.JsonLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Spark's result handler: runs on the driver whenever a partition is done, and notes its lines. A
 * line that cannot be written ends the job, and nothing is written after it: it may be torn.
 */
final class ResultHandler extends AbstractFunction2<Object, String, BoxedUnit> {

    /** Where the lines go. */
    @FunctionalInterface
    interface Notes {
        void finished(ManifestEntry entry) throws IOException;
    }

    private final Notes notes;
    private IOException failure;

    ResultHandler(Notes notes) {
        this.notes = notes;
    }

    @Override
    public synchronized BoxedUnit apply(Object partition, String lines) {
        if (failure == null) {
            try {
                for (String line : lines.split("\n")) {
                    notes.finished(JsonLine.parse(line, ManifestFormat.INSTANCE));
                }
            } catch (IOException e) {
                failure = e;
                throw new UncheckedIOException(e);
            }
        }
        return BoxedUnit.UNIT;
    }

    /**
     * @throws IOException if a line could not be written
     */
    synchronized void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
