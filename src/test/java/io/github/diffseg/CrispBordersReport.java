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

package io.github.diffseg;

import ij.IJ;
import ij.ImagePlus;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.LabelMap;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints how well borders lie on the edges of real pictures, soft and crisp: {@code
 * CrispBordersReport sample-images/*.jpg sample-images/*.png}.
 *
 * <p>An edge pixel is one of the tenth of the picture with the largest gradient (Sobel, after a
 * Gaussian of 1 pixel, on luminance). Random borders would be near edges as often as any pixel is;
 * so that share is printed, too.
 */
public final class CrispBordersReport {

    private static final double EDGES = 0.1;

    private CrispBordersReport() {}

    public static void main(String[] arguments) {
        System.out.println(
                "| picture | segments | gradient on borders, times the picture's mean: soft | crisp"
                        + " | borders within 1 px of an edge: any pixel | soft | crisp |"
                        + " length of borders, crisp to soft |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            for (String argument : arguments) {
                report(diffSeg, Path.of(argument));
            }
        }
        System.exit(0);
    }

    private static void report(DiffSeg diffSeg, Path file) {
        ImagePlus image = IJ.openImage(file.toString());
        DisplayedPlane plane = DisplayedPlane.of(image);
        Settings settings =
                SettingsRequest.ALL_RECOMMENDED.resolve(diffSeg.storedModel().recommendation());
        SegmentationSettings soft = settings.segmentation();
        float[] gradient = gradient(image.getProcessor());
        boolean[] near = nearEdges(gradient, image.getWidth());
        try (Attention attention =
                diffSeg.attend(plane.pixels(), settings.attention(), Progress.NONE)) {
            LabelMap before =
                    attention.segment(soft, plane.pixels(), plane.mask(), Progress.NONE).labels();
            LabelMap after =
                    attention
                            .segment(
                                    soft.withCrispBorders(true),
                                    plane.pixels(),
                                    plane.mask(),
                                    Progress.NONE)
                            .labels();
            boolean[] softBorders = borders(before);
            boolean[] crispBorders = borders(after);
            boolean[] everywhere = new boolean[near.length];
            Arrays.fill(everywhere, true);
            double mean = mean(gradient, everywhere);
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %d | %.2f | %.2f | %.0f %% | %.0f %% | %.0f %% | %.2f |%n",
                    file.getFileName(),
                    before.count(),
                    mean(gradient, softBorders) / mean,
                    mean(gradient, crispBorders) / mean,
                    100 * share(near, everywhere),
                    100 * share(near, softBorders),
                    100 * share(near, crispBorders),
                    (double) count(crispBorders) / count(softBorders));
        }
    }

    private static float[] gradient(ImageProcessor picture) {
        FloatProcessor luminance = picture.convertToByte(false).convertToFloatProcessor();
        luminance.blurGaussian(1);
        luminance.findEdges();
        return (float[]) luminance.getPixels();
    }

    private static boolean[] nearEdges(float[] gradient, int width) {
        float[] sorted = gradient.clone();
        Arrays.sort(sorted);
        float least = sorted[(int) ((1 - EDGES) * sorted.length)];
        boolean[] near = new boolean[gradient.length];
        for (int i = 0; i < near.length; i++) {
            int x = i % width;
            int y = i / width;
            for (int n = 0; n < 9 && !near[i]; n++) {
                int otherX = x + n % 3 - 1;
                int otherY = y + n / 3 - 1;
                int other = otherY * width + otherX;
                near[i] =
                        otherX >= 0
                                && otherX < width
                                && otherY >= 0
                                && other < near.length
                                && gradient[other] >= least;
            }
        }
        return near;
    }

    /** Pixels with another label to the right or below, and those other pixels. */
    private static boolean[] borders(LabelMap labels) {
        int width = labels.width();
        boolean[] borders = new boolean[labels.labels().length];
        for (int i = 0; i < borders.length; i++) {
            int label = labels.labels()[i];
            if (i % width + 1 < width && labels.labels()[i + 1] != label) {
                borders[i] = true;
                borders[i + 1] = true;
            }
            if (i + width < borders.length && labels.labels()[i + width] != label) {
                borders[i] = true;
                borders[i + width] = true;
            }
        }
        return borders;
    }

    private static int count(boolean[] pixels) {
        int count = 0;
        for (boolean pixel : pixels) {
            count += pixel ? 1 : 0;
        }
        return count;
    }

    private static double mean(float[] values, boolean[] at) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < at.length; i++) {
            sum += at[i] ? values[i] : 0;
            count += at[i] ? 1 : 0;
        }
        return sum / count;
    }

    private static double share(boolean[] of, boolean[] at) {
        int both = 0;
        int count = 0;
        for (int i = 0; i < at.length; i++) {
            both += at[i] && of[i] ? 1 : 0;
            count += at[i] ? 1 : 0;
        }
        return (double) both / count;
    }
}
