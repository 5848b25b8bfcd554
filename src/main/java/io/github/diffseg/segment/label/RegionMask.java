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

package io.github.diffseg.segment.label;

/**
 * The pixels of a plane that take part. What lies outside gets label 0 and counts nowhere.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param inside {@code [height · width]}, row by row, 0 outside and any other value inside; null:
 *     every pixel is inside
 */
public record RegionMask(int width, int height, byte[] inside) {

    /**
     * Checks that the array fits the size.
     *
     * @throws IllegalArgumentException if the array does not hold width · height values
     */
    public RegionMask {
        if (width < 1 || height < 1 || (inside != null && (long) width * height != inside.length)) {
            throw new IllegalArgumentException(
                    "A mask of "
                            + width
                            + " x "
                            + height
                            + " pixels needs as many values"
                            + (inside == null ? "" : ", not " + inside.length));
        }
    }

    /** {@return a mask with every pixel inside, which takes no memory} */
    public static RegionMask all(int width, int height) {
        return new RegionMask(width, height, null);
    }

    /**
     * {@return whether the pixel takes part}
     *
     * @param pixel index {@code y · width + x}
     */
    public boolean contains(int pixel) {
        return inside == null || inside[pixel] != 0;
    }
}
