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

package io.github.diffseg.zarr;

import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.image.PictureFile;
import io.github.diffseg.image.PlaneRegions;
import java.util.ArrayList;
import java.util.List;

/** A picture in a Zarr or N5 file, in one or more resolutions. */
final class ZarrPicture implements PictureFile {

    private static final int BYTE_WHITE = 255;

    private final List<ArrayMetadata> levels;
    private final PictureAxes axes;
    private final double pixelWidth;
    private final double pixelHeight;
    private final List<ChannelLook> looks;

    /**
     * Keeps what is known of it.
     *
     * @param levels the finest first; at least one
     * @param axes of each level
     * @param pixelWidth of the finest level; 0 if nobody has said it
     * @param pixelHeight of the finest level; 0 if nobody has said it
     * @param looks of the channels that the file speaks of
     */
    ZarrPicture(
            List<ArrayMetadata> levels,
            PictureAxes axes,
            double pixelWidth,
            double pixelHeight,
            List<ChannelLook> looks) {
        this.levels = List.copyOf(levels);
        this.axes = axes;
        this.pixelWidth = pixelWidth;
        this.pixelHeight = pixelHeight;
        this.looks = List.copyOf(looks);
    }

    @Override
    public int levels() {
        return levels.size();
    }

    @Override
    public int slices() {
        return (int) axes.length("z", levels.get(0));
    }

    @Override
    public int frames() {
        return (int) axes.length("t", levels.get(0));
    }

    @Override
    public double pixelWidth() {
        return pixelWidth;
    }

    @Override
    public double pixelHeight() {
        return pixelHeight;
    }

    @Override
    public String unit() {
        return axes.unit();
    }

    /** Bytes of which nobody has said more are shown as they are. */
    @Override
    public List<ChannelLook> looks(int channels) {
        List<ChannelLook> all = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            ChannelLook look = c < looks.size() ? looks.get(c) : ChannelLook.unknown(c, channels);
            boolean asItIs = !look.hasRange() && levels.get(0).type().isByte();
            all.add(asItIs ? look.in(0, BYTE_WHITE) : look);
        }
        return List.copyOf(all);
    }

    /** Of a level with fewer slices than the finest the one at the same height. */
    @Override
    public PlaneRegions plane(int level, int slice, int frame) {
        ArrayMetadata array = levels.get(level);
        long there = axes.length("z", array);
        int nearest = (int) (slice * there / slices());
        return new ZarrPlane(new ChunkedArray(array), axes, nearest, frame);
    }

    /** Holds nothing open. */
    @Override
    public void close() {}
}
