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

package io.github.diffseg.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.diffseg.segment.label.LabelMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunLengthsTest {

    @Test
    void countsColumnsFirst() {
        LabelMap labels = new LabelMap(3, 2, new int[] {1, 1, 0, 0, 2, 2}, 2);
        assertEquals(List.of(List.of(0, 1, 1, 1, 3), List.of(3, 1, 1, 1)), RunLengths.of(labels));
    }

    @Test
    void decodesToTheLabels() {
        for (long seed = 0; seed < 20; seed++) {
            LabelMap labels = RandomLabels.of(37, 23, 6, 5, seed);
            int[] decoded = new int[labels.labels().length];
            List<List<Integer>> counts = RunLengths.of(labels);
            for (int label = 1; label <= labels.count(); label++) {
                int i = 0;
                boolean inside = false;
                for (int run : counts.get(label - 1)) {
                    for (int end = i + run; i < end; i++) {
                        if (inside) {
                            decoded[i % 23 * 37 + i / 23] = label;
                        }
                    }
                    inside = !inside;
                }
                assertEquals(37 * 23, i, "the runs of a label sum up to the image");
            }
            assertArrayEquals(labels.labels(), decoded);
        }
    }
}
