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

package io.github.diffseg.segment;

import io.github.diffseg.progress.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Moves the borders between segments to the edges of a picture. The attention grid is coarser than
 * the image, so a border is uncertain by a grid cell on each side; inside this band each pixel is
 * decided anew, everything else stays.
 *
 * <p>Pixel-adaptive refinement (PAMR, Araslanov and Roth, CVPR 2020) in the form of a random walk
 * with a prior (Grady, CVPR 2005): the membership of a pixel in a segment becomes, again and again,
 * the mean of its neighbours', weighted by how alike the colours are, with a small part of what it
 * was at first. Neighbours lie in eight directions at several distances, so that membership crosses
 * the band in few rounds. Where the picture has no edge, the border stays about where it was.
 */
final class CrispBorders {

    /** The part of the first membership in each round. */
    private static final float PRIOR = 0.02f;

    private static final int ROUNDS = 10;

    /** What an edge of twice the usual contrast lets through: exp(−SHARPNESS · 4). */
    private static final double SHARPNESS = 1.0;

    private static final int TABLE_SIZE = 4096;
    private static final double TABLE_END = 16;

    private final int width;
    private final int height;
    private final int[] segmentOf;
    private final int radius;
    private final boolean[] band;
    private final int[][] colour;
    private final int[] offsetX;
    private final int[] offsetY;
    private final float scale;
    private final float[] weights;

    private CrispBorders(int[] segmentOf, GuideImage guide, int radius) {
        this.width = guide.width();
        this.height = guide.height();
        this.segmentOf = segmentOf;
        this.radius = radius;
        band = band();
        colour = smoothed(guide);
        int distances = Math.max(1, 32 - Integer.numberOfLeadingZeros(radius / 2));
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
        scale = (float) (TABLE_SIZE / TABLE_END / meanContrast());
        weights = new float[TABLE_SIZE + 1];
        for (int i = 0; i <= TABLE_SIZE; i++) {
            weights[i] = (float) Math.exp(-SHARPNESS * i * TABLE_END / TABLE_SIZE) + 1e-6f;
        }
    }

    /**
     * @param segmentOf {@code [height · width]}, 0 or more, or {@link
     *     NonMaximumSuppression#OUTSIDE}; not changed
     * @param guide the picture, of the same size
     * @param radius how far a border may be wrong, in pixels
     * @return a new array with the same segments, some of which may have lost all pixels
     */
    static int[] refine(int[] segmentOf, GuideImage guide, int radius, Progress progress) {
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
        return new CrispBorders(segmentOf, guide, Math.max(1, radius)).refined(progress);
    }

    private record Membership(int segment, PixelBox box, float[] values) {}

    private int[] refined(Progress progress) {
        int count = Arrays.stream(segmentOf).max().orElse(-1) + 1;
        PixelBox[] boxes = new Segments(segmentOf, new int[count]).boxes(width);
        int[] refined = segmentOf.clone();
        float[] best = new float[refined.length];
        int step = Math.max(1, 2 * Runtime.getRuntime().availableProcessors());
        for (int start = 0; start < count; start += step) {
            progress.checkCancelled();
            progress.report("Moving borders to edges", (double) start / count);
            IntStream.range(start, Math.min(count, start + step))
                    .filter(segment -> boxes[segment].left <= boxes[segment].right)
                    .parallel()
                    .mapToObj(segment -> membership(segment, boxes[segment]))
                    .toList()
                    .forEach(membership -> claim(membership, refined, best));
        }
        return refined;
    }

    /** Gives pixels of the band to a segment where its membership is the largest so far. */
    private void claim(Membership membership, int[] refined, float[] best) {
        PixelBox box = membership.box();
        int i = 0;
        for (int y = box.top; y <= box.bottom; y++) {
            for (int x = box.left; x <= box.right; x++, i++) {
                int pixel = y * width + x;
                if (band[pixel] && membership.values()[i] > best[pixel]) {
                    best[pixel] = membership.values()[i];
                    refined[pixel] = membership.segment();
                }
            }
        }
    }

    private Membership membership(int segment, PixelBox inner) {
        PixelBox box = new PixelBox();
        box.add(Math.max(0, inner.left - radius), Math.max(0, inner.top - radius));
        box.add(
                Math.min(width - 1, inner.right + radius),
                Math.min(height - 1, inner.bottom + radius));
        int boxWidth = box.right - box.left + 1;
        int boxHeight = box.bottom - box.top + 1;
        float[] first = new float[boxWidth * boxHeight];
        for (int i = 0; i < first.length; i++) {
            int pixel = (box.top + i / boxWidth) * width + box.left + i % boxWidth;
            first[i] = segmentOf[pixel] == segment ? 1 : 0;
        }
        boolean[] reach = dilated(first, boxWidth, boxHeight);
        int[] open =
                IntStream.range(0, first.length)
                        .filter(
                                i ->
                                        reach[i]
                                                && band[
                                                        (box.top + i / boxWidth) * width
                                                                + box.left
                                                                + i % boxWidth])
                        .toArray();
        float[] now = first.clone();
        for (int round = 0; round < ROUNDS; round++) {
            // Each second round backwards, so that membership spreads alike in all directions
            boolean forwards = round % 2 == 0;
            for (int k = 0; k < open.length; k++) {
                int i = open[forwards ? k : open.length - 1 - k];
                now[i] =
                        PRIOR * first[i]
                                + (1 - PRIOR) * neighbourhood(now, i, box, boxWidth, boxHeight);
            }
        }
        return new Membership(segment, box, now);
    }

    private float neighbourhood(float[] now, int i, PixelBox box, int boxWidth, int boxHeight) {
        int column = i % boxWidth;
        int row = i / boxWidth;
        int pixel = (box.top + row) * width + box.left + column;
        float sum = 0;
        float total = 0;
        for (int k = 0; k < offsetX.length; k++) {
            int x = column + offsetX[k];
            int y = row + offsetY[k];
            int imageX = box.left + x;
            int imageY = box.top + y;
            if (imageX < 0 || imageX >= width || imageY < 0 || imageY >= height) {
                continue;
            }
            int other = imageY * width + imageX;
            if (segmentOf[other] == NonMaximumSuppression.OUTSIDE) {
                continue;
            }
            float weight = weight(pixel, other);
            total += weight;
            // Outside the box there is nothing of the segment
            if (x >= 0 && x < boxWidth && y >= 0 && y < boxHeight) {
                sum += weight * now[y * boxWidth + x];
            }
        }
        return total > 0 ? sum / total : now[i];
    }

    private float weight(int pixel, int other) {
        int entry = (int) (scale * contrast(pixel, other));
        return weights[Math.min(TABLE_SIZE, entry)];
    }

    private int contrast(int pixel, int other) {
        int red = colour[0][pixel] - colour[0][other];
        int green = colour[1][pixel] - colour[1][other];
        int blue = colour[2][pixel] - colour[2][other];
        return red * red + green * green + blue * blue;
    }

    /** The pixels within the radius of a border between two segments. */
    private boolean[] band() {
        float[] border = new float[segmentOf.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                boolean right = x + 1 < width && differ(pixel, pixel + 1);
                boolean below = y + 1 < height && differ(pixel, pixel + width);
                if (right || below) {
                    border[pixel] = 1;
                }
            }
        }
        boolean[] near = dilated(border, width, height);
        for (int pixel = 0; pixel < near.length; pixel++) {
            near[pixel] &= segmentOf[pixel] != NonMaximumSuppression.OUTSIDE;
        }
        return near;
    }

    private boolean differ(int a, int b) {
        return segmentOf[a] != segmentOf[b]
                && segmentOf[a] != NonMaximumSuppression.OUTSIDE
                && segmentOf[b] != NonMaximumSuppression.OUTSIDE;
    }

    /** The pixels within the radius, along both axes, of one that is not 0. */
    private boolean[] dilated(float[] values, int planeWidth, int planeHeight) {
        boolean[] rows = new boolean[values.length];
        for (int y = 0; y < planeHeight; y++) {
            dilate(values, rows, y * planeWidth, 1, planeWidth);
        }
        float[] between = new float[values.length];
        for (int i = 0; i < between.length; i++) {
            between[i] = rows[i] ? 1 : 0;
        }
        boolean[] dilated = new boolean[values.length];
        for (int x = 0; x < planeWidth; x++) {
            dilate(between, dilated, x, planeWidth, planeHeight);
        }
        return dilated;
    }

    private void dilate(float[] from, boolean[] to, int start, int stride, int length) {
        int last = -radius - 1;
        for (int i = 0; i < length; i++) {
            last = from[start + i * stride] != 0 ? i : last;
            to[start + i * stride] = i - last <= radius;
        }
        last = length + radius + 1;
        for (int i = length - 1; i >= 0; i--) {
            last = from[start + i * stride] != 0 ? i : last;
            to[start + i * stride] |= last - i <= radius;
        }
    }

    /** Mean squared difference of neighbours in the band; what an edge has to exceed. */
    private double meanContrast() {
        double sum = 0;
        long pairs = 0;
        for (int y = 0; y + 1 < height; y++) {
            for (int x = 0; x + 1 < width; x++) {
                int pixel = y * width + x;
                if (band[pixel]) {
                    sum += contrast(pixel, pixel + 1);
                    sum += contrast(pixel, pixel + width);
                    pairs += 2;
                }
            }
        }
        return Math.max(1, pairs == 0 ? 1 : sum / pairs);
    }

    /** Red, green and blue, each times 16, after a 3 x 3 binomial filter against noise. */
    private static int[][] smoothed(GuideImage guide) {
        int w = guide.width();
        int h = guide.height();
        int[] rgb = guide.rgb();
        int[][] smoothed = new int[3][rgb.length];
        IntStream.range(0, h)
                .parallel()
                .forEach(
                        y -> {
                            int above = Math.max(0, y - 1) * w;
                            int below = Math.min(h - 1, y + 1) * w;
                            for (int x = 0; x < w; x++) {
                                int left = Math.max(0, x - 1);
                                int right = Math.min(w - 1, x + 1);
                                for (int c = 0; c < 3; c++) {
                                    int shift = 16 - 8 * c;
                                    int here = y * w;
                                    smoothed[c][here + x] =
                                            row(rgb, above, left, x, right, shift)
                                                    + 2 * row(rgb, here, left, x, right, shift)
                                                    + row(rgb, below, left, x, right, shift);
                                }
                            }
                        });
        return smoothed;
    }

    private static int row(int[] rgb, int start, int left, int x, int right, int shift) {
        return (rgb[start + left] >> shift & 255)
                + 2 * (rgb[start + x] >> shift & 255)
                + (rgb[start + right] >> shift & 255);
    }
}
