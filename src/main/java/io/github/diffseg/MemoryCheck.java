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

package io.github.diffseg;

import io.github.diffseg.diffusion.MemoryEstimate;
import io.github.diffseg.image.WorkingSize;
import java.util.Locale;
import java.util.function.IntFunction;

/** Refuses, before anything is allocated, what the machine has no memory for. */
final class MemoryCheck {

    private static final double GIGABYTE = 1L << 30;

    private final MemoryEstimate estimate;
    private final long available;

    /**
     * @param available bytes that may be taken
     */
    MemoryCheck(MemoryEstimate estimate, long available) {
        this.estimate = estimate;
        this.available = available;
    }

    /**
     * @param wanted the working size that was asked for
     * @param multiple of which working sizes are
     * @param withShortSide the working size of the same image for another short side
     * @throws IllegalArgumentException if there is not enough memory; the message tells how much is
     *     needed, how much there is and which size would fit
     */
    void require(WorkingSize wanted, int multiple, IntFunction<WorkingSize> withShortSide) {
        long needed = bytes(wanted);
        if (needed <= available) {
            return;
        }
        int shortSide = Math.min(wanted.width(), wanted.height());
        int fitting = shortSide - multiple;
        while (fitting > 0 && bytes(withShortSide.apply(fitting)) > available) {
            fitting -= multiple;
        }
        throw new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "working_size %d needs %.1f GB of memory for this image (%d x %d for the"
                                + " network), and %.1f GB are free; %s",
                        shortSide,
                        needed / GIGABYTE,
                        wanted.width(),
                        wanted.height(),
                        available / GIGABYTE,
                        fitting > 0
                                ? "working_size " + fitting + " would fit"
                                : "not even "
                                        + multiple
                                        + " would fit: close other programs, or"
                                        + " select a part of the image that is less elongated"));
    }

    private long bytes(WorkingSize size) {
        return estimate.bytes(size.height(), size.width());
    }
}
