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
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.memory.DeviceMemory;

/**
 * How a batch shares the processor among images. Two images with one thread each are faster than
 * one after the other with two: many steps are too short for two threads, or have one only
 * (docs/benchmarks.md).
 *
 * @param images that are computed at a time, 1 or more
 * @param threads that each of them is computed with, 1 or more
 */
public record BatchSplit(int images, int threads) {

    /** The long side of an image that there is to be memory for, in short sides. */
    private static final int ELONGATION = 2;

    /**
     * What of the free memory a batch takes at most; the rest is for pictures and other programs.
     */
    private static final double SHARE_OF_FREE_MEMORY = 0.5;

    /** Checks the numbers. */
    public BatchSplit {
        if (images < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "A batch computes at least one image with at least one thread, not "
                            + images
                            + " with "
                            + threads);
        }
    }

    /**
     * Chooses by the cores, by the memory that is free, and by how many images there are.
     *
     * @param diffSeg the opened model
     * @param workingSize at which the network sees the short side of an image, in pixels
     * @param pending images that are to be done
     * @return on a GPU one image at a time
     */
    static BatchSplit choose(DiffSeg diffSeg, int workingSize, int pending) {
        int cores = TorchEngine.threads();
        if (diffSeg.device().isGpu()) {
            return new BatchSplit(1, cores);
        }
        long each = diffSeg.bytesOfImage(workingSize, ELONGATION * workingSize);
        return choose(cores, pending, each, DeviceMemory.available(diffSeg.device(), each));
    }

    /**
     * As many images at a time as there are cores, images, and memory for.
     *
     * @param cores that compute
     * @param pending images that are to be done
     * @param each bytes that an image takes
     * @param free bytes of memory
     */
    static BatchSplit choose(int cores, int pending, long each, long free) {
        long fitting = (long) (SHARE_OF_FREE_MEMORY * free / each);
        int images = (int) Math.max(1, Math.min(Math.min(cores, pending), fitting));
        return new BatchSplit(images, Math.max(1, cores / images));
    }

    /** {@return e.g. {@code "2 images at a time, 1 thread each"}} */
    @Override
    public String toString() {
        return (images == 1 ? "one image" : images + " images")
                + " at a time, "
                + threads
                + (threads == 1 ? " thread" : " threads")
                + (images == 1 ? "" : " each");
    }
}
