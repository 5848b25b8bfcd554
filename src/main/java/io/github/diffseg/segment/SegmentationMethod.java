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

import io.github.diffseg.segment.merging.Threshold;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** How what a network saw becomes segments. */
public enum SegmentationMethod {
    /** Attention maps are merged that are alike (Tian et al., CVPR 2024). */
    MERGING("merging", limit -> null),

    /**
     * So are they one pair after another until all are one: the merge tree, cut at the threshold. A
     * higher one never parts what a lower one joins.
     */
    TREE("tree", limit -> new Threshold.OfTheTree(0, 0.4, limit)),

    /**
     * The features of the last self-attention of the UNet's way down are cut in two, again and
     * again (DiffCut: Couairon et al., NeurIPS 2024).
     */
    CUT("cut", limit -> new Threshold.OfTheEigengap(aboveOne(1.3))),

    /**
     * So are the attention maps, as the steps of a random walk (Ivanova et al., "Unsupervised
     * Segmentation by Diffusing, Walking and Cutting", WACV 2026).
     */
    WALK("walk", limit -> aboveOne(1.21));

    private final String key;
    private final DoubleFunction<Threshold> threshold;

    SegmentationMethod(String key, DoubleFunction<Threshold> threshold) {
        this.key = key;
        this.threshold = threshold;
    }

    /** Of a cut, whose heights are normalised associations and begin at 1. */
    private static Threshold.OfTheTree aboveOne(double atMost) {
        return new Threshold.OfTheTree(1, 0.6, atMost);
    }

    /**
     * The rule for the threshold where the user names none.
     *
     * @param limit the largest threshold that the model has for merging, above 0; the tree's
     *     heights are in the same unit
     * @return empty for merging, which has the model's rule or number
     */
    public Optional<Threshold> recommendedThreshold(double limit) {
        return Optional.ofNullable(threshold.apply(limit));
    }

    /** {@return whether this starts from anchors, whose maps are merged} */
    public boolean merges() {
        return this == MERGING || this == TREE;
    }

    /**
     * {@return whether this can have a threshold of that size: cuts' begin at 1}
     *
     * @param size a number above 0; 0 for the recommended one
     */
    public boolean takes(double size) {
        return merges() || size == 0 || size >= 1;
    }

    /** {@return whether this gives what a tree has at the threshold} */
    boolean cutsATree() {
        return this == TREE;
    }

    /** {@return the method of that name, whatever its case, if there is one} */
    public static Optional<SegmentationMethod> of(String name) {
        return Arrays.stream(values())
                .filter(method -> method.key.equalsIgnoreCase(name.trim()))
                .findFirst();
    }

    /** {@return all names, in quotes, separated by commas} */
    public static String names() {
        return Arrays.stream(values())
                .map(method -> "\"" + method + "\"")
                .collect(Collectors.joining(", "));
    }

    /** {@return the name in macros, on the command line and in results} */
    @Override
    public String toString() {
        return key;
    }
}
