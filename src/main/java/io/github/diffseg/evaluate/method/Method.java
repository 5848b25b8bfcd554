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

package io.github.diffseg.evaluate.method;

import io.github.diffseg.failure.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is evaluated: DiffSeg and what it is compared with. */
public enum Method {
    /** KL merging; finds the number of segments itself. */
    DIFFSEG("diffseg", "DiffSeg", true, Clusters.NONE),
    /** The merge tree of the same maps. */
    TREE("tree", "Merge tree", true, Clusters.NONE),
    /** Recursive normalised cuts of the encoder's features. */
    CUT("cut", "Cut", true, Clusters.NONE),
    /** Recursive normalised cuts of the attention maps. */
    WALK("walk", "Walk", true, Clusters.NONE),
    /** K-means on the same attention maps, k the same for all images. */
    K_MEANS_C("k-means-c", "K-Means-C", true, Clusters.CONSTANT),
    /** K-means on the same attention maps, k each image's true number of regions. */
    K_MEANS_S("k-means-s", "K-Means-S", true, Clusters.OF_THE_TRUTH),
    /** K-means on the colours of pixels, k as for K-Means-C. */
    COLOUR_K_MEANS("colour-k-means", "Colour k-means", false, Clusters.CONSTANT),
    /** Superpixels merged by colour until k are left, k as for K-Means-C. */
    SUPERPIXELS("superpixels", "Superpixels", false, Clusters.CONSTANT),
    /** Otsu's threshold and ImageJ's watershed, for objects on an even ground. */
    OTSU_WATERSHED("otsu-watershed", "Otsu and watershed", false, Clusters.NONE),
    /**
     * The cells of the network's features as segments: their vocabulary is k-means over the set.
     * Only its figures with a vocabulary mean anything.
     */
    CELLS("cells", "Cells", true, Clusters.NONE);

    /** Where a method has its number of segments from. */
    public enum Clusters {
        /** From nowhere: the method finds the number itself. */
        NONE,
        /** It is given one for the whole set, by default the mean number of true regions. */
        CONSTANT,
        /** It is told the true number of regions of each image. */
        OF_THE_TRUTH
    }

    /** Names every method whose segments of one image mean something. */
    public static final String ALL = "all";

    private final String key;
    private final String label;
    private final boolean needsAttention;
    private final Clusters clusters;

    Method(String key, String label, boolean needsAttention, Clusters clusters) {
        this.key = key;
        this.label = label;
        this.needsAttention = needsAttention;
        this.clusters = clusters;
    }

    /**
     * {@return the methods, in that order, each once}
     *
     * @param keys such as {@code "diffseg, k-means-c"}, or {@value #ALL}
     * @throws IllegalArgumentException if one does not exist; the message names those that do
     */
    public static List<Method> of(String keys) {
        if (keys.trim().toLowerCase(Locale.ROOT).equals(ALL)) {
            return Arrays.stream(values()).filter(method -> method != CELLS).toList();
        }
        return Arrays.stream(keys.split(",")).map(Method::one).distinct().toList();
    }

    private static Method one(String key) {
        return Arrays.stream(values())
                .filter(method -> method.key.equals(key.trim().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UserException(
                                        "methods holds \""
                                                + key.trim()
                                                + "\"; allowed are "
                                                + Arrays.stream(values())
                                                        .map(method -> method.key)
                                                        .collect(Collectors.joining(", "))
                                                + ", or "
                                                + ALL));
    }

    /** {@return the name in parameters and files} */
    public String key() {
        return key;
    }

    /** {@return the name in reports} */
    public String label() {
        return label;
    }

    /** {@return whether a model has to look at the image} */
    public boolean needsAttention() {
        return needsAttention;
    }

    /** {@return where the number of segments comes from} */
    public Clusters clusters() {
        return clusters;
    }

    /** {@return whether a threshold decides what are segments} */
    public boolean hasThreshold() {
        return needsAttention && clusters == Clusters.NONE;
    }
}
