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

import io.github.diffseg.failure.UserException;
import io.github.diffseg.segment.label.Splitting;
import io.github.diffseg.segment.merging.Threshold;
import io.github.diffseg.segment.tree.Corrections;
import java.util.Objects;

/**
 * How aggregated attention becomes segments (section 3.2 of the paper). Everything here is cheap to
 * change: the attention tensor stays as it is.
 *
 * @param method how the maps, or the features beside them, become segments
 * @param threshold τ below which two maps are alike. The paper: 1.0; COCO-Stuff-27 1.1, Cityscapes
 *     0.9. Of cuts: the normalised association, 2 − NCut, above which a part is cut in two.
 * @param iterations N, how often proposals are merged, at least 1. The paper: 3.
 * @param anchorsPerAxis M, the side of the anchor grid, at least 1; clipped to the attention grid.
 *     The paper: 16.
 * @param refine whether k-means over all maps, started at the proposals, replaces them
 * @param minimumArea in pixels of the image; smaller segments are given to the neighbour that wins
 *     there next; 0 keeps all
 * @param splitting which parts of segments are segments of their own
 * @param granularity where the merge tree is cut, a divergence like the threshold; 0: no tree, the
 *     paper's merging. The tree's leaves are proposals merged at a part of the threshold ({@link
 *     #finest()}).
 * @param corrections made by hand to the cut of the tree; none without a tree
 * @param crispBorders whether borders move to the edges of the image
 * @param pamr whether finished segments are refined by {@link
 *     io.github.diffseg.segment.border.PixelAdaptiveRefinement}; not with crisp borders
 */
public record SegmentationSettings(
        SegmentationMethod method,
        Threshold threshold,
        int iterations,
        int anchorsPerAxis,
        boolean refine,
        int minimumArea,
        Splitting splitting,
        double granularity,
        Corrections corrections,
        boolean crispBorders,
        boolean pamr) {

    /** The part of the threshold at which the leaves of the merge tree are merged. */
    private static final double FINEST_PART = 0.25;

    /** The paper's general advice. */
    public static final SegmentationSettings DEFAULT =
            new SegmentationSettings(1.0, 3, 16, false, 0);

    /**
     * Checks that each value is in its range.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public SegmentationSettings {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(threshold, "threshold");
        Objects.requireNonNull(splitting, "splitting");
        boolean ruleOfAnother =
                threshold instanceof Threshold.Automatic && method != SegmentationMethod.MERGING
                        || threshold instanceof Threshold.OfTheEigengap
                                && method != SegmentationMethod.CUT
                        || threshold instanceof Threshold.OfTheTree
                                && method == SegmentationMethod.MERGING;
        if (ruleOfAnother) {
            throw new IllegalArgumentException(
                    "The method " + method + " cannot choose a threshold by " + threshold);
        }
        if (iterations < 1) {
            throw new UserException("iterations is " + iterations + "; it must be at least 1");
        }
        if (anchorsPerAxis < 1) {
            throw new UserException(
                    "anchors per axis is " + anchorsPerAxis + "; it must be at least 1");
        }
        if (minimumArea < 0) {
            throw new UserException(
                    "minimum area is " + minimumArea + "; it must be 0 or more pixels");
        }
        if (!(granularity >= 0) || Double.isInfinite(granularity)) {
            throw new UserException(
                    "granularity is " + granularity + "; it must be a number, 0 or above");
        }
        if (crispBorders && pamr) {
            throw new UserException(
                    "crisp_borders and pamr are both true; each decides where borders lie, so choose"
                            + " one of them");
        }
        if (granularity == 0 && !corrections.isEmpty()) {
            throw new UserException(
                    "corrections are given without granularity; they change a cut of the merge"
                            + " tree, so granularity must be above 0");
        }
    }

    /** The paper's way: no merge tree, nothing split, borders as the attention has them. */
    public SegmentationSettings(
            double threshold, int iterations, int anchorsPerAxis, boolean refine, int minimumArea) {
        this(
                SegmentationMethod.MERGING,
                Threshold.of(threshold),
                iterations,
                anchorsPerAxis,
                refine,
                minimumArea,
                Splitting.NONE,
                0,
                Corrections.NONE,
                false,
                false);
    }

    /**
     * {@return the threshold as a number}
     *
     * @throws IllegalStateException if it is still to be chosen for an image
     */
    public double fixedThreshold() {
        if (threshold instanceof Threshold.Fixed fixed) {
            return fixed.value();
        }
        throw new IllegalStateException("The threshold has not been chosen yet");
    }

    /** {@return the settings by which the paper's merging makes the leaves of the merge tree} */
    SegmentationSettings finest() {
        return change().method(SegmentationMethod.MERGING)
                .threshold(Threshold.of(fixedThreshold() * FINEST_PART))
                .minimumArea(0)
                .splitting(Splitting.NONE)
                .granularity(0)
                .corrections(Corrections.NONE)
                .crispBorders(false)
                .pamr(false)
                .build();
    }

    /** {@return these settings with the merge tree cut elsewhere, or with other corrections} */
    public SegmentationSettings withCut(double otherGranularity, Corrections otherCorrections) {
        return change().granularity(otherGranularity).corrections(otherCorrections).build();
    }

    /** {@return these settings with another threshold} */
    public SegmentationSettings withThreshold(Threshold other) {
        return change().threshold(other).build();
    }

    /** {@return these settings with borders as the image has them, or as the attention has them} */
    public SegmentationSettings withCrispBorders(boolean crisp) {
        return change().crispBorders(crisp).build();
    }

    /** {@return whether parts of segments become segments of their own} */
    public boolean splits() {
        return splitting != Splitting.NONE;
    }

    /** {@return whether the picture of the plane decides as well, not the attention alone} */
    public boolean needsPicture() {
        return crispBorders || pamr || splitting == Splitting.TOUCHING;
    }

    /** {@return a builder that begins with these settings} */
    public Builder change() {
        return new Builder(this);
    }

    /** Names each value, of which many are of one type. */
    public static final class Builder {

        private SegmentationMethod method;
        private Threshold threshold;
        private int iterations;
        private int anchorsPerAxis;
        private boolean refine;
        private int minimumArea;
        private Splitting splitting;
        private double granularity;
        private Corrections corrections;
        private boolean crispBorders;
        private boolean pamr;

        private Builder(SegmentationSettings settings) {
            method = settings.method;
            threshold = settings.threshold;
            iterations = settings.iterations;
            anchorsPerAxis = settings.anchorsPerAxis;
            refine = settings.refine;
            minimumArea = settings.minimumArea;
            splitting = settings.splitting;
            granularity = settings.granularity;
            corrections = settings.corrections;
            crispBorders = settings.crispBorders;
            pamr = settings.pamr;
        }

        /** Sets {@link SegmentationSettings#method()}. */
        public Builder method(SegmentationMethod value) {
            method = value;
            return this;
        }

        /** Sets {@link SegmentationSettings#threshold()}. */
        public Builder threshold(Threshold value) {
            threshold = value;
            return this;
        }

        /** Sets {@link SegmentationSettings#iterations()}. */
        public Builder iterations(int value) {
            iterations = value;
            return this;
        }

        /** Sets {@link SegmentationSettings#anchorsPerAxis()}. */
        public Builder anchorsPerAxis(int value) {
            anchorsPerAxis = value;
            return this;
        }

        /** Sets {@link SegmentationSettings#refine()}. */
        public Builder refine(boolean value) {
            refine = value;
            return this;
        }

        /** Sets {@link SegmentationSettings#minimumArea()}. */
        public Builder minimumArea(int value) {
            minimumArea = value;
            return this;
        }

        /** Sets {@link SegmentationSettings#splitting()}. */
        public Builder splitting(Splitting value) {
            splitting = value;
            return this;
        }

        /** Sets {@link SegmentationSettings#granularity()}. */
        public Builder granularity(double value) {
            granularity = value;
            return this;
        }

        /** Sets {@link SegmentationSettings#corrections()}. */
        public Builder corrections(Corrections value) {
            corrections = value;
            return this;
        }

        /** Sets {@link SegmentationSettings#crispBorders()}. */
        public Builder crispBorders(boolean value) {
            crispBorders = value;
            return this;
        }

        /** Sets {@link SegmentationSettings#pamr()}. */
        public Builder pamr(boolean value) {
            pamr = value;
            return this;
        }

        /**
         * {@return the settings with these values}
         *
         * @throws UserException if a value is out of its range; the message names it
         */
        public SegmentationSettings build() {
            return new SegmentationSettings(
                    method,
                    threshold,
                    iterations,
                    anchorsPerAxis,
                    refine,
                    minimumArea,
                    splitting,
                    granularity,
                    corrections,
                    crispBorders,
                    pamr);
        }
    }
}
