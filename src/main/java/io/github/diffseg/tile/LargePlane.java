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

import io.github.diffseg.PixelSize;
import io.github.diffseg.failure.UserException;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/**
 * A plane that need not fit into memory.
 *
 * @param title of the image, for messages
 * @param pixels {@code [width, height]}, from wherever they begin; alpha is ignored. Read part by
 *     part, by several threads at once, each part at most three times.
 * @param pixelSize of the pixels
 * @param selection which pixels take part
 */
public record LargePlane(
        String title,
        RandomAccessibleInterval<ARGBType> pixels,
        PixelSize pixelSize,
        Selection selection) {

    /** Which pixels of a plane take part. Asked by several threads at once. */
    @FunctionalInterface
    public interface Selection {

        /** Takes all pixels. */
        Selection ALL = (x, y) -> true;

        /**
         * {@return whether a pixel takes part}
         *
         * @param x column, counted from the plane's first
         * @param y row, counted from the plane's first
         */
        boolean contains(long x, long y);
    }

    /**
     * Checks that it is a plane.
     *
     * @throws UserException if it has another number of dimensions or no pixel
     */
    public LargePlane {
        if (pixels.numDimensions() != 2 || pixels.dimension(0) < 1 || pixels.dimension(1) < 1) {
            throw new UserException(
                    "\""
                            + title
                            + "\" is no plane with pixels: it has "
                            + pixels.numDimensions()
                            + " dimensions");
        }
    }

    /** A plane all of whose pixels take part. */
    public LargePlane(
            String title, RandomAccessibleInterval<ARGBType> pixels, PixelSize pixelSize) {
        this(title, pixels, pixelSize, Selection.ALL);
    }

    /** {@return columns} */
    public long width() {
        return pixels.dimension(0);
    }

    /** {@return rows} */
    public long height() {
        return pixels.dimension(1);
    }
}
