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
import io.github.diffseg.segment.label.PixelBox;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Decides which segment the pixels near borders belong to, by the colours of the picture.
 *
 * <p>Pixel-adaptive refinement (PAMR, Araslanov and Roth, CVPR 2020) in the form of a random walk
 * with a prior (Grady, CVPR 2005): the membership of a pixel in a segment becomes, again and again,
 * the mean of its neighbours', weighted by how alike the colours are, with a small part of what it
 * was at first. Neighbours lie in eight directions at several distances, so that membership crosses
 * the band in few rounds. Where the picture has no edge, the border stays about where it was.
 */
final class MembershipWalk {

    /** The part of the first membership in each round. */
    private static final float PRIOR = 0.02f;

    private static final int ROUNDS = 10;

    private final BorderTile tile;
    private final EdgeWeights weights;
    private final int[] offsetX;
    private final int[] offsetY;
    private final int[] placeInBand;
    private final char[] entries;
    private final float[] totals;

    MembershipWalk(BorderTile tile, EdgeWeights weights) {
        this.tile = tile;
        this.weights = weights;
        int distances = Math.max(1, 32 - Integer.numberOfLeadingZeros(tile.radius() / 2));
        offsetX = new int[8 * distances];
        offsetY = new int[8 * distances];
        int next = 0;
        for (int i = 0; i < distances; i++) {
            for (int direction = 0; direction < 9; direction++) {
                if (direction != 4) {
                    offsetX[next] = (direction % 3 - 1) << i;
                    offsetY[next++] = (direction / 3 - 1) << i;
                }
            }
        }
        placeInBand = new int[tile.width() * tile.height()];
        int count = 0;
        for (int pixel = 0; pixel < placeInBand.length; pixel++) {
            placeInBand[pixel] = tile.inBand(pixel) ? count++ : -1;
        }
        entries = new char[count * offsetX.length];
        totals = new float[count];
        IntStream.range(0, tile.height()).parallel().forEach(this::weigh);
    }

    private record Membership(int segment, int[] pixels, float[] values) {}

    /**
     * Gives the core's pixels of the band to the segments in which their membership is largest.
     *
     * @param refined of the whole plane
     * @param planeWidth of that plane
     */
    void decide(int[] refined, int planeWidth, Progress progress) {
        List<Map.Entry<Integer, PixelBox>> segments = List.copyOf(boxes().entrySet());
        float[] best = new float[placeInBand.length];
        int step = Math.max(1, 2 * Runtime.getRuntime().availableProcessors());
        for (int start = 0; start < segments.size(); start += step) {
            progress.checkCancelled();
            segments.subList(start, Math.min(segments.size(), start + step)).stream()
                    .parallel()
                    .map(segment -> membership(segment.getKey(), segment.getValue()))
                    .toList()
                    .forEach(membership -> claim(membership, best, refined, planeWidth));
        }
    }

    private Map<Integer, PixelBox> boxes() {
        Map<Integer, PixelBox> boxes = new TreeMap<>();
        for (int pixel = 0; pixel < placeInBand.length; pixel++) {
            int segment = tile.segmentOf(pixel);
            if (segment != NonMaximumSuppression.OUTSIDE) {
                boxes.computeIfAbsent(segment, unused -> new PixelBox())
                        .add(pixel % tile.width(), pixel / tile.width());
            }
        }
        return boxes;
    }

    private void claim(Membership membership, float[] best, int[] refined, int planeWidth) {
        PixelBox core = tile.core();
        for (int k = 0; k < membership.pixels().length; k++) {
            int pixel = membership.pixels()[k];
            int x = pixel % tile.width();
            int y = pixel / tile.width();
            boolean decided =
                    x >= core.left() && x <= core.right() && y >= core.top() && y <= core.bottom();
            if (decided && membership.values()[k] > best[pixel]) {
                best[pixel] = membership.values()[k];
                refined[(tile.top() + y) * planeWidth + tile.left() + x] = membership.segment();
            }
        }
    }

    private Membership membership(int segment, PixelBox inner) {
        float[] now = new float[placeInBand.length];
        for (int pixel = 0; pixel < now.length; pixel++) {
            now[pixel] = tile.segmentOf(pixel) == segment ? 1 : 0;
        }
        int[] open = open(segment, inner);
        int[] offsets = new int[offsetX.length];
        Arrays.setAll(offsets, k -> offsetY[k] * tile.width() + offsetX[k]);
        for (int round = 0; round < ROUNDS; round++) {
            // Each second round backwards, so that membership spreads alike in all directions
            boolean forwards = round % 2 == 0;
            for (int k = 0; k < open.length; k++) {
                int pixel = open[forwards ? k : open.length - 1 - k];
                float first = tile.segmentOf(pixel) == segment ? 1 : 0;
                now[pixel] = PRIOR * first + (1 - PRIOR) * neighbourhood(now, pixel, offsets);
            }
        }
        float[] values = new float[open.length];
        for (int k = 0; k < open.length; k++) {
            values[k] = now[open[k]];
        }
        return new Membership(segment, open, values);
    }

    /** The pixels of the band that a segment may reach, row by row. */
    private int[] open(int segment, PixelBox inner) {
        int radius = tile.radius();
        int left = Math.max(0, inner.left() - radius);
        int top = Math.max(0, inner.top() - radius);
        int width = Math.min(tile.width() - 1, inner.right() + radius) - left + 1;
        int height = Math.min(tile.height() - 1, inner.bottom() + radius) - top + 1;
        boolean[] own = new boolean[width * height];
        for (int i = 0; i < own.length; i++) {
            int pixel = (top + i / width) * tile.width() + left + i % width;
            own[i] = tile.segmentOf(pixel) == segment;
        }
        boolean[] reach = new Dilation(width, height, radius).of(own);
        return IntStream.range(0, reach.length)
                .filter(i -> reach[i])
                .map(i -> (top + i / width) * tile.width() + left + i % width)
                .filter(tile::inBand)
                .toArray();
    }

    private float neighbourhood(float[] now, int pixel, int[] offsets) {
        int place = placeInBand[pixel];
        float total = totals[place];
        if (total <= 0) {
            return now[pixel];
        }
        float sum = 0;
        int entry = place * offsets.length;
        for (int offset : offsets) {
            char weight = entries[entry++];
            if (weight != EdgeWeights.NOTHING) {
                sum += weights.weight(weight) * now[pixel + offset];
            }
        }
        return sum / total;
    }

    private void weigh(int y) {
        for (int x = 0; x < tile.width(); x++) {
            int pixel = y * tile.width() + x;
            int place = placeInBand[pixel];
            if (place >= 0) {
                float total = 0;
                for (int k = 0; k < offsetX.length; k++) {
                    char entry = entry(pixel, x + offsetX[k], y + offsetY[k]);
                    entries[place * offsetX.length + k] = entry;
                    total += weights.weight(entry);
                }
                totals[place] = total;
            }
        }
    }

    private char entry(int pixel, int x, int y) {
        if (x < 0 || x >= tile.width() || y < 0 || y >= tile.height()) {
            return EdgeWeights.NOTHING;
        }
        int other = y * tile.width() + x;
        return tile.segmentOf(other) == NonMaximumSuppression.OUTSIDE
                ? EdgeWeights.NOTHING
                : weights.entry(tile.contrast(pixel, other));
    }
}
