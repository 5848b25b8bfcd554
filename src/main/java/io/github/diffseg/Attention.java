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

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.diffseg.attention.AggregatedAttention;
import io.github.diffseg.attention.AttentionMap;
import io.github.diffseg.attention.LayerFeatures;
import io.github.diffseg.classify.FeatureMap;
import io.github.diffseg.classify.PictureFeatures;
import io.github.diffseg.classify.TaughtClassifier;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.TorchFailure;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.GuidePixels;
import io.github.diffseg.image.WorkingSize;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.AttentionSegmenter;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.border.GuideImage;
import io.github.diffseg.segment.cut.FeatureGrid;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.LabelledClasses;
import io.github.diffseg.segment.label.LabelsWithConfidence;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.label.SegmentClasses;
import io.github.diffseg.segment.merging.Proposals;
import io.github.diffseg.vocabulary.FeatureSource;
import io.github.diffseg.vocabulary.SegmentFeature;
import io.github.diffseg.vocabulary.SegmentMeans;
import java.awt.Rectangle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/**
 * What a diffusion model saw in one image: the attention tensor, from which segmentations with any
 * threshold are cheap. Closing it frees its native memory.
 *
 * <p>Safe for use by several threads. Segmenting is done one at a time; an attention map is had
 * meanwhile, too. Closing waits for both.
 */
public final class Attention implements AutoCloseable {

    /** All resolutions, as aggregated. */
    public static final int ALL_RESOLUTIONS = -1;

    /** What {@link #encoderFeatures} are, for what is stored of them. */
    public static final String FEATURES = "last self-attention of the way down";

    private final NDManager owner;
    private final AggregatedAttention aggregate;
    private final WorkingSize size;
    private final Names names;
    private final List<AttentionMap> wordMaps;
    private final AttentionSegmenter segmenter;
    private final Duration encoding;
    private final Duration attending;
    private final Duration aggregating;

    /** Read by what needs the maps but not the segmenter. */
    private final ReadWriteLock maps = new ReentrantReadWriteLock();

    Attention(
            NDManager owner,
            AggregatedAttention aggregate,
            WorkingSize size,
            Names names,
            List<AttentionMap> wordMaps,
            Duration encoding,
            Duration attending,
            Duration aggregating) {
        this.owner = owner;
        this.aggregate = aggregate;
        this.size = size;
        this.names = names;
        this.wordMaps = List.copyOf(wordMaps);
        this.encoding = encoding;
        this.attending = attending;
        this.aggregating = aggregating;
        this.segmenter =
                new AttentionSegmenter(
                        aggregate.maps(),
                        aggregate.height(),
                        aggregate.width(),
                        aggregate
                                .encoderFeatures()
                                .map(f -> new FeatureGrid(f.values(), f.height(), f.width()))
                                .orElse(null));
    }

    /**
     * Merges the attention maps, and gives each pixel to its strongest object, without regard to
     * the pixels. Where they are at hand, {@link #segment(SegmentationSettings,
     * RandomAccessibleInterval, RegionMask, Progress)} takes any settings.
     *
     * @param settings threshold and the like, without crisp borders, PAMR or touching objects
     * @param mask which pixels of the image count; of the image's size
     * @param progress told of each step
     * @return labels of the image's size; pixels outside the mask or the centre crop have label 0
     * @throws IllegalArgumentException if the settings need the pixels, as crisp borders do, or the
     *     mask is not of the image's size
     * @throws io.github.diffseg.engine.NotEnoughMemoryException if there is too little memory for
     *     the anchors
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public synchronized Segmentation segment(
            SegmentationSettings settings, RegionMask mask, Progress progress) {
        if (settings.needsPicture()) {
            throw new IllegalArgumentException(
                    "Crisp borders, PAMR and touching objects need the pixels of the image beside its"
                            + " mask");
        }
        return segment(settings, mask, null, progress);
    }

    /**
     * As {@link #segment(SegmentationSettings, RegionMask, Progress)}, where borders may be crisp.
     *
     * @param settings threshold and the like
     * @param pixels that this attention was computed for, {@code [width, height]}; crisp borders
     *     follow them
     * @param mask which of them count
     * @param progress told of each step
     * @return labels of the pixels' size
     */
    public Segmentation segment(
            SegmentationSettings settings,
            RandomAccessibleInterval<ARGBType> pixels,
            RegionMask mask,
            Progress progress) {
        GuideImage guide = guide(settings, pixels);
        return segment(settings, mask, guide, progress);
    }

    private synchronized Segmentation segment(
            SegmentationSettings settings, RegionMask mask, GuideImage guide, Progress progress) {
        Stopwatch stopwatch = new Stopwatch();
        Rectangle crop = size.crop();
        RegionMask cropped = size.cropped(mask);
        SegmentationSettings chosen = withChosenThreshold(settings, progress);
        LabelsWithConfidence result =
                merging(
                        chosen,
                        () ->
                                segmenter.segment(
                                        chosen, crop.width, crop.height, cropped, guide, progress));
        return new Segmentation(
                size.toPlane(result.labels()),
                result.confidence(),
                result.confidenceMap().movedBy(crop.x, crop.y),
                result.proposals(),
                chosen,
                classes(result.labels()),
                stopwatch.lap());
    }

    /**
     * Gives each pixel the class that a classifier finds most likely there.
     *
     * @param classifier taught with this model and these settings of attention
     * @param settings of which minimum area, splitting and crisp borders count
     * @param pixels that this attention was computed for, {@code [width, height]}
     * @param mask which of them count
     * @param progress told of each step
     * @return labels of the pixels' size: the number of the class, or where it is split those of
     *     its parts; pixels outside the mask or the centre crop have label 0
     * @throws IllegalStateException if the features of this pass were not kept
     * @throws IllegalArgumentException if the classifier is of other features
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public Segmentation classify(
            TaughtClassifier classifier,
            SegmentationSettings settings,
            RandomAccessibleInterval<ARGBType> pixels,
            RegionMask mask,
            Progress progress) {
        Stopwatch stopwatch = new Stopwatch();
        Rectangle crop = size.crop();
        GuideImage picture = GuidePixels.of(pixels, crop);
        progress.report("Finding classes", 0);
        Proposals probabilities =
                new Proposals(
                        classifier.probabilities(
                                features(pixels), crop.width, crop.height, progress),
                        classifier.classes().size(),
                        crop.height,
                        crop.width);
        LabelledClasses found = segmentClasses(probabilities, settings, mask, picture, progress);
        LabelsWithConfidence result = found.result();
        int[] numbers = Arrays.stream(found.classOf()).map(k -> k + 1).toArray();
        return new Segmentation(
                size.toPlane(result.labels()),
                result.confidence(),
                result.confidenceMap().movedBy(crop.x, crop.y),
                result.proposals(),
                settings,
                Optional.of(new SegmentClasses(classifier.classes(), numbers, new double[0][])),
                stopwatch.lap());
    }

    private synchronized LabelledClasses segmentClasses(
            Proposals probabilities,
            SegmentationSettings settings,
            RegionMask mask,
            GuideImage picture,
            Progress progress) {
        return segmenter.segmentClasses(
                probabilities, settings, size.cropped(mask), picture, progress);
    }

    /**
     * {@return what is known of each place of the picture, over {@link WorkingSize#crop()}: {@link
     * #features()}, and the colours}
     *
     * @param pixels that this attention was computed for, {@code [width, height]}
     * @throws IllegalStateException if the features of this pass were not kept
     */
    public List<FeatureMap> features(RandomAccessibleInterval<ARGBType> pixels) {
        List<FeatureMap> all = new ArrayList<>(features());
        Rectangle crop = size.crop();
        all.add(PictureFeatures.colour(GuidePixels.of(pixels, crop).rgb(), crop.width));
        return all;
    }

    /**
     * Chooses the threshold for this image where the settings leave it to a rule.
     *
     * @param settings any
     * @param progress told of the step; asked whether to stop
     * @return the settings with a threshold that is a number: with the same attention always the
     *     same one, however many threads there are
     */
    public synchronized SegmentationSettings withChosenThreshold(
            SegmentationSettings settings, Progress progress) {
        return segmenter.withChosenThreshold(settings, progress);
    }

    /**
     * The merge tree, whose cuts are the segmentations at all granularities.
     *
     * @param settings of which the granularity and the corrections do not count
     * @param pixels that this attention was computed for, {@code [width, height]}; crisp borders
     *     follow them
     * @param selected which of them count; of their size
     * @param progress told of each step
     * @return the tree, and the leaf of each pixel
     * @throws io.github.diffseg.failure.UserException if the mask has another size, or the settings
     *     refine the segments of one cut (PAMR)
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public synchronized SegmentationHierarchy hierarchy(
            SegmentationSettings settings,
            RandomAccessibleInterval<ARGBType> pixels,
            RegionMask selected,
            Progress progress) {
        if (settings.pamr()) {
            throw new UserException(
                    "pamr is true, which refines the segments of one cut, but all levels of the tree"
                            + " are asked for; leave pamr out, or choose crisp_borders");
        }
        RegionMask mask = size.cropped(selected);
        GuideImage guide = guide(settings, pixels);
        int[] leaves =
                merging(settings, () -> segmenter.leafOfPixel(settings, mask, guide, progress));
        Rectangle crop = size.crop();
        int[] leafOfPixel = new int[Math.multiplyExact(size.planeWidth(), size.planeHeight())];
        Arrays.fill(leafOfPixel, SegmentationHierarchy.OUTSIDE);
        for (int y = 0; y < crop.height; y++) {
            System.arraycopy(
                    leaves,
                    y * crop.width,
                    leafOfPixel,
                    (y + crop.y) * size.planeWidth() + crop.x,
                    crop.width);
        }
        return new SegmentationHierarchy(
                segmenter.proposalTree(settings, progress).tree(),
                size.planeWidth(),
                size.planeHeight(),
                leafOfPixel);
    }

    /**
     * What the network attends to from a pixel.
     *
     * @param x column of the plane
     * @param y row of the plane
     * @param resolution an index into {@link #resolutions()}, or {@link #ALL_RESOLUTIONS}
     * @return the attention map, over {@link WorkingSize#crop()}
     * @throws IllegalArgumentException if the pixel lies outside the centre crop
     */
    public AttentionMap mapAt(int x, int y, int resolution) {
        Rectangle crop = size.crop();
        if (!crop.contains(x, y)) {
            throw new IllegalArgumentException(
                    "The pixel (" + x + ", " + y + ") lies outside of what the network saw");
        }
        int row = (int) ((long) (y - crop.y) * gridHeight() / crop.height);
        int column = (int) ((long) (x - crop.x) * gridWidth() / crop.width);
        maps.readLock().lock();
        try {
            return resolution == ALL_RESOLUTIONS
                    ? aggregate.mapOf(row, column)
                    : aggregate.mapOf(row, column, resolution);
        } finally {
            maps.readLock().unlock();
        }
    }

    /**
     * {@return what the network made of each cell of its grids, in the order of the pass, over
     * {@link WorkingSize#crop()}: the latent, and of each way (down, middle, up) and resolution
     * what the last self-attention gives before the residual; at the very end of the way up, which
     * gives maps alone, the one before}
     *
     * @throws IllegalStateException if they were not asked for ({@link AttentionSettings#features})
     */
    public List<FeatureMap> features() {
        maps.readLock().lock();
        try {
            List<FeatureMap> features =
                    aggregate.layers().stream()
                            .map(
                                    layer ->
                                            new FeatureMap(
                                                    layer.layer(),
                                                    Scope.floats(layer.values()),
                                                    layer.height(),
                                                    layer.width(),
                                                    (int) layer.values().getShape().get(1)))
                            .toList();
            if (features.stream().noneMatch(map -> map.name().equals(LayerFeatures.LATENT))) {
                throw new IllegalStateException("The features of this pass were not kept");
            }
            return features;
        } finally {
            maps.readLock().unlock();
        }
    }

    /**
     * {@return the grids on which the model attends, the finest first, e.g. {@code 64 x 64}:
     * columns times rows}
     */
    public List<String> resolutions() {
        return aggregate.resolutions();
    }

    /**
     * Safe to be asked while another thread segments.
     *
     * @return how much native memory this keeps: the maps, and distances for the next threshold
     */
    public long bytes() {
        return aggregate.bytes() + segmenter.bytes();
    }

    /** Of the labels of the crop, which is what the maps cover. */
    private Optional<SegmentClasses> classes(LabelMap labels) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(SegmentNaming.of(names.words(), wordMaps, labels));
    }

    private <T> T merging(SegmentationSettings settings, Supplier<T> work) {
        ComputeDevice device = new ComputeDevice(owner.getDevice());
        if (settings.method().merges() && !segmenter.keepsDistances(settings)) {
            MemoryCheck.requireMerging(settings, gridHeight(), gridWidth(), device);
        }
        return TorchFailure.inWords(device, MemoryCheck.remedy(settings), work);
    }

    private GuideImage guide(
            SegmentationSettings settings, RandomAccessibleInterval<ARGBType> pixels) {
        return settings.needsPicture() ? GuidePixels.of(pixels, size.crop()) : null;
    }

    /** {@return at which size the network saw which part of the image} */
    public WorkingSize workingSize() {
        return size;
    }

    /**
     * {@return the attention tensor for other methods: float32 {@code [n, n]}, row q the
     * probability map of grid cell q over all n = rows · columns cells; stays this object's, not to
     * be changed or closed}
     */
    public NDArray maps() {
        return aggregate.maps();
    }

    /**
     * {@return {@code [K][channels]}: the mean of each segment in the last self-attention of the
     * network's way down, of length 1; empty if the network has none, or tells no place of this
     * image from another}
     *
     * @param labels of the image that this attention was computed for, without centre crop
     */
    public float[][] meanFeatures(LabelMap labels) {
        maps.readLock().lock();
        try {
            return aggregate
                    .encoderFeatures()
                    .map(EncoderGrid::of)
                    .filter(EncoderGrid::tellsPlacesApart)
                    .map(grid -> grid.meansOf(labels))
                    .orElse(new float[0][]);
        } finally {
            maps.readLock().unlock();
        }
    }

    /** {@return whether the model has {@link #encoderFeatures}} */
    public boolean hasEncoderFeatures() {
        return aggregate.encoderFeatures().isPresent();
    }

    /**
     * {@return what the last self-attention of the network's way down makes of the places of the
     * image, in the coordinates of {@link WorkingSize#crop()}; a copy, which outlives this}
     *
     * @throws io.github.diffseg.failure.UserException if the model has no such features
     */
    public FeatureSource encoderFeatures() {
        maps.readLock().lock();
        try {
            return EncoderGrid.of(
                    aggregate
                            .encoderFeatures()
                            .orElseThrow(
                                    () ->
                                            new UserException(
                                                    "This model has no self-attention on its way"
                                                            + " down, whose features classes of"
                                                            + " segments are made of; leave"
                                                            + " classes and vocabulary out, or"
                                                            + " choose another model")));
        } finally {
            maps.readLock().unlock();
        }
    }

    /**
     * The mean features of segments.
     *
     * @param labels of segments of the image that this attention was computed for
     * @return of each label that has pixels, by label
     * @throws io.github.diffseg.failure.UserException as {@link #encoderFeatures}
     */
    public List<SegmentFeature> featuresOf(LabelMap labels) {
        return SegmentMeans.of(encoderFeatures(), size.fromPlane(labels));
    }

    /** {@return rows of the attention grid} */
    public int gridHeight() {
        return aggregate.height();
    }

    /** {@return columns of the attention grid} */
    public int gridWidth() {
        return aggregate.width();
    }

    /** {@return how long scaling the image and the VAE encoder took} */
    public Duration encoding() {
        return encoding;
    }

    /** {@return how long the UNet took} */
    public Duration attending() {
        return attending;
    }

    /** {@return how long the aggregation took} */
    public Duration aggregating() {
        return aggregating;
    }

    @Override
    public synchronized void close() {
        maps.writeLock().lock();
        try {
            segmenter.close();
            owner.close();
        } finally {
            maps.writeLock().unlock();
        }
    }
}
