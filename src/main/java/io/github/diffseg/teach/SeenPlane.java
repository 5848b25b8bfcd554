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

package io.github.diffseg.teach;

import ij.ImagePlus;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.Settings;
import io.github.diffseg.classify.FeatureMap;
import io.github.diffseg.classify.TaughtClassifier;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.imagej.plane.PlanePosition;
import io.github.diffseg.progress.Progress;
import java.util.List;

/** A plane of an image that the network has looked at. Holds features, but no native memory. */
public final class SeenPlane {

    private final ImagePlus image;
    private final PlanePosition position;
    private final DisplayedPlane plane;
    private final List<FeatureMap> features;
    private final TaughtClassifier.Origin origin;

    private SeenPlane(
            ImagePlus image,
            PlanePosition position,
            DisplayedPlane plane,
            List<FeatureMap> features,
            TaughtClassifier.Origin origin) {
        this.image = image;
        this.position = position;
        this.plane = plane;
        this.features = features;
        this.origin = origin;
    }

    /**
     * Looks at the plane that an image shows, all of it, whatever is selected.
     *
     * @param segmenter with an open model
     * @param image is not changed
     * @param settings of which those of the pass count; a centre crop does not
     * @param progress told of each step
     * @throws io.github.diffseg.failure.UserException if the plane cannot be looked at
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static SeenPlane look(
            PlaneSegmenter segmenter, ImagePlus image, Settings settings, Progress progress) {
        DisplayedPlane plane;
        PlanePosition position;
        synchronized (image) {
            position = PlanePosition.of(image);
            plane = DisplayedPlane.ofWholeImage(image);
        }
        try (AttentionCache.Lease lease =
                segmenter.attend(plane, settings.attention().withFeatures(), progress)) {
            return new SeenPlane(
                    image,
                    position,
                    plane,
                    lease.attention().features(plane.pixels()),
                    segmenter.origin(settings.attention(), progress));
        }
    }

    /** {@return the image, the user's own} */
    public ImagePlus image() {
        return image;
    }

    /** {@return the plane as it was} */
    public DisplayedPlane plane() {
        return plane;
    }

    /** {@return where it lies in the image} */
    public PlanePosition position() {
        return position;
    }

    /** {@return width in pixels} */
    public int width() {
        return plane.copy().getWidth();
    }

    /** {@return height in pixels} */
    public int height() {
        return plane.copy().getHeight();
    }

    /** {@return whether it is the plane that an image shows now, with whatever pixels} */
    public boolean isShownBy(ImagePlus other) {
        return image == other
                && other.getWidth() == width()
                && other.getHeight() == height()
                && position.equals(PlanePosition.of(other));
    }

    List<FeatureMap> features() {
        return features;
    }

    TaughtClassifier.Origin origin() {
        return origin;
    }
}
