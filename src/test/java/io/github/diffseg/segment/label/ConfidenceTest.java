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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.RandomMaps;
import io.github.diffseg.segment.merging.Proposals;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

    @Test
    void isTheMeanShareOfTheProposalInsideTheLabel() {
        UpsampledProposals proposals =
                Drawing.proposals(4, 1, new String[] {"9632"}, new String[] {"1468"});
        LabelMap labels = new LabelMap(4, 1, new int[] {1, 1, 0, 2}, 2);
        float[] confidence =
                Confidence.ofLabels(labels, new int[] {0, 1}, proposals, Progress.NONE);
        assertArrayEquals(new float[] {0.75f, 0.8f}, confidence, 1e-6f);
    }

    @Test
    void blocksOfRowsAddUp() {
        int width = 30;
        int height = 200;
        Proposals grid = new Proposals(RandomMaps.distributions(4, 20, 4, 0, 2), 4, 5, 4);
        UpsampledProposals proposals = new UpsampledProposals(grid, width, height);
        int[] pixels = new Random(6).ints((long) width * height, 0, 6).toArray();
        int[] proposalOf = {2, 0, 1, 3, 1};
        double[] shares = new double[5];
        int[] areas = new int[5];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            if (pixels[pixel] > 0) {
                int i = pixels[pixel] - 1;
                shares[i] += proposals.shareAt(proposalOf[i], pixel % width, pixel / width);
                areas[i]++;
            }
        }
        float[] confidence =
                Confidence.ofLabels(
                        new LabelMap(width, height, pixels, 5),
                        proposalOf,
                        proposals,
                        Progress.NONE);
        for (int i = 0; i < 5; i++) {
            assertEquals(shares[i] / areas[i], confidence[i], 1e-6);
        }
    }
}
