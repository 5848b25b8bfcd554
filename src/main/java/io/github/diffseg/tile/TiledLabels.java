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

package io.github.diffseg.tile;

import io.github.diffseg.StageTimes;
import io.github.diffseg.segment.SegmentationSettings;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedIntType;

/**
 * The segments of a plane that was seen in tiles. Its labels lie in a temporary folder, which goes
 * when this is closed.
 */
public final class TiledLabels implements Closeable {

    private final ScratchFile file;
    private final TilePlan plan;
    private final RandomAccessibleInterval<UnsignedIntType> labels;
    private final List<TiledSegment> segments;
    private final SegmentationSettings settings;
    private final int proposals;
    private final StageTimes times;

    TiledLabels(
            ScratchFile file,
            TilePlan plan,
            RandomAccessibleInterval<UnsignedIntType> labels,
            List<TiledSegment> segments,
            SegmentationSettings settings,
            int proposals,
            StageTimes times) {
        this.file = file;
        this.plan = plan;
        this.labels = labels;
        this.segments = List.copyOf(segments);
        this.settings = settings;
        this.proposals = proposals;
        this.times = times;
    }

    /**
     * {@return the labels, {@code [width, height]} of the plane from (0, 0): segments are 1…K by
     * decreasing area, 0 is none; read from the disk cell by cell, by any number of threads, until
     * this is closed}
     */
    public RandomAccessibleInterval<UnsignedIntType> labels() {
        return labels;
    }

    /** {@return K} */
    public int count() {
        return segments.size();
    }

    /** {@return how many bits a label needs: 8, 16 or 32} */
    public int bits() {
        return Byte.SIZE * PackedLabels.bytes(count());
    }

    /** {@return what is known of each segment; that of label i + 1 is at i} */
    public List<TiledSegment> segments() {
        return segments;
    }

    /** {@return how tiles were segmented, with the threshold as a number} */
    public SegmentationSettings settings() {
        return settings;
    }

    /** {@return where the tiles lay} */
    public TilePlan plan() {
        return plan;
    }

    /** {@return how many proposals all passes left} */
    public int proposals() {
        return proposals;
    }

    /** {@return how long each stage took, over all tiles} */
    public StageTimes times() {
        return times;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
