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

package io.github.diffseg.engine;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PyTorch could not do, in words for the user. */
public final class TorchFailure {

    /** As the allocators of the processor say it, on each system, and those of GPUs. */
    private static final Pattern MEMORY =
            Pattern.compile(
                    "out of memory|allocate memory|not enough memory|ALLOC_FAILED",
                    Pattern.CASE_INSENSITIVE);

    /** The last line of a failure within a script, below the script's own lines. */
    private static final Pattern REASON = Pattern.compile("(?m)^RuntimeError: (.+)$");

    private TorchFailure() {}

    /**
     * Lets the engine work, and tells of its failures in words that say what to do.
     *
     * @param device where
     * @param remedy what to do if the memory is not enough, e.g. {@code "choose a smaller one"}
     * @param work by the engine
     * @return what the work returns
     * @throws NotEnoughMemoryException if the engine runs out of memory
     * @throws EngineException if it fails otherwise
     */
    public static <T> T inWords(ComputeDevice device, String remedy, Supplier<T> work) {
        try {
            return work.get();
        } catch (ai.djl.engine.EngineException e) {
            String said = String.valueOf(e.getMessage());
            if (MEMORY.matcher(said).find()) {
                throw new NotEnoughMemoryException(
                        "The memory of " + device + " is not enough; " + remedy, e);
            }
            Matcher reason = REASON.matcher(said);
            throw new EngineException(
                    TorchEngine.description()
                            + " failed on "
                            + device
                            + ": "
                            + (reason.find()
                                    ? reason.group(1)
                                    : said.lines().findFirst().orElse("")),
                    e);
        }
    }
}
