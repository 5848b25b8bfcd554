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
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.NotEnoughMemoryException;
import io.github.diffseg.engine.memory.DeviceMemory;
import io.github.diffseg.image.WorkingSize;
import io.github.diffseg.model.SettingRange;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.merging.AnchorGrid;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** Refuses, before anything is allocated, what the machine has no memory for. */
final class MemoryCheck {

    private static final double GIGABYTE = 1L << 30;

    private final MemoryEstimate estimate;
    private final ComputeDevice device;
    private final long available;

    /**
     * Compares an estimate with what a device has.
     *
     * @param device where the model runs
     * @param available bytes of the device's memory that may be taken
     */
    MemoryCheck(MemoryEstimate estimate, ComputeDevice device, long available) {
        this.estimate = estimate;
        this.device = device;
        this.available = available;
    }

    /**
     * Refuses a pass for which there is not enough memory.
     *
     * @param wanted the working size that was asked for
     * @param multiple of which working sizes are
     * @param withShortSide the working size of the same image for another short side
     * @throws NotEnoughMemoryException if there is not enough; the message tells how much is
     *     needed, how much there is and which size would fit
     */
    void require(WorkingSize wanted, int multiple, IntFunction<WorkingSize> withShortSide) {
        long needed = bytes(wanted);
        if (needed <= available) {
            return;
        }
        int shortSide = Math.min(wanted.width(), wanted.height());
        int smallest = smallestSide(multiple);
        int fitting = shortSide - multiple;
        while (fitting >= smallest && bytes(withShortSide.apply(fitting)) > available) {
            fitting -= multiple;
        }
        throw new NotEnoughMemoryException(
                String.format(
                        Locale.ROOT,
                        "working_size %d needs %.1f GB of memory%s for this image (%d x %d for the"
                                + " network), and %.1f GB are free; %s",
                        shortSide,
                        needed / GIGABYTE,
                        device.isGpu() ? " on " + device : "",
                        wanted.width(),
                        wanted.height(),
                        available / GIGABYTE,
                        fitting >= smallest
                                ? "working_size " + fitting + " would fit"
                                : "not even "
                                        + smallest
                                        + " would fit: close other programs, or"
                                        + " select a part of the image that is less elongated"));
    }

    /**
     * {@return bytes that merging takes}
     *
     * @param anchorsPerAxis M
     * @param gridHeight rows of the attention grid
     * @param gridWidth its columns
     */
    static long merging(int anchorsPerAxis, int gridHeight, int gridWidth) {
        int anchors = AnchorGrid.indices(anchorsPerAxis, gridHeight, gridWidth).length;
        return MemoryEstimate.merging(anchors, gridHeight * gridWidth);
    }

    /**
     * Refuses to merge from more anchors than a device has memory for.
     *
     * @param settings of which the anchors count here
     * @param gridHeight rows of the attention grid
     * @param gridWidth its columns
     * @param device that merges
     * @throws NotEnoughMemoryException as below
     */
    static void requireMerging(
            SegmentationSettings settings, int gridHeight, int gridWidth, ComputeDevice device) {
        int anchors = settings.anchorsPerAxis();
        long needed = merging(anchors, gridHeight, gridWidth);
        requireMerging(anchors, gridHeight, gridWidth, DeviceMemory.available(device, needed));
    }

    /**
     * Refuses to merge from more anchors than there is memory for. The first 16 x 16 are part of
     * the working size's need.
     *
     * @param anchorsPerAxis M
     * @param gridHeight rows of the attention grid
     * @param gridWidth its columns
     * @param available bytes that may be taken
     * @throws NotEnoughMemoryException if there is not enough; the message tells how much is
     *     needed, how much there is and how many anchors would fit
     */
    static void requireMerging(int anchorsPerAxis, int gridHeight, int gridWidth, long available) {
        IntToLongFunction bytes = anchors -> merging(anchors, gridHeight, gridWidth);
        int fitting = anchorsPerAxis;
        while (fitting > MemoryEstimate.ANCHORS_PER_AXIS
                && bytes.applyAsLong(fitting) > available) {
            fitting--;
        }
        if (fitting < anchorsPerAxis) {
            throw new NotEnoughMemoryException(
                    String.format(
                            Locale.ROOT,
                            "anchors_per_axis %d needs %.1f GB of memory for this image, and %.1f"
                                    + " GB are free; anchors_per_axis %d would fit",
                            anchorsPerAxis,
                            bytes.applyAsLong(anchorsPerAxis) / GIGABYTE,
                            available / GIGABYTE,
                            fitting));
        }
    }

    /**
     * {@return what to do if the memory runs out on the way from the maps to segments}
     *
     * @param settings with which it did
     */
    static String remedy(SegmentationSettings settings) {
        return settings.method().merges()
                ? "try fewer than "
                        + settings.anchorsPerAxis()
                        + " anchors_per_axis, or a smaller working_size"
                : "try a smaller working_size";
    }

    /**
     * {@return what to do about it; three quarters of a side need about a third of the memory}
     *
     * @param failed a working size at which the memory ran out
     * @param multiple of which working sizes are
     */
    static String remedy(WorkingSize failed, int multiple) {
        int shortSide = Math.min(failed.width(), failed.height());
        int smaller = Math.max(smallestSide(multiple), shortSide * 3 / 4 / multiple * multiple);
        return (smaller < shortSide ? "try working_size " + smaller : "try another device")
                + " instead of "
                + shortSide
                + ", or close other programs";
    }

    private static int smallestSide(int multiple) {
        int least = (int) SettingRange.WORKING_SIZE.least();
        return (least + multiple - 1) / multiple * multiple;
    }

    private long bytes(WorkingSize size) {
        return estimate.bytes(size.height(), size.width());
    }
}
