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

package io.github.diffseg.evaluate.dataset;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;

/**
 * What annotators drew in one image.
 *
 * @param width in pixels
 * @param height in pixels
 * @param annotations of each annotator {@code [height · width]} labels, 0 or more, or {@link
 *     #IGNORED}; at least one
 */
public record GroundTruth(int width, int height, List<int[]> annotations) {

    /** The label of pixels that count nowhere. */
    public static final int IGNORED = -1;

    /**
     * Checks that all annotations are of one size.
     *
     * @throws IllegalArgumentException if there is no annotation or one has another size
     */
    public GroundTruth {
        annotations = List.copyOf(annotations);
        if (annotations.isEmpty()) {
            throw new IllegalArgumentException("A ground truth needs at least one annotation");
        }
        for (int[] labels : annotations) {
            if (labels.length != (long) width * height) {
                throw new IllegalArgumentException(
                        "A ground truth of "
                                + width
                                + " x "
                                + height
                                + " pixels does not have "
                                + labels.length
                                + " labels");
            }
        }
    }

    /**
     * {@return the number of different labels, as the mean over the annotators; ignored pixels
     * aside}
     */
    public double meanRegions() {
        return annotations.stream()
                .mapToLong(
                        labels ->
                                Arrays.stream(labels).filter(l -> l != IGNORED).distinct().count())
                .average()
                .orElseThrow();
    }

    /**
     * Takes the nearest label at the centre of each new pixel.
     *
     * @param crop inside the image
     * @param newWidth in pixels
     * @param newHeight in pixels
     */
    public GroundTruth resampled(Rectangle crop, int newWidth, int newHeight) {
        return new GroundTruth(
                newWidth,
                newHeight,
                annotations.stream()
                        .map(labels -> nearest(labels, crop, newWidth, newHeight))
                        .toList());
    }

    private int[] nearest(int[] labels, Rectangle crop, int newWidth, int newHeight) {
        int[] result = new int[Math.multiplyExact(newWidth, newHeight)];
        for (int y = 0; y < newHeight; y++) {
            int row = crop.y + (int) ((y + 0.5) * crop.height / newHeight);
            for (int x = 0; x < newWidth; x++) {
                int column = crop.x + (int) ((x + 0.5) * crop.width / newWidth);
                result[y * newWidth + x] = labels[row * width + column];
            }
        }
        return result;
    }
}
