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

package io.github.diffseg.segment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.border.CrispBorders;
import io.github.diffseg.segment.border.GuideImage;
import io.github.diffseg.segment.border.PixelAdaptiveRefinement;
import io.github.diffseg.segment.cut.ComparedCells;
import io.github.diffseg.segment.cut.FeatureGrid;
import io.github.diffseg.segment.cut.RandomWalk;
import io.github.diffseg.segment.label.ConnectedComponents;
import io.github.diffseg.segment.label.LabelledClasses;
import io.github.diffseg.segment.label.LabelsWithConfidence;
import io.github.diffseg.segment.label.NonMaximumSuppression;
import io.github.diffseg.segment.label.PixelAssignment;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.label.ResultAssembly;
import io.github.diffseg.segment.merging.Proposals;
import io.github.diffseg.segment.merging.Threshold;
import io.github.diffseg.segment.touching.NeighbourDivergence;
import io.github.diffseg.segment.touching.TouchingObjects;
import io.github.diffseg.segment.tree.Grouping;
import io.github.diffseg.segment.tree.ProposalTree;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Segments an image from its attention tensor: anchors, merging, optional refinement, non-maximum
 * suppression, minimum area, numbering. What does not depend on a setting that changed is kept, so
 * another threshold, minimum area or output size is cheap.
 *
 * <p>Native memory: the distances ({@code M² · n} float32) between two calls, some 50 MB more
 * within one for n = 4,096. Not for use by several threads at once.
 */
public final class AttentionSegmenter implements AutoCloseable {

    /** What fits a Java array. */
    private static final long LARGEST_PLANE = Integer.MAX_VALUE - 8L;

    /** α of DiffCut. */
    private static final double CUT_POWER = 10;

    private final NDManager manager;
    private final NDArray maps;
    private final int gridHeight;
    private final int gridWidth;
    private final MergedProposals merging;
    private final Map<SegmentationMethod, ProposalMethod> methods;
    private TouchingObjects.Edges edges;

    /**
     * Prepares to segment by the maps alone.
     *
     * @param maps as below
     * @param gridHeight at least 1
     * @param gridWidth at least 1
     */
    public AttentionSegmenter(NDArray maps, int gridHeight, int gridWidth) {
        this(maps, gridHeight, gridWidth, null);
    }

    /**
     * Prepares to segment.
     *
     * @param maps the aggregated attention, {@code [n, gridHeight, gridWidth]} or {@code [n, n]}
     *     float32 with n = gridHeight · gridWidth, each map a probability distribution; not owned,
     *     and it must stay open as long as this
     * @param gridHeight at least 1
     * @param gridWidth at least 1
     * @param features of the last self-attention of the network's way down, which cuts compare
     *     cells by; null if the network has none; not owned, and they must stay open as long as
     *     this
     * @throws IllegalArgumentException if the maps do not have this shape and type, or are not
     *     numbers
     */
    public AttentionSegmenter(NDArray maps, int gridHeight, int gridWidth, FeatureGrid features) {
        long n = (long) gridHeight * gridWidth;
        Shape shape = maps.getShape();
        if (gridHeight < 1
                || gridWidth < 1
                || !(shape.equals(new Shape(n, gridHeight, gridWidth))
                        || shape.equals(new Shape(n, n)))) {
            throw new IllegalArgumentException(
                    "Attention of the shape "
                            + shape
                            + " does not fit a grid of "
                            + gridHeight
                            + " x "
                            + gridWidth
                            + "; it must hold one map of this size for each cell");
        }
        if (maps.getDataType() != DataType.FLOAT32) {
            throw new IllegalArgumentException(
                    "Attention is " + maps.getDataType() + "; merging needs float32");
        }
        // To read an array of a GPU leaves a copy behind, which a scope closes
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            if (!Float.isFinite(maps.sum().getFloat())) {
                throw new UnusableAttentionException(
                        "The attention contains NaN or infinite values; the model gives no usable"
                                + " maps for this image");
            }
        }
        this.gridHeight = gridHeight;
        this.gridWidth = gridWidth;
        manager = maps.getManager().newSubManager();
        this.maps = maps.reshape(n, n);
        this.maps.attach(manager);
        // A scope of the caller must not close what this keeps
        NDScope.unregister(this.maps);
        merging = new MergedProposals(this.maps, gridHeight, gridWidth);
        methods =
                Map.of(
                        SegmentationMethod.MERGING,
                        merging,
                        SegmentationMethod.CUT,
                        new CutProposals(() -> compared(features)),
                        SegmentationMethod.TREE,
                        new TreeProposals(merging),
                        SegmentationMethod.WALK,
                        new CutProposals(
                                () -> RandomWalk.compared(this.maps, gridHeight, gridWidth)));
    }

    private static ComparedCells compared(FeatureGrid features) {
        if (features == null) {
            throw new UserException(
                    "This model has no self-attention on its way down, whose features the method"
                            + " \""
                            + SegmentationMethod.CUT
                            + "\" compares; choose \""
                            + SegmentationMethod.WALK
                            + "\" or \""
                            + SegmentationMethod.MERGING
                            + "\"");
        }
        return ComparedCells.of(features, CUT_POWER);
    }

    private ProposalMethod method(SegmentationSettings settings) {
        return methods.get(settings.method());
    }

    /**
     * Segments a plane.
     *
     * @param settings how
     * @param width of the plane in pixels, at least 1
     * @param height of the plane in pixels, at least 1
     * @param mask which pixels take part, of the same size
     * @param progress told the steps; asked often whether to stop
     * @return the label map and its confidence; no segment if the mask is empty
     * @throws IllegalArgumentException if the plane is too large for one array or the mask has
     *     another size
     */
    public LabelsWithConfidence segment(
            SegmentationSettings settings,
            int width,
            int height,
            RegionMask mask,
            Progress progress) {
        return segment(settings, width, height, mask, null, progress);
    }

    /**
     * Segments a plane whose borders may follow a picture.
     *
     * @param settings how
     * @param width of the plane in pixels, at least 1
     * @param height of the plane in pixels, at least 1
     * @param mask which pixels take part, of the same size
     * @param guide the picture of the plane, of the same size; may be null unless the settings need
     *     it
     * @param progress told the steps; asked often whether to stop
     * @return the label map and its confidence; no segment if the mask is empty or all was deleted
     * @throws IllegalArgumentException if the plane is too large for one array, the mask has
     *     another size, a guide is needed and missing, or a correction does not fit the merge tree
     */
    public LabelsWithConfidence segment(
            SegmentationSettings settings,
            int width,
            int height,
            RegionMask mask,
            GuideImage guide,
            Progress progress) {
        requirePlane(width, height, mask);
        ResultAssembly assembly =
                new ResultAssembly(
                        settings.minimumArea(),
                        splitter(settings, guide, width, progress),
                        width,
                        height,
                        progress);
        if (settings.granularity() > 0) {
            return cut(settings, settings.granularity(), mask, guide, assembly);
        }
        if (settings.method().cutsATree()) {
            double threshold = withChosenThreshold(settings, progress).fixedThreshold();
            return cut(settings, threshold, mask, guide, assembly);
        }
        Proposals found = proposals(settings, progress);
        int[] winners = strongest(found, settings, mask, guide, progress);
        return assembly.assemble(found, refined(winners, settings, guide, progress));
    }

    /** What makes segments of parts of segments, or null. */
    private UnaryOperator<PixelAssignment> splitter(
            SegmentationSettings settings, GuideImage guide, int width, Progress progress) {
        return switch (settings.splitting()) {
            case NONE -> null;
            case COMPONENTS -> segments -> ConnectedComponents.split(segments, width, progress);
            case TOUCHING -> {
                requirePicture(guide, "Touching objects need");
                yield segments -> TouchingObjects.split(segments, edges(progress), guide, progress);
            }
        };
    }

    private TouchingObjects.Edges edges(Progress progress) {
        if (edges == null) {
            float[] values = NeighbourDivergence.of(maps, gridHeight, gridWidth, progress);
            edges = new TouchingObjects.Edges(values, gridHeight, gridWidth);
        }
        return edges;
    }

    private static void requirePicture(GuideImage guide, String what) {
        if (guide == null) {
            throw new IllegalArgumentException(what + " the picture of the plane");
        }
    }

    private static void requirePlane(int width, int height, RegionMask mask) {
        if (width < 1 || height < 1 || (long) width * height > LARGEST_PLANE) {
            throw new UserException(
                    "A plane of "
                            + width
                            + " x "
                            + height
                            + " pixels cannot be segmented; it must have between 1 and "
                            + LARGEST_PLANE
                            + " pixels");
        }
        if (mask.width() != width || mask.height() != height) {
            throw new IllegalArgumentException(
                    "The mask has "
                            + mask.width()
                            + " x "
                            + mask.height()
                            + " pixels, the plane "
                            + width
                            + " x "
                            + height
                            + "; they must be equal");
        }
    }

    /** The segments of a cut of the merge tree, and what corrections made of them. */
    private LabelsWithConfidence cut(
            SegmentationSettings settings,
            double granularity,
            RegionMask mask,
            GuideImage guide,
            ResultAssembly assembly) {
        ProposalTree tree = proposalTree(settings, assembly.progress());
        Grouping grouping = Grouping.of(tree.tree(), granularity, settings.corrections());
        if (grouping.count() == 0) {
            return assembly.nothing();
        }
        int[] winners = leafOfPixel(settings, mask, guide, assembly.progress());
        for (int pixel = 0; pixel < winners.length; pixel++) {
            if (winners[pixel] != NonMaximumSuppression.OUTSIDE) {
                int group = grouping.groupOf(winners[pixel]);
                winners[pixel] = group == Grouping.DELETED ? NonMaximumSuppression.OUTSIDE : group;
            }
        }
        int[] segments = refined(winners, settings, guide, assembly.progress());
        return assembly.assemble(tree.grouped(grouping), segments);
    }

    /**
     * The merge tree over the finest proposals. It does not depend on the granularity.
     *
     * @param settings of which the threshold, iterations, anchors and refinement count here
     * @param progress told the steps; asked often whether to stop
     * @return the leaves and their tree
     */
    public ProposalTree proposalTree(SegmentationSettings settings, Progress progress) {
        return method(settings).proposalTree(settings, progress);
    }

    /**
     * Which leaf of the merge tree each pixel belongs to: what all cuts of the tree have in common.
     *
     * @param settings as for {@link #proposalTree}, and whether borders are crisp
     * @param mask which pixels of the plane take part
     * @param guide the picture of the plane; may be null unless crisp borders are wanted
     * @param progress told the steps; asked often whether to stop
     * @return {@code [height · width]} 0…L−1, or −1 outside the mask
     */
    public int[] leafOfPixel(
            SegmentationSettings settings, RegionMask mask, GuideImage guide, Progress progress) {
        Proposals leaves = proposalTree(settings, progress).leaves();
        return strongest(leaves, settings, mask, guide, progress);
    }

    private int[] strongest(
            Proposals candidates,
            SegmentationSettings settings,
            RegionMask mask,
            GuideImage guide,
            Progress progress) {
        progress.report("Assigning pixels", 0);
        int[] winners = NonMaximumSuppression.winners(candidates, mask, progress);
        if (!settings.crispBorders()) {
            return winners;
        }
        requirePicture(guide, "Crisp borders need");
        progress.report("Moving borders to edges", 0);
        // Probabilities of classes have a finer grid than what they are made of
        int cell =
                Math.max(
                        mask.width() / Math.min(gridWidth, candidates.gridWidth()),
                        mask.height() / Math.min(gridHeight, candidates.gridHeight()));
        return CrispBorders.refine(winners, guide, cell, progress);
    }

    private static int[] refined(
            int[] winners, SegmentationSettings settings, GuideImage guide, Progress progress) {
        if (!settings.pamr()) {
            return winners;
        }
        requirePicture(guide, "PAMR needs");
        return PixelAdaptiveRefinement.refine(winners, guide, progress);
    }

    /**
     * Segments a plane by the probabilities of classes: each pixel goes to the most likely one.
     *
     * @param probabilities one proposal for each class, at the size of the plane
     * @param settings of which minimum area, splitting and crisp borders count here
     * @param mask which pixels take part, of the plane's size
     * @param picture of the plane, of its size
     * @param progress told the steps; asked often whether to stop
     * @return classes as labels, or their parts
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public LabelledClasses segmentClasses(
            Proposals probabilities,
            SegmentationSettings settings,
            RegionMask mask,
            GuideImage picture,
            Progress progress) {
        int width = mask.width();
        int height = mask.height();
        ResultAssembly assembly =
                new ResultAssembly(
                        settings.minimumArea(),
                        splitter(settings, picture, width, progress),
                        width,
                        height,
                        progress);
        int[] winners = strongest(probabilities, settings, mask, picture, progress);
        return assembly.assembleClasses(
                probabilities, refined(winners, settings, picture, progress));
    }

    /**
     * Chooses the threshold by this attention where the settings leave it to a rule.
     *
     * @param settings any
     * @param progress told the step; asked whether to stop
     * @return the settings with a {@link Threshold.Fixed}; the same one in each call
     */
    public SegmentationSettings withChosenThreshold(
            SegmentationSettings settings, Progress progress) {
        return method(settings).withChosenThreshold(settings, progress);
    }

    /**
     * The proposals before non-maximum suppression.
     *
     * @param settings of which the threshold, iterations, anchors and refinement count here
     * @param progress told the steps; asked often whether to stop
     * @return the proposals in the order of merging
     */
    public Proposals proposals(SegmentationSettings settings, Progress progress) {
        return method(settings).proposals(settings, progress);
    }

    /**
     * Safe to be asked by other threads.
     *
     * @return bytes of native memory that this keeps beside the maps
     */
    public long bytes() {
        return methods.values().stream().mapToLong(ProposalMethod::bytes).sum();
    }

    /**
     * {@return whether the distances for these anchors are kept, so that merging needs no new ones}
     *
     * @param settings of which the anchors count here
     */
    public boolean keepsDistances(SegmentationSettings settings) {
        return merging.keepsDistances(settings);
    }

    /** Frees what was kept; the caller's maps stay open. */
    @Override
    public void close() {
        methods.values().forEach(ProposalMethod::close);
        manager.close();
    }
}
