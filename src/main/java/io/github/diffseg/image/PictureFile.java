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

package io.github.diffseg.image;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A picture of any size on a disk or a server, in one or more resolutions. */
public interface PictureFile extends Closeable {

    /** {@return how many resolutions it has, at least 1; level 0 is the finest} */
    int levels();

    /** {@return how many slices it has, at least 1} */
    int slices();

    /** {@return how many frames it has, at least 1} */
    int frames();

    /** {@return width of a pixel of level 0 in the {@link #unit}; 0 if nobody has said it} */
    double pixelWidth();

    /** {@return height of a pixel of level 0 in the {@link #unit}; 0 if nobody has said it} */
    double pixelHeight();

    /** {@return the unit of lengths as the file writes it; empty if it says none} */
    String unit();

    /**
     * {@return how the channels of a plane are shown, as far as the file says it}
     *
     * @param channels how many the plane has
     */
    List<ChannelLook> looks(int channels);

    /**
     * {@return a plane; to be closed by the caller}
     *
     * @param level from 0, the finest
     * @param slice from 0
     * @param frame from 0
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    PlaneRegions plane(int level, int slice, int frame) throws IOException;
}
