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

package io.github.diffseg.segment.label;

import java.util.Arrays;
import java.util.List;

/**
 * What kind of thing each segment is, where kinds are told.
 *
 * @param names of the classes 1…C, C at least 1
 * @param ofLabel {@code [K]}: the class of label k at k - 1, in 1…C; 0 for none
 * @param strength {@code [K][C]}: how much label k at k - 1 is of class c at c - 1; {@code [0][]}
 *     where nothing measures it
 */
public record SegmentClasses(List<String> names, int[] ofLabel, double[][] strength) {

    /**
     * Checks that all belong together.
     *
     * @throws IllegalArgumentException if a class has no name, or strengths are not of these labels
     */
    public SegmentClasses {
        names = List.copyOf(names);
        int most = names.size();
        if (most == 0 || Arrays.stream(ofLabel).anyMatch(c -> c < 0 || c > most)) {
            throw new IllegalArgumentException(
                    "Classes " + Arrays.toString(ofLabel) + " of " + most + " names");
        }
        if (strength.length > 0 && strength.length != ofLabel.length) {
            throw new IllegalArgumentException(
                    strength.length + " strengths of " + ofLabel.length + " labels");
        }
    }

    /** {@return whether it is known how much a segment is of each class} */
    public boolean hasStrength() {
        return strength.length > 0;
    }

    /** {@return the name of the class of a label in 1…K; empty if it has none} */
    public String nameOf(int label) {
        int ofClass = ofLabel[label - 1];
        return ofClass == 0 ? "" : names.get(ofClass - 1);
    }

    /**
     * {@return the classes in place of the labels: 1…C, 0 for none}
     *
     * @param labels 1…K, and 0
     */
    public LabelMap of(LabelMap labels) {
        int[] classes = new int[labels.labels().length];
        for (int i = 0; i < classes.length; i++) {
            int label = labels.labels()[i];
            classes[i] = label == 0 ? 0 : ofLabel[label - 1];
        }
        return new LabelMap(labels.width(), labels.height(), classes, names.size());
    }

    /**
     * {@return the same of labels with other numbers}
     *
     * @param number {@code [K + 1]}: the new number of each label; 0 for those that are gone
     * @param count the largest number
     */
    public SegmentClasses renumbered(int[] number, int count) {
        int[] renumbered = new int[count];
        double[][] strengths = new double[hasStrength() ? count : 0][names.size()];
        for (int label = 1; label < number.length; label++) {
            if (number[label] > 0) {
                renumbered[number[label] - 1] = ofLabel[label - 1];
                if (hasStrength()) {
                    strengths[number[label] - 1] = strength[label - 1];
                }
            }
        }
        return new SegmentClasses(names, renumbered, strengths);
    }
}
