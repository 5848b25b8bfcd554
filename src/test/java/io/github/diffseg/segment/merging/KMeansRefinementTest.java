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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.Cancelled;
import io.github.diffseg.segment.RandomMaps;
import io.github.diffseg.segment.WithEngine;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class KMeansRefinementTest extends WithEngine {

    private static final float[] TWO_GROUPS = {
        0.7f, 0.2f, 0.1f, 0.0f, //
        0.6f, 0.3f, 0.1f, 0.0f, //
        0.0f, 0.1f, 0.2f, 0.7f, //
        0.0f, 0.1f, 0.4f, 0.5f
    };

    @Test
    void centresMoveToTheMeansOfTheirMaps() {
        NDArray start = matrix(new float[] {0, 0, 0, 1, 1, 0, 0, 0}, 2);
        KMeansRefinement.Result result =
                KMeansRefinement.refine(matrix(TWO_GROUPS, 4), start, Progress.NONE);
        assertArrayEquals(new int[] {1, 1, 0, 0}, result.assignment());
        assertArrayEquals(
                new float[] {0, 0.1f, 0.3f, 0.6f, 0.65f, 0.25f, 0.1f, 0},
                result.centres().toFloatArray(),
                1e-6f);
        // The second one finds that no map changed its cluster
        assertEquals(2, result.iterations());
        assertArrayEquals(new float[] {0, 0, 0, 1, 1, 0, 0, 0}, start.toFloatArray());
    }

    @Test
    void aClusterWithoutMapsTakesTheFarthestOne() {
        // The third centre is far from all maps; map 0 is farthest from its own, the first centre
        float[] centres = {0.6f, 0.3f, 0.1f, 0, 0, 0.1f, 0.3f, 0.6f, 5, 5, 5, 5};
        float[] maps = TWO_GROUPS.clone();
        maps[0] = 0.9f;
        maps[1] = 0.05f;
        maps[2] = 0.05f;
        KMeansRefinement.Result result =
                KMeansRefinement.refine(matrix(maps, 4), matrix(centres, 3), Progress.NONE);
        assertArrayEquals(new int[] {2, 0, 1, 1}, result.assignment());
        assertArrayEquals(
                new float[] {0.6f, 0.3f, 0.1f, 0, 0, 0.1f, 0.3f, 0.6f, 0.9f, 0.05f, 0.05f, 0},
                result.centres().toFloatArray(),
                1e-6f);
    }

    @Test
    void asManyClustersAsMapsEndWithOneMapEach() {
        float[] centres = {9, 9, 9, 9, 8, 8, 8, 8, 7, 7, 7, 7, 6, 6, 6, 6};
        KMeansRefinement.Result result =
                KMeansRefinement.refine(matrix(TWO_GROUPS, 4), matrix(centres, 4), Progress.NONE);
        int[] sorted = result.assignment().clone();
        Arrays.sort(sorted);
        assertArrayEquals(new int[] {0, 1, 2, 3}, sorted);
    }

    @Test
    void keepsOnlyTheCentres() {
        NDArray maps = matrix(RandomMaps.distributions(1200, 20, 4, 0.8, 9), 1200);
        NDArray start = matrix(RandomMaps.distributions(4, 20, 4, 0, 9), 4);
        int before = manager.getManagedArrays().size();
        KMeansRefinement.refine(maps, start, Progress.NONE);
        assertEquals(before + 1, manager.getManagedArrays().size());
        assertThrows(
                CancellationException.class,
                () -> KMeansRefinement.refine(maps, start, Cancelled.IMMEDIATELY));
        assertEquals(before + 1, manager.getManagedArrays().size());
    }
}
