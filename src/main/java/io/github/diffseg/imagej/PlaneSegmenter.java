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
import io.github.diffseg.Attention;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.AttentionSettings;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Segmentation;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.StageTimes;
import io.github.diffseg.classify.TaughtClassifier;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.output.Provenance;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.tile.LargePlane;
import java.awt.Rectangle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Segments the current plane of an ImageJ image: what commands and batches call. */
public final class PlaneSegmenter {

    private final DiffSeg diffSeg;
    private final String modelParameter;
    private final ResultOrigin origin;
    private final Duration opening;
    private final AttentionCache cache;
    private final Outputs outputs;
    private final boolean keepsFeatures;

    /**
     * Keeps no attention; its macro lines ask for the usual outputs.
     *
     * @param diffSeg an opened model; stays the caller's
     * @param modelParameter how users name that model, for the macro line that replays a result
     * @param opening how long the caller waited for the model
     */
    public PlaneSegmenter(DiffSeg diffSeg, String modelParameter, Duration opening) {
        this(diffSeg, modelParameter, opening, new AttentionCache(0), Outputs.DEFAULT);
    }

    /**
     * Keeps attention in a cache; its macro lines ask for the usual outputs.
     *
     * @param diffSeg an opened model; stays the caller's
     * @param modelParameter how users name that model, for the macro line that replays a result
     * @param opening how long the caller waited for the model
     * @param cache of attention, so that an image that it knows needs no pass; stays the caller's
     */
    public PlaneSegmenter(
            DiffSeg diffSeg, String modelParameter, Duration opening, AttentionCache cache) {
        this(diffSeg, modelParameter, opening, cache, Outputs.DEFAULT);
    }

    /**
     * Keeps attention in a cache; its macro lines ask for given outputs.
     *
     * @param diffSeg an opened model; stays the caller's
     * @param modelParameter how users name that model, for the macro line that replays a result
     * @param opening how long the caller waited for the model
     * @param cache of attention, so that an image that it knows needs no pass; stays the caller's
     * @param outputs that the macro line asks for
     */
    public PlaneSegmenter(
            DiffSeg diffSeg,
            String modelParameter,
            Duration opening,
            AttentionCache cache,
            Outputs outputs) {
        this(diffSeg, modelParameter, opening, cache, outputs, false);
    }

    private PlaneSegmenter(
            DiffSeg diffSeg,
            String modelParameter,
            Duration opening,
            AttentionCache cache,
            Outputs outputs,
            boolean keepsFeatures) {
        this.diffSeg = diffSeg;
        this.opening = opening;
        this.cache = cache;
        this.outputs = outputs;
        this.modelParameter = modelParameter;
        this.keepsFeatures = keepsFeatures;
        origin = new ResultOrigin(diffSeg, modelParameter, outputs);
    }

    /**
     * {@return the same, whose results have the features of segments, for classes that are found
     * among the segments of many images later}
     */
    public PlaneSegmenter keepingFeatures() {
        return new PlaneSegmenter(diffSeg, modelParameter, opening, cache, outputs, true);
    }

    /**
     * Segments what an image shows now.
     *
     * @param image is not changed; a selection on it restricts the result to it
     * @param request threshold and the like
     * @param progress told of each step
     * @return the result
     * @throws IllegalArgumentException if the image cannot be segmented; the message says why
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public SegmentedPlane segment(ImagePlus image, SettingsRequest request, Progress progress) {
        return segment(image, DisplayedPlane.of(image), request, progress);
    }

    /**
     * As {@link #segment(ImagePlus, SettingsRequest, Progress)}, of a plane that was taken before.
     *
     * @param image whose plane it was; not changed
     * @param plane to be segmented
     * @param request threshold and the like
     * @param progress told of each step
     * @return the result
     */
    public SegmentedPlane segment(
            ImagePlus image, DisplayedPlane plane, SettingsRequest request, Progress progress) {
        return segment(image, plane, settings(request), progress);
    }

    /**
     * As {@link #segment(ImagePlus, DisplayedPlane, SettingsRequest, Progress)}, with every choice
     * made.
     *
     * @param image whose plane it was; not changed
     * @param plane to be segmented
     * @param settings of the result
     * @param progress told of each step
     * @return the result
     */
    public SegmentedPlane segment(
            ImagePlus image, DisplayedPlane plane, Settings settings, Progress progress) {
        TiledPlanes tiles = new TiledPlanes(diffSeg, origin, opening, outputs);
        if (tiles.areNeeded(plane, settings)) {
            return tiles.segment(image, plane, settings, progress);
        }
        Optional<ClassFinder> finder = classFinder(settings, progress);
        SegmentedPlane segmented;
        try (AttentionCache.Lease lease = attend(plane, settings.attention(), progress)) {
            segmented = segmentWhole(image, plane, lease, settings, progress);
        }
        return finder.map(
                        found ->
                                segmented.classified(
                                        found.vocabulary(segmented.features(), progress)))
                .orElse(segmented);
    }

    /**
     * {@return where the classes of segments come from, if settings ask for classes}
     *
     * @param settings of the result
     * @param progress of hashing the model
     * @throws io.github.diffseg.failure.UserException if a stored vocabulary does not fit
     */
    public Optional<ClassFinder> classFinder(Settings settings, Progress progress) {
        return settings.classes().areOn()
                ? Optional.of(
                        new ClassFinder(
                                settings.classes(),
                                diffSeg.storedModel().name(),
                                diffSeg.modelHash(progress),
                                settings.byKey()))
                : Optional.empty();
    }

    /**
     * {@return the request with every choice made}
     *
     * @throws io.github.diffseg.failure.UserException if settings contradict each other, or the
     *     classifier was taught with another model
     */
    public Settings settings(SettingsRequest request) {
        StoredModel model = diffSeg.storedModel();
        Settings settings = request.resolve(model.recommendation());
        settings.classifier()
                .ifPresent(
                        stored ->
                                stored.requireModel(
                                        model.name(), diffSeg.modelHash(Progress.NONE)));
        return settings;
    }

    /**
     * The expensive half, or what the cache has kept of it.
     *
     * @return the attention, to be given back by closing the lease
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public AttentionCache.Lease attend(
            DisplayedPlane plane, AttentionSettings settings, Progress progress) {
        return cache.attend(diffSeg, plane.pixels(), settings, progress);
    }

    /**
     * The cheap half.
     *
     * @param image whose plane it was; not changed
     * @param plane as it was when the attention was computed
     * @param lease of the attention of this plane with these settings
     * @param settings of the result
     * @param progress told of each step
     * @return the result
     * @throws io.github.diffseg.failure.UserException if the plane shall be seen in tiles
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public SegmentedPlane segment(
            ImagePlus image,
            DisplayedPlane plane,
            AttentionCache.Lease lease,
            Settings settings,
            Progress progress) {
        settings.detail().requireWhole();
        return segmentWhole(image, plane, lease, settings, progress);
    }

    private SegmentedPlane segmentWhole(
            ImagePlus image,
            DisplayedPlane plane,
            AttentionCache.Lease lease,
            Settings settings,
            Progress progress) {
        Attention attention = lease.attention();
        Segmentation segmentation = segmentation(attention, plane, settings, progress);
        LabelMap labels = plane.toFullImage(segmentation.labels());
        Rectangle bounds = plane.bounds();
        boolean paid = !lease.fromCache();
        StageTimes times =
                new StageTimes(
                        opening,
                        paid ? attention.encoding() : Duration.ZERO,
                        paid ? attention.attending() : Duration.ZERO,
                        paid ? attention.aggregating() : Duration.ZERO,
                        segmentation.segmenting());
        return new SegmentedPlane(
                image,
                plane,
                labels,
                segmentation.placed(labels, bounds.x, bounds.y),
                origin.of(
                        plane,
                        settings,
                        segmentation.settings(),
                        attention.workingSize().width() + " x " + attention.workingSize().height(),
                        progress),
                times,
                keepsFeatures || settings.classes().areOn()
                        ? attention.featuresOf(segmentation.labels())
                        : List.of(),
                Optional.empty());
    }

    /**
     * Segments a plane that need not fit into memory, in tiles; with the detail {@code whole}, in
     * one.
     *
     * @param plane to be segmented
     * @param request threshold and the like; which planes of a stack does not count
     * @param folder for temporary files; null: the system's
     * @param progress told which tile is being segmented
     * @return labels on disk, to be closed by the caller
     * @throws io.github.diffseg.failure.UserException if the settings do not fit the plane, a tile
     *     cannot be segmented, or the disk is full
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public SegmentedLargePlane segment(
            LargePlane plane, SettingsRequest request, Path folder, Progress progress) {
        return new TiledPlanes(diffSeg, origin, opening, outputs)
                .segment(plane, settings(request), folder, progress);
    }

    private static Segmentation segmentation(
            Attention attention, DisplayedPlane plane, Settings settings, Progress progress) {
        if (settings.classifier().isEmpty()) {
            return attention.segment(
                    settings.segmentation(), plane.pixels(), plane.mask(), progress);
        }
        return attention.classify(
                settings.classifier().get().taught(),
                settings.segmentation(),
                plane.pixels(),
                plane.mask(),
                progress);
    }

    /**
     * {@return what a classifier notes of the pass whose features it is taught on}
     *
     * @param settings of the pass
     * @param progress told of the hashing of the model; may cancel
     */
    public TaughtClassifier.Origin origin(AttentionSettings settings, Progress progress) {
        return new TaughtClassifier.Origin(
                diffSeg.storedModel().name(),
                diffSeg.modelHash(progress),
                settings.workingSize(),
                settings.timestep(),
                settings.aggregation().toString());
    }

    /** {@return what is wanted of results} */
    public Outputs outputs() {
        return outputs;
    }

    /**
     * {@return what the stack was made with: a threshold that is chosen for each plane is told as
     * such}
     *
     * @param plane what one plane of a stack was made with
     * @param planes all of them, in words
     * @param asked with which settings
     */
    public Provenance ofStack(Provenance plane, String planes, Settings asked) {
        return origin.ofStack(plane, planes, asked);
    }

    /**
     * {@return model, device and precision by their names in macros, so that they are the same when
     * the line is run on another machine or with another edition of the model}
     */
    public Map<String, String> recorded() {
        return origin.recorded();
    }
}
