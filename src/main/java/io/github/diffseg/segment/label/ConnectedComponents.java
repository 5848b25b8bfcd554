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

import io.github.diffseg.progress.Progress;

/**
 * The connected parts (8-neighbourhood) of the segments, by union-find in one pass over the pixels
 * and one over their parents. The first pixel of a component, row by row, is its root, so that
 * components are numbered by their first pixels.
 */
public final class ConnectedComponents {

    private final int[] values;
    private final int width;
    private final int[] parents;

    private ConnectedComponents(int[] values, int width) {
        this.values = values;
        this.width = width;
        parents = new int[values.length];
    }

    /**
     * Splits segments into their connected parts.
     *
     * @param segments not changed
     * @param width of the plane in pixels
     * @param progress asked at each row whether to stop
     * @return each component a segment, in the order of their first pixels
     */
    public static PixelAssignment split(PixelAssignment segments, int width, Progress progress) {
        ConnectedComponents components = new ConnectedComponents(segments.segmentOf(), width);
        components.join(progress);
        return components.number(segments.proposalOf());
    }

    private void join(Progress progress) {
        int height = values.length / width;
        for (int y = 0; y < height; y++) {
            progress.checkCancelled();
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                parents[pixel] = pixel;
                if (x > 0) {
                    joinIfEqual(pixel, pixel - 1);
                }
                if (y > 0) {
                    joinIfEqual(pixel, pixel - width);
                    if (x > 0) {
                        joinIfEqual(pixel, pixel - width - 1);
                    }
                    if (x < width - 1) {
                        joinIfEqual(pixel, pixel - width + 1);
                    }
                }
            }
        }
    }

    private void joinIfEqual(int pixel, int neighbour) {
        if (values[pixel] == values[neighbour] && values[pixel] != NonMaximumSuppression.OUTSIDE) {
            int a = root(pixel);
            int b = root(neighbour);
            parents[Math.max(a, b)] = Math.min(a, b);
        }
    }

    private int root(int pixel) {
        int root = pixel;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** A parent never comes after its child: in ascending order its number is known already. */
    private PixelAssignment number(int[] proposalOfValue) {
        int count = 0;
        for (int pixel = 0; pixel < parents.length; pixel++) {
            if (isRoot(pixel)) {
                count++;
            }
        }
        int[] proposalOf = new int[count];
        int next = 0;
        for (int pixel = 0; pixel < parents.length; pixel++) {
            if (isRoot(pixel)) {
                proposalOf[next] = proposalOfValue[values[pixel]];
                parents[pixel] = next++;
            } else if (values[pixel] == NonMaximumSuppression.OUTSIDE) {
                parents[pixel] = NonMaximumSuppression.OUTSIDE;
            } else {
                parents[pixel] = parents[parents[pixel]];
            }
        }
        return new PixelAssignment(parents, proposalOf);
    }

    private boolean isRoot(int pixel) {
        return parents[pixel] == pixel && values[pixel] != NonMaximumSuppression.OUTSIDE;
    }
}
