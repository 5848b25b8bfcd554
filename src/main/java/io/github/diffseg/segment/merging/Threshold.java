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

package io.github.diffseg.segment.merging;

import io.github.diffseg.failure.UserException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * τ, the symmetric KL divergence (natural logarithm) below which two attention maps are alike: a
 * number, or a rule that finds one for each image.
 */
public sealed interface Threshold {

    /** {@return the number or the rule, for the user} */
    String inWords();

    /**
     * {@return the same for every image}
     *
     * @param value above 0
     */
    static Threshold of(double value) {
        return new Fixed(value);
    }

    /**
     * The same for every image.
     *
     * @param value above 0
     */
    record Fixed(double value) implements Threshold {

        /**
         * Checks that the value is in its range.
         *
         * @throws IllegalArgumentException if the value is not a number above 0
         */
        public Fixed {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new UserException("threshold is " + value + "; it must be a number above 0");
            }
        }

        @Override
        public String inWords() {
            return String.valueOf(value);
        }
    }

    /**
     * Chosen for each image by the eigenvalues of its normalised Laplacian: the level of the
     * recursive cut that is most like the clusters which the largest relative eigengap gives
     * (DiffCut's automatic variant). That is often the whole image as one cluster, so it is at most
     * what the height of the tree gives.
     *
     * @param atMost limits it
     */
    record OfTheEigengap(OfTheTree atMost) implements Threshold {

        /**
         * Chooses the threshold.
         *
         * @param level that is most like the clusters, above 0
         * @param root the height of the root
         * @return the smaller of that level and the tree's, with four digits; above 0
         */
        public Fixed choose(double level, double root) {
            return new Fixed(Math.min(Automatic.rounded(level), atMost.choose(root).value()));
        }

        @Override
        public String inWords() {
            return "by the eigengap, at most " + atMost.inWords();
        }
    }

    /**
     * Chosen for each image by its tree: a share of the way from where nothing is alike to where
     * its last two parts join. It has four digits, as the other rule's.
     *
     * @param base where the tree's heights begin, 0 or above
     * @param shareOfRoot of what the root is higher than that, above 0
     * @param atMost what is chosen where the share is larger, above the base
     */
    record OfTheTree(double base, double shareOfRoot, double atMost) implements Threshold {

        /**
         * Checks that the numbers are in their ranges.
         *
         * @throws UserException if a number is not
         */
        public OfTheTree {
            if (!(base >= 0 && shareOfRoot > 0 && atMost > base)) {
                throw new UserException(
                        "The rule of the tree is "
                                + base
                                + " and "
                                + shareOfRoot
                                + " of its height, at most "
                                + atMost
                                + "; the share must be above 0, the limit above the first number");
            }
        }

        /**
         * Chooses the threshold.
         *
         * @param root the height of the root; below the base it counts as that
         * @return the threshold for that image, with four digits; above 0
         */
        public Fixed choose(double root) {
            double share = base + shareOfRoot * Math.max(0, root - base);
            return new Fixed(Automatic.rounded(Math.min(atMost, share)));
        }

        @Override
        public String inWords() {
            String share = shareOfRoot + " x the height of the tree";
            return (base == 0 ? share : share + " above " + base) + ", at most " + atMost;
        }
    }

    /**
     * Chosen for each image by the contrast of its attention: a share of the 95th percentile of the
     * distances between its anchors' maps. Where contrasts are weak all maps are near each other,
     * and a threshold that suits photographs would join everything. It has four digits: what is
     * chosen is what is shown, and differences of the engine's rounding, as between one thread and
     * two, do not reach it.
     *
     * @param shareOfAnchorDistanceP95 of the percentile, above 0
     * @param atLeast what is chosen where the share is smaller, above 0
     * @param atMost what is chosen where the share is larger, not below {@code atLeast}
     * @param anchorsPerAxis side of the anchor grid over which the percentile is taken, at least 1;
     *     the rule's own, so that the threshold does not change with the anchors of the merging
     */
    record Automatic(
            double shareOfAnchorDistanceP95, double atLeast, double atMost, int anchorsPerAxis)
            implements Threshold {

        private static final int DIGITS = 4;

        /**
         * Checks that the values are in their ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Automatic {
            boolean valid =
                    shareOfAnchorDistanceP95 > 0
                            && atLeast > 0
                            && atMost >= atLeast
                            && anchorsPerAxis >= 1;
            if (!valid) {
                throw new UserException(
                        "The rule of the automatic threshold is "
                                + shareOfAnchorDistanceP95
                                + " from "
                                + atLeast
                                + " to "
                                + atMost
                                + " over "
                                + anchorsPerAxis
                                + " anchors per axis; share and limits must be above 0 and in"
                                + " order, anchors at least 1");
            }
        }

        /**
         * Applies the rule to one image.
         *
         * @param anchorDistanceP95 the 95th percentile for an image, 0 or more; infinite where
         *     there is one anchor only
         * @return the threshold for that image, with four digits
         */
        public Fixed choose(double anchorDistanceP95) {
            double share = shareOfAnchorDistanceP95 * anchorDistanceP95;
            return new Fixed(rounded(Math.max(atLeast, Math.min(atMost, share))));
        }

        @Override
        public String inWords() {
            return shareOfAnchorDistanceP95
                    + " x the anchors' 95th percentile, "
                    + atLeast
                    + " to "
                    + atMost;
        }

        /** So that users can type what they read, and the engine's sums may round as they like. */
        private static double rounded(double value) {
            return new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue();
        }
    }
}
