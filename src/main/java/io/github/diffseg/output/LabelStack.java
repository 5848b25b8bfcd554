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

import ij.ImageStack;
import ij.process.ImageProcessor;
import io.github.diffseg.segment.label.LabelMap;

/**
 * The labels of many planes, each kept in as few bits as it needs, until all are known. One thread
 * at a time.
 */
public final class LabelStack {

    private final int width;
    private final int height;
    private final ImageProcessor[] planes;
    private int largest;

    /**
     * Makes a stack of empty planes.
     *
     * @param width in pixels
     * @param height in pixels
     * @param size how many planes; all are empty at first
     */
    public LabelStack(int width, int height, int size) {
        this.width = width;
        this.height = height;
        planes = new ImageProcessor[size];
    }

    /**
     * Puts the labels of a plane into their place.
     *
     * @param index of the plane, from 0
     * @param labels of the width and height of this; the count is the largest label
     */
    public void put(int index, LabelMap labels) {
        planes[index] = LabelPixels.of(labels, labels.count());
        largest = Math.max(largest, labels.count());
    }

    /** {@return the width in pixels} */
    public int width() {
        return width;
    }

    /** {@return the height in pixels} */
    public int height() {
        return height;
    }

    /** {@return the largest label} */
    public int largest() {
        return largest;
    }

    /**
     * {@return its labels, a copy}
     *
     * @param index of a plane, from 0
     */
    public LabelMap get(int index) {
        int[] labels = new int[width * height];
        ImageProcessor plane = planes[index];
        int count = 0;
        if (plane != null) {
            for (int i = 0; i < labels.length; i++) {
                labels[i] = Math.round(plane.getf(i));
                count = Math.max(count, labels[i]);
            }
        }
        return new LabelMap(width, height, labels, count);
    }

    /**
     * Widens the planes, one after another, to the bits that the largest label needs: 8, 16 or 32.
     *
     * @return all planes, on the pixels of this: memory has them once
     */
    public ImageStack toStack() {
        ImageStack stack = new ImageStack(width, height);
        for (int i = 0; i < planes.length; i++) {
            if (planes[i] == null || planes[i].getBitDepth() != LabelPixels.bits(largest)) {
                planes[i] = LabelPixels.of(get(i), largest);
            }
            stack.addSlice(null, planes[i].getPixels());
        }
        return stack;
    }
}
