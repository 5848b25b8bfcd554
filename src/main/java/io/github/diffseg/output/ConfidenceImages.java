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

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import io.github.diffseg.segment.label.ConfidenceMap;
import java.util.List;

/** Makes images of how clearly segments win. */
public final class ConfidenceImages {

    private ConfidenceImages() {}

    /**
     * {@return a new 32-bit image that is not shown, displayed over 0…1}
     *
     * @param confidence in the coordinates of the input
     * @param input the image that was segmented, for its title, size and calibration
     */
    public static ImagePlus of(ConfidenceMap confidence, ImagePlus input) {
        FloatProcessor pixels = plane(confidence::at, input);
        pixels.setMinAndMax(0, 1);
        return image(input, new ImagePlus("", pixels));
    }

    /**
     * {@return a new 32-bit stack that is not shown, displayed over 0…1: the probability of each
     * class, with its name as the slice's label}
     *
     * @param probabilities in the coordinates of the input, a proposal for each class
     * @param classes their names
     * @param input the image that was segmented, for its title, size and calibration
     */
    public static ImagePlus ofClasses(
            ConfidenceMap probabilities, List<String> classes, ImagePlus input) {
        ImageStack stack = new ImageStack(input.getWidth(), input.getHeight());
        for (int k = 0; k < classes.size(); k++) {
            int number = k;
            stack.addSlice(
                    classes.get(k), plane((x, y) -> probabilities.shareAt(number, x, y), input));
        }
        ImagePlus image = image(input, new ImagePlus("", stack));
        image.setDisplayRange(0, 1);
        return image;
    }

    private interface Share {
        float at(int x, int y);
    }

    private static FloatProcessor plane(Share share, ImagePlus input) {
        FloatProcessor pixels = new FloatProcessor(input.getWidth(), input.getHeight());
        for (int y = 0; y < pixels.getHeight(); y++) {
            for (int x = 0; x < pixels.getWidth(); x++) {
                pixels.setf(x, y, share.at(x, y));
            }
        }
        return pixels;
    }

    private static ImagePlus image(ImagePlus input, ImagePlus image) {
        image.setTitle(ImageTitles.stem(input.getTitle()) + " - DiffSeg confidence");
        image.setCalibration(LabelImages.planeCalibration(input.getCalibration()));
        return image;
    }
}
