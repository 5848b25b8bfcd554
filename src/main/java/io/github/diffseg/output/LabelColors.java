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

package io.github.diffseg.output;

import ij.process.LUT;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The colours of labels, the same in the label image, on the ROIs and in the overlay: black for 0,
 * then 255 colours far apart from each other, the first ones farthest, in the manner of Glasbey et
 * al. (2007): greedily, the largest distance in CIELAB to all colours before. Label 256 has the
 * colour of label 1 again.
 */
public final class LabelColors {

    /** The number of different colours, black not counted. */
    public static final int COUNT = 255;

    /** Each as rrggbb: to choose them takes longer than to read them. */
    private static final String RESOURCE = "label-colors.txt";

    private static final int[] PALETTE = read();

    private LabelColors() {}

    private static int[] read() {
        try (InputStream stream = LabelColors.class.getResourceAsStream(RESOURCE)) {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .mapToInt(color -> Integer.parseInt(color, 16))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the colour of a label, 0xrrggbb}
     *
     * @param label 0 or more
     */
    public static int rgb(int label) {
        return label == 0 ? 0 : PALETTE[(label - 1) % COUNT];
    }

    /**
     * {@return its colour, opaque}
     *
     * @param label 0 or more
     */
    public static Color of(int label) {
        return new Color(rgb(label));
    }

    /**
     * The lookup table that shows each label up to {@link #COUNT} in its colour if the display
     * range is 0…{@code largest}. ImageJ spreads that range over the 256 entries, and this table
     * undoes it.
     *
     * @param largest label in [1, {@link #COUNT}]
     */
    static LUT lut(int largest) {
        byte[] red = new byte[256];
        byte[] green = new byte[256];
        byte[] blue = new byte[256];
        int entry = 1;
        for (int label = 1; label <= largest; label++) {
            int rgb = rgb(label);
            // ImageJ shows the label by this entry; those since the last label's repeat it
            int last = Math.min(255, 256 * label / largest);
            for (; entry <= last; entry++) {
                red[entry] = (byte) (rgb >> 16);
                green[entry] = (byte) (rgb >> 8);
                blue[entry] = (byte) rgb;
            }
        }
        LUT lut = new LUT(red, green, blue);
        lut.min = 0;
        lut.max = largest;
        return lut;
    }
}
