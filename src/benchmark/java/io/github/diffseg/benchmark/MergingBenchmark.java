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
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.model.SafetensorsFile;
import io.github.diffseg.model.TensorType;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.AttentionSegmenter;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.RegionMask;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Locale;

/** Merging and non-maximum suppression to 512 x 512 of a given attention tensor. */
final class MergingBenchmark {

    private static final int OUTPUT = 512;

    private final Path file;
    private final ComputeDevice device;
    private final int runs;

    MergingBenchmark(Path file, ComputeDevice device, int runs) {
        this.file = file;
        this.device = device;
        this.runs = runs;
    }

    void run(int anchorsPerAxis) {
        Timing cold =
                new Timing(anchorsPerAxis + " anchors per axis: merging and NMS, first in JVM");
        Timing first =
                new Timing(anchorsPerAxis + " anchors per axis: merging and NMS, first time");
        Timing again = new Timing(anchorsPerAxis + " anchors per axis: again, another threshold");
        RegionMask mask = RegionMask.all(OUTPUT, OUTPUT);
        try (NDManager manager = TorchEngine.newManager(device);
                SafetensorsFile tensors = SafetensorsFile.open(file)) {
            long[] shape = tensors.info("attention").shape();
            Shape matrix = new Shape(shape[0], shape[1] * shape[2]);
            NDArray mapped = manager.create(tensors.bytes("attention"), matrix, DataType.FLOAT32);
            NDArray maps = mapped.duplicate();
            for (int run = 0; run <= runs; run++) {
                try (AttentionSegmenter segmenter =
                        new AttentionSegmenter(maps, (int) shape[1], (int) shape[2])) {
                    (run == 0 ? cold : first)
                            .time(() -> segment(segmenter, anchorsPerAxis, 1.0, mask));
                    for (int other = 1; other <= 3 && run > 0; other++) {
                        double threshold = 1 - 0.1 * other;
                        again.time(() -> segment(segmenter, anchorsPerAxis, threshold, mask));
                    }
                }
            }
        }
        cold.print();
        first.print();
        again.print();
    }

    /** Prints how alike the labels at the threshold 1 are to those of a file. */
    void compare(int anchorsPerAxis, Path labels) {
        int[] expected = new int[OUTPUT * OUTPUT];
        try (SafetensorsFile tensors = SafetensorsFile.open(labels)) {
            if (tensors.info("labels").type() != TensorType.F32
                    || tensors.info("labels").elements() != expected.length) {
                throw new IllegalArgumentException(
                        labels + ": labels must be float32, " + OUTPUT + " x " + OUTPUT);
            }
            FloatBuffer values =
                    tensors.bytes("labels").order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (int) values.get(i);
            }
        }
        try (NDManager manager = TorchEngine.newManager(device);
                SafetensorsFile tensors = SafetensorsFile.open(file)) {
            long[] shape = tensors.info("attention").shape();
            NDArray maps =
                    manager.create(
                            tensors.bytes("attention"),
                            new Shape(shape[0], shape[1] * shape[2]),
                            DataType.FLOAT32);
            try (AttentionSegmenter segmenter =
                    new AttentionSegmenter(maps, (int) shape[1], (int) shape[2])) {
                RegionMask mask = RegionMask.all(OUTPUT, OUTPUT);
                int[] found =
                        segmenter
                                .segment(
                                        settings(anchorsPerAxis, 1.0),
                                        OUTPUT,
                                        OUTPUT,
                                        mask,
                                        Progress.NONE)
                                .labels()
                                .labels();
                LabelAgreement agreement = LabelAgreement.of(expected, found);
                System.out.println(
                        "| their segments | ours | agreeing pixels | adjusted Rand index |");
                System.out.println("|---|---|---|---|");
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %d | %.4f | %.4f |%n",
                        agreement.expected(),
                        agreement.found(),
                        agreement.pixels(),
                        agreement.adjustedRand());
            }
        }
    }

    private static SegmentationSettings settings(int anchorsPerAxis, double threshold) {
        return new SegmentationSettings(threshold, 3, anchorsPerAxis, false, 0);
    }

    private static int segment(
            AttentionSegmenter segmenter, int anchorsPerAxis, double threshold, RegionMask mask) {
        return segmenter
                .segment(settings(anchorsPerAxis, threshold), OUTPUT, OUTPUT, mask, Progress.NONE)
                .proposals();
    }
}
