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

package io.github.diffseg.vocabulary;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Classes of segments that are the same in many images: a segment belongs to the class whose centre
 * its features are nearest to. Classes are numbered by decreasing area over all images.
 *
 * @param conditions under which features compare with these classes
 * @param classes 1…k
 * @param silhouette how well the classes are apart, in [−1, 1]; NaN where k was given
 */
public record Vocabulary(
        FeatureConditions conditions, List<SegmentClass> classes, double silhouette) {

    /** The most classes: label images of 8 bits hold no more. */
    public static final int MOST = 255;

    /** Stands for a number of classes that is chosen by the segments. */
    public static final int CHOSEN = -1;

    public Vocabulary {
        classes = List.copyOf(classes);
    }

    /**
     * Finds classes.
     *
     * @param conditions under which the features were made
     * @param segments of all images, always in the same order
     * @param count how many classes, 1…{@value #MOST}, or {@link #CHOSEN}: by silhouette; no more
     *     are made than there are different segments
     * @param colours 0xrrggbb of each number from 1
     * @param progress may cancel
     * @throws UserException if there is no segment
     */
    public static Vocabulary of(
            FeatureConditions conditions,
            List<SegmentFeature> segments,
            int count,
            IntUnaryOperator colours,
            Progress progress) {
        if (segments.isEmpty()) {
            throw new UserException("There is no segment, so there are no classes of segments");
        }
        List<float[]> points = segments.stream().map(SegmentFeature::values).toList();
        long[] weights = segments.stream().mapToLong(SegmentFeature::pixels).toArray();
        SegmentClustering found =
                count == CHOSEN
                        ? SegmentClustering.chosen(points, weights, progress)
                        : SegmentClustering.of(points, weights, count, progress);
        float[][] centres = found.centres();
        long[] area = new long[centres.length];
        int[] members = new int[centres.length];
        for (int i = 0; i < weights.length; i++) {
            int c = SegmentClustering.nearest(points.get(i), centres);
            area[c] += weights[i];
            members[c]++;
        }
        List<SegmentClass> classes =
                IntStream.range(0, centres.length)
                        .mapToObj(
                                c ->
                                        new SegmentClass(
                                                c + 1,
                                                defaultName(c + 1),
                                                colours.applyAsInt(c + 1),
                                                centres[c],
                                                area[c],
                                                members[c]))
                        .toList();
        return new Vocabulary(conditions, classes, found.silhouette());
    }

    /** {@return what a class is called until a user names it} */
    static String defaultName(int number) {
        return "class " + number;
    }

    /**
     * {@return the number of the class of each segment}
     *
     * @param segments whose features were made under these conditions
     */
    public int[] classesOf(List<SegmentFeature> segments) {
        float[][] centres = classes.stream().map(SegmentClass::centre).toArray(float[][]::new);
        return segments.stream()
                .mapToInt(segment -> SegmentClustering.nearest(segment.values(), centres) + 1)
                .toArray();
    }

    /**
     * {@return how far a segment is from the middle of a class; the typical ones are near}
     *
     * @param number of the class
     * @param feature of the segment
     */
    public double distance(int number, float[] feature) {
        return Math.sqrt(
                SegmentClustering.squaredDistance(feature, classes.get(number - 1).centre()));
    }

    /**
     * {@return the class of a number}
     *
     * @param number 1…k
     */
    public SegmentClass get(int number) {
        return classes.get(number - 1);
    }

    /**
     * Refuses features that do not compare with these classes.
     *
     * @param now conditions of the features
     * @param file where this vocabulary was read from
     * @throws UserException if they differ; one sentence
     */
    public void requireSame(FeatureConditions now, String file) {
        conditions
                .difference(now)
                .ifPresent(
                        difference -> {
                            throw new UserException(
                                    "The vocabulary " + file + " was made with " + difference);
                        });
    }

    /**
     * {@return these classes with the names and colours of earlier ones, if they are the same
     * classes; else these as they are}
     */
    public Vocabulary namedAs(Vocabulary earlier) {
        boolean same =
                earlier.conditions.difference(conditions).isEmpty()
                        && earlier.classes.size() == classes.size()
                        && classes.stream()
                                .allMatch(
                                        c ->
                                                Arrays.equals(
                                                        c.centre(),
                                                        earlier.get(c.number()).centre()));
        if (!same) {
            return this;
        }
        return new Vocabulary(
                conditions,
                classes.stream()
                        .map(
                                c ->
                                        c.named(
                                                earlier.get(c.number()).name(),
                                                earlier.get(c.number()).rgb()))
                        .toList(),
                silhouette);
    }

    /** {@return whether a user has named a class} */
    public boolean hasNames() {
        return classes.stream().anyMatch(c -> !c.name().equals(defaultName(c.number())));
    }
}
