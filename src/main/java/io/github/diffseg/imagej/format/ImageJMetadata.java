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

import io.github.diffseg.image.ChannelLook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** Kinds of blocks: ranges, of one block, and lookup tables, of one for each channel. */
    private static final int RANGES = 0x72616e67;

    private static final int TABLES = 0x6c757473;
    private static final int TABLE_BYTES = 3 * 256;

    private ImageJMetadata() {}

    /**
     * {@return how each channel is shown, as far as it is said}
     *
     * @param page of a file that {@link #require} lets pass
     * @throws IOException if it cannot be read
     */
    static List<ChannelLook> looks(TiffDirectory page) throws IOException {
        if (!page.has(COUNTS) || !page.has(DATA)) {
            return List.of();
        }
        long[] lengths = page.values(COUNTS);
        ByteBuffer data = ByteBuffer.wrap(page.raw(DATA).bytes()).order(page.order());
        List<double[]> ranges = new ArrayList<>();
        List<Integer> colours = new ArrayList<>();
        int place = lengths.length == 0 ? 0 : (int) lengths[0];
        int block = 1;
        for (int kind = 0; kind < (lengths[0] - MAGIC_BYTES) / KIND_BYTES; kind++) {
            int type = data.getInt(MAGIC_BYTES + KIND_BYTES * kind);
            int count = data.getInt(MAGIC_BYTES + KIND_BYTES * kind + Integer.BYTES);
            for (int i = 0; i < count; i++) {
                int length = (int) lengths[block++];
                if (type == RANGES) {
                    for (int at = 0; at + 2 * Double.BYTES <= length; at += 2 * Double.BYTES) {
                        double low = data.getDouble(place + at);
                        ranges.add(new double[] {low, data.getDouble(place + at + Double.BYTES)});
                    }
                } else if (type == TABLES && length == TABLE_BYTES) {
                    colours.add(lastColour(data, place));
                }
                place += length;
            }
        }
        List<ChannelLook> looks = new ArrayList<>();
        for (int c = 0; c < Math.min(ranges.size(), colours.size()); c++) {
            double[] range = ranges.get(c);
            looks.add(new ChannelLook(range[0], range[1], colours.get(c), true));
        }
        return List.copyOf(looks);
    }

    /** Tables have all reds, then all greens, then all blues. */
    private static int lastColour(ByteBuffer data, int table) {
        int rgb = 0;
        for (int last = 255; last < TABLE_BYTES; last += 256) {
            rgb = rgb << Byte.SIZE | data.get(table + last) & 0xff;
        }
        return rgb;
    }

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
