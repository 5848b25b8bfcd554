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

import static io.github.diffseg.imagej.format.TiffTags.*;

/** What TIFF's numbers mean, for sentences. */
final class TiffNames {

    private TiffNames() {}

    static String ofCompression(int compression) {
        return switch (compression) {
            case 33003, 33005, 34712 -> compression + " (JPEG 2000)";
            case 34887 -> compression + " (LERC)";
            case 34925 -> compression + " (LZMA)";
            case 50000 -> compression + " (Zstandard)";
            case 50001 -> compression + " (WebP)";
            case 50002, 52546 -> compression + " (JPEG XL)";
            case 34933 -> compression + " (PNG)";
            case 34934, 22610 -> compression + " (JPEG XR)";
            case 1 -> "none";
            case PACK_BITS -> compression + " (PackBits)";
            default -> String.valueOf(compression);
        };
    }

    static String ofFormat(int format) {
        return switch (format) {
            case UNSIGNED, UNDEFINED -> "unsigned";
            case SIGNED -> "signed";
            case FLOATING_POINT -> "floating point";
            default -> String.valueOf(format);
        };
    }

    static String ofColour(int photometric) {
        return switch (photometric) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO -> "grey";
            case RGB -> "RGB";
            case PALETTE -> "palette";
            case CMYK -> "CMYK";
            case YCBCR -> "YCbCr";
            case CIELAB -> "CIE L*a*b*";
            default -> String.valueOf(photometric);
        };
    }
}
