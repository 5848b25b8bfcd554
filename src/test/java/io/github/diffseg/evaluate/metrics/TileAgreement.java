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

package io.github.diffseg.evaluate.metrics;

import ij.IJ;
import ij.ImagePlus;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.tile.TilePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * How well tiles agree with one pass at the same pixel size of the network: the adjusted Rand
 * index, and the F of borders near the lines where tiles meet, beside that of all other borders.
 */
public final class TileAgreement {

    /** How far from the line between two cores a border is near it, in pixels of the network. */
    private static final int NEAR = 16;

    private TileAgreement() {}

    /**
     * @param arguments the working size of one pass, and image files
     */
    public static void main(String[] arguments) {
        int whole = Integer.parseInt(arguments[0]);
        try (DiffSeg diffSeg =
                        DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
                AttentionCache cache = new AttentionCache(0)) {
            PlaneSegmenter segmenter =
                    new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO, cache);
            System.out.println(
                    "| image | one pass | tiles | index | F near lines | F elsewhere"
                            + " | index of one pass at half the size |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (String file : Arrays.copyOfRange(arguments, 1, arguments.length)) {
                System.out.println(row(segmenter, Path.of(file), whole));
            }
        }
    }

    private static String row(PlaneSegmenter segmenter, Path file, int whole) {
        ImagePlus image = IJ.openImage(file.toString());
        SettingsRequest half =
                SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, whole / 2);
        LabelMap large = labels(segmenter, image, half.with(Setting.WORKING_SIZE, whole));
        LabelMap small = labels(segmenter, image, half);
        LabelMap tiled = labels(segmenter, image, half.with(Setting.DETAIL, "2x"));
        double networkPixel = Math.min(image.getWidth(), image.getHeight()) / (double) whole;
        TilePlan plan = TilePlan.of(image.getWidth(), image.getHeight(), whole / 2, networkPixel);
        boolean[] near = near(plan, large, (int) Math.round(NEAR * networkPixel));
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.3f | %.3f | %.3f | %.3f |",
                file.getFileName(),
                large.count(),
                tiled.count(),
                index(large, tiled),
                borders(large, tiled, pixel -> near[pixel]),
                borders(large, tiled, pixel -> !near[pixel]),
                index(large, small));
    }

    private static LabelMap labels(
            PlaneSegmenter segmenter, ImagePlus image, SettingsRequest request) {
        return segmenter.segment(image, request, Progress.NONE).labels();
    }

    private static double index(LabelMap truth, LabelMap labels) {
        return AdjustedRandIndex.of(
                ConfusionTable.of(truth.labels(), labels.labels(), truth.count() + 1, -1));
    }

    private static boolean[] near(TilePlan plan, LabelMap labels, int distance) {
        boolean[] near = new boolean[labels.labels().length];
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < labels.width(); x++) {
                near[y * labels.width() + x] =
                        tileAt(plan, labels, x - distance, y)
                                        != tileAt(plan, labels, x + distance, y)
                                || tileAt(plan, labels, x, y - distance)
                                        != tileAt(plan, labels, x, y + distance);
            }
        }
        return near;
    }

    private static int tileAt(TilePlan plan, LabelMap labels, int x, int y) {
        int column = Math.max(0, Math.min(labels.width() - 1, x));
        int row = Math.max(0, Math.min(labels.height() - 1, y));
        return plan.tileAt(column / plan.reduction(), row / plan.reduction());
    }

    /** The F of the borders that lie in a part of the image. */
    private static double borders(LabelMap truth, LabelMap labels, IntPredicate there) {
        BoundaryMap actual = map(truth);
        BoundaryMap found = map(labels);
        double tolerance = BoundaryCounts.TOLERANCE * Math.hypot(truth.width(), truth.height());
        BoundaryMatching.Matched matched = BoundaryMatching.match(found, actual, tolerance);
        return new BoundaryCounts(
                        count(found, there, matched.first()),
                        count(found, there, null),
                        count(actual, there, matched.second()),
                        count(actual, there, null))
                .f();
    }

    private static BoundaryMap map(LabelMap labels) {
        return BoundaryMap.of(
                labels.labels(),
                labels.width(),
                labels.height(),
                new boolean[labels.labels().length]);
    }

    private static long count(BoundaryMap map, IntPredicate there, boolean[] matched) {
        long count = 0;
        for (int i = 0; i < map.count(); i++) {
            if (there.test(map.pixel(i)) && (matched == null || matched[i])) {
                count++;
            }
        }
        return count;
    }
}
