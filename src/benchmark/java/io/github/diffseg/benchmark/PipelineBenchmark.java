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

import io.github.diffseg.Attention;
import io.github.diffseg.AttentionSettings;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.memory.DeviceMemory;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.model.Recommendation;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.RegionMask;
import java.nio.file.Path;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/** From a picture to labels, with one model. */
final class PipelineBenchmark {

    private final ModelFolder folder;
    private final ComputeDevice device;
    private final NetworkPrecision precision;
    private final int runs;

    PipelineBenchmark(Path model, ComputeDevice device, NetworkPrecision precision, int runs) {
        this.folder = model == null ? EmbeddedModel.folder() : ModelFolder.open(model);
        this.device = device;
        this.precision = precision;
        this.runs = runs;
    }

    void run(int[] sizes, int[] anchors) {
        Timing opening = new Timing("open " + folder.name());
        DiffSeg opened = opening.time(() -> DiffSeg.open(folder, device, precision, Progress.NONE));
        opening.print();
        try (opened) {
            for (int size : sizes) {
                attend(opened, size, anchors);
            }
        }
    }

    private void attend(DiffSeg diffSeg, int size, int[] anchors) {
        Timing encoding = new Timing(size + " px: scaling and VAE encoder");
        Timing attending = new Timing(size + " px: UNet with maps");
        Timing aggregating = new Timing(size + " px: aggregation");
        Timing networks = new Timing(size + " px: VAE encoder + UNet to aggregated attention");
        Timing first = new Timing(size + " px: picture to labels, first run");
        Timing all = new Timing(size + " px: picture to labels");
        Recommendation recommendation = folder.recommendation();
        AttentionSettings settings =
                new AttentionSettings(
                        size, false, recommendation.timestep(), Aggregation.PER_RESOLUTION);
        RandomAccessibleInterval<ARGBType> picture = DrawnPicture.of(size);
        for (int run = 0; run <= runs; run++) {
            long begin = System.nanoTime();
            try (Attention attention = diffSeg.attend(picture, settings, Progress.NONE)) {
                attention.segment(
                        settings(recommendation, recommendation.anchorsPerAxis(), 1),
                        RegionMask.all(size, size),
                        Progress.NONE);
                if (run == 0) {
                    first.add((System.nanoTime() - begin) / 1e9);
                } else {
                    all.add((System.nanoTime() - begin) / 1e9);
                    encoding.add(Timing.seconds(attention.encoding()));
                    attending.add(Timing.seconds(attention.attending()));
                    aggregating.add(Timing.seconds(attention.aggregating()));
                    networks.add(
                            Timing.seconds(attention.encoding())
                                    + Timing.seconds(attention.attending())
                                    + Timing.seconds(attention.aggregating()));
                }
            }
        }
        first.print();
        encoding.print();
        attending.print();
        aggregating.print();
        networks.print();
        all.print();
        if (device.isGpu()) {
            // PyTorch keeps what it has taken, so this is the most that was in use
            long inUse = DeviceMemory.total(device) - DeviceMemory.free(device);
            System.out.printf("| %d px: MB of the GPU in use | %d | | | |%n", size, inUse >> 20);
        }
        for (int anchorsPerAxis : anchors) {
            merge(diffSeg, settings, picture, size, anchorsPerAxis);
        }
    }

    private void merge(
            DiffSeg diffSeg,
            AttentionSettings settings,
            RandomAccessibleInterval<ARGBType> picture,
            int size,
            int anchorsPerAxis) {
        String what = size + " px, " + anchorsPerAxis + " anchors per axis: ";
        Timing first = new Timing(what + "merging and NMS, first time");
        Timing again = new Timing(what + "again with another threshold");
        Recommendation recommendation = folder.recommendation();
        RegionMask mask = RegionMask.all(size, size);
        try (Attention attention = diffSeg.attend(picture, settings, Progress.NONE)) {
            SegmentationSettings warm = settings(recommendation, anchorsPerAxis, 1);
            first.time(() -> attention.segment(warm, mask, Progress.NONE));
            for (int run = 0; run < runs; run++) {
                SegmentationSettings other =
                        settings(recommendation, anchorsPerAxis, 1.1 + 0.1 * run);
                again.time(() -> attention.segment(other, mask, Progress.NONE));
            }
        }
        first.print();
        again.print();
    }

    private static SegmentationSettings settings(
            Recommendation recommendation, int anchorsPerAxis, double factor) {
        return new SegmentationSettings(
                factor * recommendation.threshold(),
                recommendation.iterations(),
                anchorsPerAxis,
                false,
                0);
    }
}
