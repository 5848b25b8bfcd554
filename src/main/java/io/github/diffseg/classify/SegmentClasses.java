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

package io.github.diffseg.classify;

import java.util.Arrays;
import java.util.List;

/**
 * Which class each segment of a plane is of.
 *
 * @param names of the classes
 * @param classOf {@code [K]} of label i + 1, an index of the names
 */
public record SegmentClasses(List<String> names, int[] classOf) {

    public SegmentClasses {
        names = List.copyOf(names);
    }

    /**
     * {@return the same where labels have other numbers}
     *
     * @param number {@code [K + 1]}, the new number of each label; 0 for none
     */
    public SegmentClasses renumbered(int[] number) {
        int[] renumbered = new int[Arrays.stream(number).max().orElse(0)];
        for (int label = 1; label < number.length; label++) {
            if (number[label] > 0) {
                renumbered[number[label] - 1] = classOf[label - 1];
            }
        }
        return new SegmentClasses(names, renumbered);
    }

    /** {@return the name of a label's class} */
    public String nameOf(int label) {
        return names.get(classOf[label - 1]);
    }

    /** {@return the number of a label's class, from 1} */
    public int numberOf(int label) {
        return classOf[label - 1] + 1;
    }
}
