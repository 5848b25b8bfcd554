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

package io.github.diffseg.segment.border;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.NonMaximumSuppression;

/**
 * Moves the borders between segments to the edges of a picture. The attention grid is coarser than
 * the image, so a border is uncertain by a grid cell on each side; inside this band each pixel is
 * decided anew ({@link MembershipWalk}), everything else stays.
 *
 * <p>This is done twice: in a band as wide as a cell, to find the edge, and then in a narrow one,
 * to settle on it. Where a cell is large, the edge is found in the picture halved, and again
 * halved, until a cell is small there, and followed up through the finer pictures in the narrow
 * band. So the work grows with the length of the borders, not with the area of the cells; and each
 * picture is worked on tile by tile ({@link BorderTiles}).
 *
 * <p>Memory: some 12 bytes for each pixel of the plane, and up to 100 MB for a tile.
 */
public final class CrispBorders {

    /** The widest band that is decided at once, in pixels to each side of a border. */
    static final int LARGEST_RADIUS = 15;

    /** By how much a border may still be wrong once it was found, in pixels. */
    private static final int SETTLING_RADIUS = 4;

    /** The part of the work before borders settle, about. */
    private static final double SEARCH_SHARE = 0.5;

    private CrispBorders() {}

    /**
     * Decides the pixels along borders anew.
     *
     * @param segmentOf {@code [height · width]}, 0 or more, or {@link
     *     NonMaximumSuppression#OUTSIDE}; not changed
     * @param guide the picture, of the same size
     * @param radius how far a border may be wrong, in pixels
     * @param progress told the part that is done; asked often whether to stop
     * @return a new array with the same segments, some of which may have lost all pixels
     * @throws IllegalArgumentException if the picture has another size
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static int[] refine(int[] segmentOf, GuideImage guide, int radius, Progress progress) {
        if (segmentOf.length != guide.rgb().length) {
            throw new IllegalArgumentException(
                    "The picture has "
                            + guide.width()
                            + " x "
                            + guide.height()
                            + " pixels, but there are "
                            + segmentOf.length
                            + " to be refined; the numbers must be equal");
        }
        return refine(segmentOf, guide, Math.max(1, radius), new Part(progress, 0, 1));
    }

    private static int[] refine(int[] segmentOf, GuideImage guide, int radius, Part progress) {
        progress.checkCancelled();
        int[] near;
        if (radius <= LARGEST_RADIUS) {
            near = new BorderTiles(segmentOf, guide, radius).refined(progress.until(SEARCH_SHARE));
        } else {
            Halving halving = new Halving(guide.width(), guide.height());
            int[] coarse =
                    refine(
                            halving.segments(segmentOf),
                            halving.picture(guide),
                            (radius + 1) / 2,
                            progress.until(SEARCH_SHARE));
            near = halving.doubled(coarse, segmentOf);
        }
        // The wide search leaves a border a pixel or two from its edge, the halved picture as well
        return new BorderTiles(near, guide, Math.min(radius, SETTLING_RADIUS))
                .refined(progress.after(SEARCH_SHARE));
    }

    /** Progress of a part of the whole. */
    private record Part(Progress whole, double from, double upTo) implements Progress {

        /** The beginning of this part. */
        Part until(double share) {
            return new Part(whole, from, from + share * (upTo - from));
        }

        /** The rest of this part. */
        Part after(double share) {
            return new Part(whole, from + share * (upTo - from), upTo);
        }

        @Override
        public void report(String step, double fraction) {
            whole.report(step, from + fraction * (upTo - from));
        }

        @Override
        public boolean isCancelled() {
            return whole.isCancelled();
        }
    }
}
