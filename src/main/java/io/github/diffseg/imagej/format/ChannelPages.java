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

package io.github.diffseg.imagej.format;

import io.github.diffseg.image.PlaneRegions;
import java.io.IOException;
import java.util.List;

/**
 * Pages of one size as the channels of a plane.
 *
 * @param pages of which the first channel of each counts
 */
record ChannelPages(List<PlaneRegions> pages) implements PlaneRegions {

    @Override
    public long width() {
        return pages.get(0).width();
    }

    @Override
    public long height() {
        return pages.get(0).height();
    }

    @Override
    public int channels() {
        return pages.size();
    }

    @Override
    public int blockWidth() {
        return pages.get(0).blockWidth();
    }

    @Override
    public int blockHeight() {
        return pages.get(0).blockHeight();
    }

    @Override
    public float[][] read(int[] channels, long x, long y, int width, int height)
            throws IOException {
        float[][] values = new float[channels.length][];
        for (int i = 0; i < channels.length; i++) {
            values[i] = pages.get(channels[i]).read(new int[] {0}, x, y, width, height)[0];
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        for (PlaneRegions page : pages) {
            page.close();
        }
    }
}
