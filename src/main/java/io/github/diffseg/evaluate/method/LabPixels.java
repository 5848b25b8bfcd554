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

package io.github.diffseg.evaluate.method;

import ij.process.ColorSpaceConverter;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.view.Views;

/**
 * An image in CIELAB, where distances are those that eyes see.
 *
 * @param width in pixels
 * @param height in pixels
 * @param lab {@code [height · width, 3]}
 */
record LabPixels(int width, int height, float[] lab) {

    static LabPixels of(RandomAccessibleInterval<ARGBType> pixels) {
        int width = (int) pixels.dimension(0);
        int height = (int) pixels.dimension(1);
        float[] lab = new float[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        ColorSpaceConverter converter = new ColorSpaceConverter();
        Cursor<ARGBType> cursor = Views.flatIterable(pixels).cursor();
        for (int i = 0; i < lab.length; i += 3) {
            double[] colour = converter.RGBtoLAB(cursor.next().get());
            lab[i] = (float) colour[0];
            lab[i + 1] = (float) colour[1];
            lab[i + 2] = (float) colour[2];
        }
        return new LabPixels(width, height, lab);
    }

    double[] at(int pixel) {
        return new double[] {lab[3 * pixel], lab[3 * pixel + 1], lab[3 * pixel + 2]};
    }

    double squaredDistance(int pixel, double[] colour) {
        double l = lab[3 * pixel] - colour[0];
        double a = lab[3 * pixel + 1] - colour[1];
        double b = lab[3 * pixel + 2] - colour[2];
        return l * l + a * a + b * b;
    }

    int count() {
        return width * height;
    }
}
