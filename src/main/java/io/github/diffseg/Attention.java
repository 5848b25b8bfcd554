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

import ai.djl.ndarray.NDManager;
import io.github.diffseg.attention.AggregatedAttention;
import io.github.diffseg.image.WorkingSize;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.RegionMask;
import io.github.diffseg.segment.SegmentResult;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.Segmenter;
import java.time.Duration;

/**
 * What a diffusion model saw in one image: the attention tensor, from which segmentations with any
 * threshold are cheap. Closing it frees its native memory.
 *
 * <p>One call at a time: the methods are synchronized.
 */
public final class Attention implements AutoCloseable {

    private final NDManager owner;
    private final AggregatedAttention aggregate;
    private final WorkingSize size;
    private final Segmenter segmenter;
    private final Duration encoding;
    private final Duration attending;
    private final Duration aggregating;

    Attention(
            NDManager owner,
            AggregatedAttention aggregate,
            WorkingSize size,
            Duration encoding,
            Duration attending,
            Duration aggregating) {
        this.owner = owner;
        this.aggregate = aggregate;
        this.size = size;
        this.encoding = encoding;
        this.attending = attending;
        this.aggregating = aggregating;
        this.segmenter = new Segmenter(aggregate.maps(), aggregate.height(), aggregate.width());
    }

    /**
     * Merges the attention maps, and gives each pixel to its strongest object.
     *
     * @param settings threshold and the like
     * @param mask which pixels of the image count; of the image's size
     * @param progress told of each step
     * @return labels of the image's size; pixels outside the mask or the centre crop have label 0
     * @throws IllegalArgumentException if the mask is not of the image's size
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public synchronized Segmentation segment(
            SegmentationSettings settings, RegionMask mask, Progress progress) {
        Stopwatch stopwatch = new Stopwatch();
        SegmentResult result =
                segmenter.segment(
                        settings,
                        size.crop().width,
                        size.crop().height,
                        size.cropped(mask),
                        progress);
        return new Segmentation(
                size.toPlane(result.labels()),
                result.confidence(),
                result.proposals(),
                stopwatch.lap());
    }

    /**
     * @return at which size the network saw which part of the image
     */
    public WorkingSize workingSize() {
        return size;
    }

    /**
     * @return rows of the attention grid
     */
    public int gridHeight() {
        return aggregate.height();
    }

    /**
     * @return columns of the attention grid
     */
    public int gridWidth() {
        return aggregate.width();
    }

    /**
     * @return how long scaling the image and the VAE encoder took
     */
    public Duration encoding() {
        return encoding;
    }

    /**
     * @return how long the UNet took
     */
    public Duration attending() {
        return attending;
    }

    /**
     * @return how long the aggregation took
     */
    public Duration aggregating() {
        return aggregating;
    }

    @Override
    public synchronized void close() {
        segmenter.close();
        owner.close();
    }
}
