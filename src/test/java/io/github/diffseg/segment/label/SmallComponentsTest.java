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
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.Cancelled;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SmallComponentsTest {

    /** At the pixel in the middle 2 is larger than 0, though 0 is larger elsewhere. */
    private static final UpsampledProposals THREE =
            Drawing.proposals(
                    5,
                    2,
                    new String[] {"99321", "99421"},
                    new String[] {"11911", "11111"},
                    new String[] {"11599", "12699"});

    @Test
    void aSmallComponentGoesToTheTouchingOneThatWinsThereNext() {
        PixelAssignment left = dissolve(THREE, 2, "00122", "00222");
        assertArrayEquals(Drawing.pixels("00111", "00111"), left.segmentOf());
        assertArrayEquals(new int[] {0, 2}, left.proposalOf());
    }

    @Test
    void largeComponentsStay() {
        PixelAssignment left = dissolve(THREE, 1, "00122", "00222");
        assertArrayEquals(Drawing.pixels("00122", "00222"), left.segmentOf());
        assertArrayEquals(new int[] {0, 1, 2}, left.proposalOf());
    }

    @Test
    void onlyTouchingComponentsInherit() {
        // 2 would be larger in the left part of 1, but only 0 touches it
        UpsampledProposals proposals =
                Drawing.proposals(
                        6,
                        1,
                        new String[] {"199111"},
                        new String[] {"911111"},
                        new String[] {"811999"});
        PixelAssignment left = dissolve(proposals, 2, "100222");
        assertArrayEquals(Drawing.pixels("000111"), left.segmentOf());
        assertArrayEquals(new int[] {0, 2}, left.proposalOf());
    }

    @Test
    void ofTwoThatShowOneProposalTheLargerInheritsAndTheyStayApart() {
        UpsampledProposals proposals =
                Drawing.proposals(6, 1, new String[] {"995999"}, new String[] {"119111"});
        PixelAssignment left = dissolve(proposals, 2, "001000");
        assertArrayEquals(Drawing.pixels("001111"), left.segmentOf());
        assertArrayEquals(new int[] {0, 0}, left.proposalOf());
    }

    @Test
    void ofTwoEqualOnesTheEarlierInherits() {
        UpsampledProposals proposals =
                Drawing.proposals(5, 1, new String[] {"99599"}, new String[] {"11911"});
        assertArrayEquals(Drawing.pixels("00011"), dissolve(proposals, 2, "00100").segmentOf());
    }

    @Test
    void theSmallestGoesFirstAndMayMakeItsHeirLargeEnough() {
        // 1 (one pixel) goes to 2 (two pixels), which then has three and stays
        UpsampledProposals proposals =
                Drawing.proposals(
                        7,
                        1,
                        new String[] {"9999111"},
                        new String[] {"1111911"},
                        new String[] {"1111599"});
        assertArrayEquals(Drawing.pixels("0000111"), dissolve(proposals, 3, "0000122").segmentOf());
        assertArrayEquals(Drawing.pixels("0000000"), dissolve(proposals, 4, "0000122").segmentOf());
    }

    @Test
    void anIslandOfTheMaskStays() {
        UpsampledProposals proposals =
                Drawing.proposals(5, 1, new String[] {"91999"}, new String[] {"19111"});
        PixelAssignment left = dissolve(proposals, 3, "0.000");
        assertArrayEquals(Drawing.pixels("0.111"), left.segmentOf());
        PixelAssignment alone = dissolve(proposals, 100, "....0");
        assertArrayEquals(Drawing.pixels("....0"), alone.segmentOf());
    }

    @Test
    void stopsWhenCancelled() {
        PixelAssignment split =
                ConnectedComponents.split(Drawing.segments("00122", "00222"), 5, Progress.NONE);
        assertThrows(
                CancellationException.class,
                () -> SmallComponents.dissolve(split, THREE, 2, Cancelled.IMMEDIATELY));
    }

    private static PixelAssignment dissolve(
            UpsampledProposals proposals, int minimumArea, String... rows) {
        PixelAssignment split =
                ConnectedComponents.split(
                        new PixelAssignment(Drawing.pixels(rows), new int[] {0, 1, 2}),
                        proposals.width(),
                        Progress.NONE);
        return SmallComponents.dissolve(split, proposals, minimumArea, Progress.NONE);
    }
}
