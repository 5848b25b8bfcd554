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

package io.github.diffseg.segment.touching;

/**
 * Tells objects from the ground by which way their borders bulge: around a border pixel of a round
 * object there is less of the object than of the rest, around one of the ground more of the ground.
 * Each border pixel has one vote, whatever lies around it, and what belongs to another piece of the
 * same part counts neither way: so corners between the members of a crowd do not outvote their
 * round sides. Nor does the colour count.
 */
final class BulgingParts {

    private static final int DIRECTIONS = 16;

    /** By what share of the votes the border must bulge outwards; a straight one has as many. */
    private static final double LEAST_SHARE = 0.1;

    private final int[] partOf;
    private final int[] pieceOf;
    private final int width;
    private final int height;
    private final int[] across = new int[DIRECTIONS];
    private final int[] down = new int[DIRECTIONS];

    /** For each part: votes that its border bulges outwards less those that it bulges inwards. */
    private final long[] bulge;

    private final long[] votes;

    private BulgingParts(int[] partOf, int[] pieceOf, int width, int parts, double radius) {
        this.partOf = partOf;
        this.pieceOf = pieceOf;
        this.width = width;
        height = partOf.length / width;
        bulge = new long[parts];
        votes = new long[parts];
        for (int i = 0; i < DIRECTIONS; i++) {
            double angle = 2 * Math.PI * i / DIRECTIONS;
            across[i] = (int) Math.round(radius * Math.cos(angle));
            down[i] = (int) Math.round(radius * Math.sin(angle));
        }
    }

    /**
     * Which parts bulge outwards.
     *
     * @param partOf {@code [height · width]} 0…parts−1, or below 0 for none
     * @param pieceOf {@code [height · width]}, the pieces that parts would fall into
     * @param width of the plane
     * @param parts how many there are
     * @param radius how far around a border is looked, in pixels
     * @return {@code [parts]}; false for a part without a border within the plane
     */
    static boolean[] of(int[] partOf, int[] pieceOf, int width, int parts, double radius) {
        BulgingParts bulging = new BulgingParts(partOf, pieceOf, width, parts, radius);
        for (int pixel = 0; pixel < partOf.length; pixel++) {
            if (pixel % width + 1 < width) {
                bulging.look(pixel, pixel + 1);
            }
            if (pixel + width < partOf.length) {
                bulging.look(pixel, pixel + width);
            }
        }
        boolean[] outwards = new boolean[parts];
        for (int part = 0; part < parts; part++) {
            outwards[part] = bulging.bulge[part] > LEAST_SHARE * bulging.votes[part];
        }
        return outwards;
    }

    private void look(int pixel, int neighbour) {
        if (partOf[pixel] != partOf[neighbour]) {
            // From both sides, so that a straight border counts nothing
            vote(pixel, pixel);
            vote(pixel, neighbour);
            vote(neighbour, pixel);
            vote(neighbour, neighbour);
        }
    }

    /**
     * @param own a pixel of the part and piece that the vote is for
     * @param centre around which is looked
     */
    private void vote(int own, int centre) {
        int part = partOf[own];
        if (part < 0) {
            return;
        }
        int x = centre % width;
        int y = centre / width;
        int others = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            int column = x + across[i];
            int row = y + down[i];
            if (column >= 0 && row >= 0 && column < width && row < height) {
                int place = row * width + column;
                if (partOf[place] != part) {
                    others++;
                } else if (pieceOf[place] == pieceOf[own]) {
                    others--;
                }
            }
        }
        bulge[part] += Integer.signum(others);
        votes[part] += Math.abs(Integer.signum(others));
    }
}
