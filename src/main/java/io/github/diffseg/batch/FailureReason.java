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

import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileReason;
import java.io.IOException;

/** Why one file of a batch has no result, in a sentence for the manifest and the summary. */
final class FailureReason {

    private FailureReason() {}

    static String of(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "the memory is not enough; give Java more, or take a smaller image or working size";
        }
        if (failure instanceof IOException e) {
            return FileReason.of(e);
        }
        boolean sentence = failure instanceof UserException;
        return sentence && failure.getMessage() != null ? failure.getMessage() : failure.toString();
    }

    /** {@return whether the reason is of no use without the stack} */
    static boolean isFaultOfTheProgram(Throwable failure) {
        return !(failure instanceof UserException
                || failure instanceof IOException
                || failure instanceof OutOfMemoryError);
    }
}
