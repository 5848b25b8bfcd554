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

package io.github.diffseg.benchmark;

import ai.djl.ndarray.NDArray;
import ij.IJ;
import ij.ImagePlus;
import io.github.diffseg.Attention;
import io.github.diffseg.AttentionSettings;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What another precision than float32 changes in the labels of real pictures, and saves. */
final class PrecisionBenchmark {

    private final ModelFolder folder;
    private final ComputeDevice device;
    private final NetworkPrecision precision;
    private final int size;

    PrecisionBenchmark(
            Path model, ComputeDevice device, NetworkPrecision precision, int workingSize) {
        this.folder = model == null ? EmbeddedModel.folder() : ModelFolder.open(model);
        this.device = device;
        this.precision = precision;
        this.size = workingSize;
    }

    /**
     * A row for each picture.
     *
     * @param pictures a folder; what ImageJ does not open is an error
     * @throws IOException if the folder cannot be listed
     */
    void run(Path pictures) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(pictures)) {
            files =
                    listed.filter(f -> f.toString().matches("(?i).*\\.(png|jpe?g|tiff?)"))
                            .sorted()
                            .toList();
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    pictures + " holds no PNG, JPEG or TIFF file; give a folder of pictures");
        }
        System.out.println(
                "| picture | segments float32 | segments "
                        + precision.compute()
                        + " | agreeing pixels | adjusted Rand index | largest difference of maps /"
                        + " largest value | networks float32 s | networks "
                        + precision.compute()
                        + " s |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        NetworkPrecision reference =
                new NetworkPrecision(precision.weights(), ComputePrecision.FLOAT32);
        try (DiffSeg exact = DiffSeg.open(folder, device, reference, Progress.NONE);
                DiffSeg reduced = DiffSeg.open(folder, device, precision, Progress.NONE)) {
            DisplayedPlane first = plane(files.get(0));
            attend(exact, first).close();
            attend(reduced, first).close();
            for (Path file : files) {
                DisplayedPlane plane = plane(file);
                try (Attention expected = attend(exact, plane);
                        Attention found = attend(reduced, plane)) {
                    print(file, plane, expected, found);
                }
            }
        }
    }

    private void print(Path file, DisplayedPlane plane, Attention expected, Attention found) {
        LabelAgreement agreement = LabelAgreement.of(labels(expected, plane), labels(found, plane));
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.4f | %.4f | %.5f | %.3f | %.3f |%n",
                file.getFileName(),
                agreement.expected(),
                agreement.found(),
                agreement.pixels(),
                agreement.adjustedRand(),
                difference(expected.maps(), found.maps()),
                networks(expected),
                networks(found));
    }

    private static float difference(NDArray expected, NDArray found) {
        try (NDArray difference = expected.sub(found);
                NDArray sizes = difference.abs();
                NDArray worst = sizes.max();
                NDArray largest = expected.max()) {
            return worst.getFloat() / largest.getFloat();
        }
    }

    private static double networks(Attention attention) {
        return Timing.seconds(attention.encoding())
                + Timing.seconds(attention.attending())
                + Timing.seconds(attention.aggregating());
    }

    private static DisplayedPlane plane(Path file) {
        ImagePlus image = IJ.openImage(file.toString());
        if (image == null) {
            throw new IllegalArgumentException(file + " is no picture that ImageJ opens");
        }
        return DisplayedPlane.of(image);
    }

    private Attention attend(DiffSeg diffSeg, DisplayedPlane plane) {
        AttentionSettings settings = request().resolve(folder.recommendation()).attention();
        return diffSeg.attend(plane.pixels(), settings, Progress.NONE);
    }

    private int[] labels(Attention attention, DisplayedPlane plane) {
        SegmentationSettings settings = request().resolve(folder.recommendation()).segmentation();
        return attention
                .segment(settings, plane.pixels(), plane.mask(), Progress.NONE)
                .labels()
                .labels();
    }

    private SettingsRequest request() {
        return SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, size);
    }
}
