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

package io.github.diffseg.imagej;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.PixelSize;
import io.github.diffseg.Segmentation;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.StageTimes;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.tile.LargePlane;
import io.github.diffseg.tile.TiledLabels;
import io.github.diffseg.tile.TiledSegment;
import io.github.diffseg.tile.TiledSegmentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedIntType;

/** Segments planes in tiles, as closely as the user wants the network to look. */
final class TiledPlanes {

    private final DiffSeg diffSeg;
    private final ResultOrigin origin;
    private final Duration opening;
    private final Outputs outputs;

    /**
     * @param opening how long the caller waited for the model
     * @param outputs that are wanted of the results
     */
    TiledPlanes(DiffSeg diffSeg, ResultOrigin origin, Duration opening, Outputs outputs) {
        this.diffSeg = diffSeg;
        this.origin = origin;
        this.opening = opening;
        this.outputs = outputs;
    }

    /** As {@link PlaneSegmenter#segment(LargePlane, SettingsRequest, Path, Progress)}. */
    SegmentedLargePlane segment(
            LargePlane plane, Settings settings, Path folder, Progress progress) {
        TiledLabels labels = TiledSegmentation.segment(diffSeg, plane, settings, folder, progress);
        try {
            return new SegmentedLargePlane(
                    labels,
                    origin.of(
                            plane.title(),
                            settings,
                            labels.settings(),
                            labels.plan().describe(),
                            progress));
        } catch (RuntimeException | Error e) {
            closed(labels);
            throw e;
        }
    }

    /** As {@link PlaneSegmenter#segment(ImagePlus, SettingsRequest, Progress)}. */
    SegmentedPlane segment(
            ImagePlus image, DisplayedPlane plane, Settings settings, Progress progress) {
        if (outputs.confidenceMap()) {
            throw new UserException(
                    "confidence_map is true, but detail is \""
                            + settings.detail()
                            + "\": of tiles only each segment's confidence is known, not each"
                            + " pixel's; leave the map out, or choose the detail \"whole\"");
        }
        TiledLabels tiled =
                TiledSegmentation.segment(diffSeg, large(plane), settings, null, progress);
        try {
            return result(image, plane, settings, tiled, progress);
        } finally {
            closed(tiled);
        }
    }

    /** {@return whether one pass over the plane is not as close as the user wants to look} */
    boolean areNeeded(DisplayedPlane plane, Settings settings) {
        return !settings.detail().isWhole()
                && TiledSegmentation.of(large(plane), settings, diffSeg.sizeMultiple())
                                .plan()
                                .size()
                        > 1;
    }

    private static LargePlane large(DisplayedPlane plane) {
        int width = plane.bounds().width;
        return new LargePlane(
                plane.copy().getTitle(),
                plane.pixels(),
                pixelSize(plane.copy().getCalibration()),
                (x, y) -> plane.mask().contains((int) (y * width + x)));
    }

    private SegmentedPlane result(
            ImagePlus image,
            DisplayedPlane plane,
            Settings settings,
            TiledLabels tiled,
            Progress progress) {
        LabelMap labels = plane.toFullImage(map(tiled, progress));
        float[] confidence = new float[tiled.count()];
        for (int i = 0; i < confidence.length; i++) {
            TiledSegment segment = tiled.segments().get(i);
            confidence[i] = segment.confidence();
        }
        StageTimes times =
                new StageTimes(opening, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO)
                        .plus(tiled.times());
        return new SegmentedPlane(
                image,
                plane,
                labels,
                new Segmentation(
                        labels,
                        confidence,
                        null,
                        tiled.proposals(),
                        tiled.settings(),
                        Optional.empty(),
                        times.segmenting()),
                origin.of(plane, settings, tiled.settings(), tiled.plan().describe(), progress),
                times);
    }

    private static LabelMap map(TiledLabels tiled, Progress progress) {
        RandomAccessibleInterval<UnsignedIntType> labels = tiled.labels();
        int width = (int) labels.dimension(0);
        int height = (int) labels.dimension(1);
        int[] map = new int[Math.multiplyExact(width, height)];
        RandomAccess<UnsignedIntType> access = labels.randomAccess();
        for (int y = 0; y < height; y++) {
            progress.checkCancelled();
            access.setPosition(y, 1);
            access.setPosition(0, 0);
            for (int x = 0; x < width; x++) {
                map[y * width + x] = access.get().getInt();
                access.fwd(0);
            }
        }
        return new LabelMap(width, height, map, tiled.count());
    }

    /** Calibrated is what has a unit that is no pixel. */
    private static PixelSize pixelSize(Calibration calibration) {
        return calibration.scaled()
                ? new PixelSize(calibration.pixelWidth, calibration.getUnit())
                : PixelSize.UNKNOWN;
    }

    private static void closed(TiledLabels labels) {
        try {
            labels.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
