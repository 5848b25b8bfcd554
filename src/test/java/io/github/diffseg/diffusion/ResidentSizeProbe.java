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

package io.github.diffseg.diffusion;

import io.github.diffseg.ResidentSize;
import io.github.diffseg.progress.Progress;
import java.io.IOException;

/** Runs many passes and prints by how much they made the process grow. */
final class ResidentSizeProbe {

    private static final int WARM_UP = 60;
    private static final int PASSES = 200;

    /** Less than what 200 passes lose if each leaves its smallest result, 256 KB, behind. */
    static final long ALLOWED_GROWTH = 40L << 20;

    private ResidentSizeProbe() {}

    public static void main(String[] arguments) throws IOException {
        try (DiffusionModel model = NativeMemoryTest.open()) {
            int arrays = NativeMemoryTest.liveArrays(model);
            run(model, WARM_UP);
            long before = ResidentSize.bytes();
            run(model, PASSES);
            System.out.println("grew by " + (ResidentSize.bytes() - before) + " bytes");
            if (NativeMemoryTest.liveArrays(model) != arrays) {
                throw new IllegalStateException("Live arrays were left behind");
            }
        }
    }

    private static void run(DiffusionModel model, int passes) {
        for (int i = 0; i < passes; i++) {
            NativeMemoryTest.pass(model, Progress.NONE);
        }
    }
}
