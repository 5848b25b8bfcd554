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

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The tags in which ImageJ keeps lookup tables, labels, selections and more: a list of lengths, and
 * the blocks of these lengths, of which the first says how many of which kind follow. ImageJ makes
 * room for as many as it says.
 */
final class ImageJMetadata {

    static final int COUNTS = 50838;
    static final int DATA = 50839;

    private static final int MAGIC_BYTES = 4;
    private static final int KIND_BYTES = 8;

    private ImageJMetadata() {}

    /**
     * Refuses lengths that ImageJ would believe.
     *
     * @throws DamagedImageException if it says of more than there is
     */
    static void require(Path file, TiffDirectory page) throws IOException {
        if (!page.has(COUNTS) || !page.has(DATA)) {
            return;
        }
        long[] lengths = page.values(COUNTS);
        long total = Arrays.stream(lengths).sum();
        boolean right = page.isLong(COUNTS) && total <= page.count(DATA);
        if (right && lengths.length > 0) {
            int kinds = (int) (lengths[0] - MAGIC_BYTES) / KIND_BYTES;
            long blocks = 0;
            for (int i = 0; i < kinds; i++) {
                blocks += page.integer(DATA, MAGIC_BYTES + KIND_BYTES * i + 4);
            }
            right = blocks <= lengths.length - 1;
        }
        if (!right) {
            throw new DamagedImageException(
                    file, "is a damaged TIFF file: ImageJ's metadata in it do not fit together");
        }
    }
}
