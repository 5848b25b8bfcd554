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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.Cancelled;
import io.github.diffseg.segment.border.GuideImage;
import io.github.diffseg.segment.label.ConnectedComponents;
import io.github.diffseg.segment.label.NonMaximumSuppression;
import io.github.diffseg.segment.label.PixelAssignment;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Drawn objects, of which it is known how many there are. */
class TouchingObjectsTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final int GRID_WIDTH = 40;
    private static final int GRID_HEIGHT = 30;
    private static final int GROUND = 0x101010;
    private static final int INK = 0xc0c0c0;

    private static final TouchingObjects.Edges NO_EDGES =
            new TouchingObjects.Edges(new float[GRID_WIDTH * GRID_HEIGHT], GRID_HEIGHT, GRID_WIDTH);

    private interface Shape {
        boolean contains(double x, double y);

        default Shape and(Shape other) {
            return (x, y) -> contains(x, y) || other.contains(x, y);
        }

        default Shape without(Shape other) {
            return (x, y) -> contains(x, y) && !other.contains(x, y);
        }
    }

    private static Shape disc(double centreX, double centreY, double radius) {
        return ellipse(centreX, centreY, radius, radius);
    }

    private static Shape ellipse(double centreX, double centreY, double a, double b) {
        return (x, y) -> Math.hypot((x - centreX) / a, (y - centreY) / b) <= 1;
    }

    private static Shape rectangle(double left, double top, double width, double height) {
        return (x, y) -> x >= left && y >= top && x < left + width && y < top + height;
    }

    private static final Shape TWO = disc(60, 60, 20).and(disc(96, 60, 20));

    @Test
    void twoDiscsThatTouchAreTwo() {
        int[] objects = split(TWO);
        assertEquals(3, count(objects));
        assertEquals(objects[at(60, 60)], objects[at(48, 50)]);
        assertEquals(objects[at(96, 60)], objects[at(108, 70)]);
        assertNotEquals(objects[at(60, 60)], objects[at(96, 60)]);
        // The border is where they touch, which is in the middle
        assertEquals(objects[at(60, 60)], objects[at(76, 60)]);
        assertEquals(objects[at(96, 60)], objects[at(80, 60)]);
    }

    @Test
    void ofDifferentSizesToo() {
        assertEquals(3, count(split(disc(60, 60, 26).and(disc(97, 60, 13)))));
    }

    @Test
    void aChainOfThreeIsThree() {
        Shape chain = disc(40, 40, 18).and(disc(72, 52, 18)).and(disc(104, 44, 18));
        assertEquals(4, count(split(chain)));
    }

    @Test
    void whatIsOneStaysOne() {
        Shape ring = disc(80, 60, 44).without(disc(80, 60, 28));
        Shape bent = ring.without(rectangle(80, 0, 80, 60));
        for (Shape one :
                new Shape[] {
                    disc(80, 60, 40),
                    ellipse(80, 60, 60, 14),
                    rectangle(20, 30, 110, 60),
                    rectangle(30, 52, 100, 12),
                    ring,
                    bent,
                    disc(0, 60, 30),
                    rectangle(0, 0, WIDTH, HEIGHT)
                }) {
            int[] whole = components(drawn(one)).segmentOf();
            assertArrayEquals(whole, split(one));
        }
    }

    /** A crowd with arms and gaps has more corners than a pair. */
    @Test
    void aCrowdIsAsManyAsItHasMembers() {
        int[][] centres = {
            {40, 25}, {68, 25}, {96, 25}, {124, 25}, {40, 53}, {96, 53}, {40, 81}, {68, 81},
            {96, 81}, {124, 81}
        };
        Shape crowd = disc(centres[0][0], centres[0][1], 15);
        for (int[] centre : centres) {
            crowd = crowd.and(disc(centre[0], centre[1], 15));
        }
        int[] objects = split(crowd);
        int[] members =
                Arrays.stream(centres)
                        .mapToInt(centre -> objects[at(centre[0], centre[1])])
                        .toArray();
        assertEquals(centres.length, count(members));
        assertEquals(objects[at(0, 0)], objects[at(WIDTH - 1, HEIGHT - 1)]);
    }

    /** Necks between discs are necks of the ground too. */
    @Test
    void theGroundIsNotSplit() {
        Shape field =
                disc(20, 20, 17)
                        .and(disc(60, 24, 17))
                        .and(disc(100, 18, 17))
                        .and(disc(140, 25, 17))
                        .and(disc(24, 62, 17))
                        .and(disc(66, 66, 17))
                        .and(disc(108, 60, 17))
                        .and(disc(146, 68, 12))
                        .and(disc(20, 102, 15))
                        .and(disc(60, 105, 14));
        int[] objects = split(field);
        int ground = objects[at(0, 0)];
        int[] truth = drawn(field);
        for (int pixel = 0; pixel < truth.length; pixel++) {
            assertEquals(truth[pixel] == 0, objects[pixel] == ground);
        }
    }

    /** Two nuclei in a segment without a waist: only the dark line between them tells. */
    @Test
    void theColourTellsWhereFormDoesNot() {
        Shape segment = rectangle(30, 40, 100, 40);
        Shape line = rectangle(78, 40, 5, 40);
        int[] truth = drawn(segment);
        assertEquals(2, count(split(truth, NO_EDGES, painted(segment))));
        int[] objects = split(truth, NO_EDGES, painted(segment.without(line)));
        assertEquals(3, count(objects));
        assertNotEquals(objects[at(60, 60)], objects[at(100, 60)]);
        GuideImage negative = painted(segment.without(line));
        int[] inverse = Arrays.stream(negative.rgb()).map(rgb -> ~rgb & 0xffffff).toArray();
        assertArrayEquals(objects, split(truth, NO_EDGES, new GuideImage(WIDTH, HEIGHT, inverse)));
    }

    /** A shallow waist is no end of an object, but where attention changes as well it is. */
    @Test
    void attentionTellsWhereFormIsInDoubt() {
        Shape shallow = disc(60, 60, 20).and(disc(82, 60, 20));
        int[] truth = drawn(shallow);
        float[] values = new float[GRID_WIDTH * GRID_HEIGHT];
        for (int row = 0; row < GRID_HEIGHT; row++) {
            values[row * GRID_WIDTH + 18] = 3;
        }
        TouchingObjects.Edges edges = new TouchingObjects.Edges(values, GRID_HEIGHT, GRID_WIDTH);
        assertEquals(2, count(split(truth, NO_EDGES, painted(shallow))));
        assertEquals(3, count(split(truth, edges, painted(shallow))));
    }

    @Test
    void partsKeepTheirProposalsAndTheRestStaysOutside() {
        int[] truth = drawn(TWO);
        for (int pixel = 0; pixel < WIDTH; pixel++) {
            truth[pixel] = NonMaximumSuppression.OUTSIDE;
        }
        PixelAssignment objects =
                TouchingObjects.split(
                        new PixelAssignment(truth, new int[] {7, 9}),
                        NO_EDGES,
                        painted(TWO),
                        Progress.NONE);
        assertArrayEquals(new int[] {7, 9, 9}, objects.proposalOf());
        for (int pixel = 0; pixel < truth.length; pixel++) {
            int object = objects.segmentOf()[pixel];
            assertEquals(
                    truth[pixel] < 0 ? -1 : truth[pixel] == 0 ? 7 : 9,
                    object < 0 ? object : objects.proposalOf()[object]);
        }
    }

    @Test
    void theSameAgain() {
        assertArrayEquals(split(TWO), split(TWO));
    }

    @Test
    void cancellingStopsIt() {
        assertThrows(
                CancellationException.class,
                () ->
                        TouchingObjects.split(
                                new PixelAssignment(drawn(TWO), new int[2]),
                                NO_EDGES,
                                painted(TWO),
                                Cancelled.IMMEDIATELY));
    }

    @Test
    void distancesAreThoseToTheNearestOtherPart() {
        int[] parts = drawn(ellipse(70, 50, 31, 12).and(rectangle(90, 20, 8, 90)));
        float[] found = DistanceToOthers.of(parts, WIDTH, Progress.NONE);
        for (int pixel = 0; pixel < parts.length; pixel += 37) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int border = 0; border < parts.length; border++) {
                if (isAtBorder(parts, border)) {
                    int across = pixel % WIDTH - border % WIDTH;
                    int down = pixel / WIDTH - border / WIDTH;
                    nearest = Math.min(nearest, Math.sqrt(across * across + down * down + 0.25));
                }
            }
            assertEquals(nearest, found[pixel], 1e-4);
        }
    }

    private static boolean isAtBorder(int[] parts, int pixel) {
        int x = pixel % WIDTH;
        int y = pixel / WIDTH;
        return x > 0 && parts[pixel - 1] != parts[pixel]
                || x + 1 < WIDTH && parts[pixel + 1] != parts[pixel]
                || y > 0 && parts[pixel - WIDTH] != parts[pixel]
                || y + 1 < HEIGHT && parts[pixel + WIDTH] != parts[pixel];
    }

    @Test
    void aDiscFillsItsHullAndARingDoesNot() {
        int[] shapes = drawn(rectangle(10, 10, 30, 20));
        assertEquals(1, ConvexFill.of(shapes, WIDTH, 2)[1], 1e-9);
        assertTrue(ConvexFill.of(drawn(disc(80, 60, 30)), WIDTH, 2)[1] > 0.95);
        Shape ring = disc(80, 60, 30).without(disc(80, 60, 20));
        assertEquals(5.0 / 9, ConvexFill.of(drawn(ring), WIDTH, 2)[1], 0.03);
    }

    private static int[] drawn(Shape shape) {
        int[] segments = new int[WIDTH * HEIGHT];
        for (int pixel = 0; pixel < segments.length; pixel++) {
            segments[pixel] = shape.contains(pixel % WIDTH, pixel / WIDTH) ? 1 : 0;
        }
        return segments;
    }

    private static GuideImage painted(Shape shape) {
        int[] rgb = Arrays.stream(drawn(shape)).map(ink -> ink == 0 ? GROUND : INK).toArray();
        return new GuideImage(WIDTH, HEIGHT, rgb);
    }

    private static PixelAssignment components(int[] segments) {
        return ConnectedComponents.split(
                new PixelAssignment(segments, new int[] {0, 1}), WIDTH, Progress.NONE);
    }

    private static int[] split(Shape shape) {
        return split(drawn(shape), NO_EDGES, painted(shape));
    }

    private static int[] split(int[] segments, TouchingObjects.Edges edges, GuideImage picture) {
        PixelAssignment all = new PixelAssignment(segments, new int[] {0, 1});
        return TouchingObjects.split(all, edges, picture, Progress.NONE).segmentOf();
    }

    private static int at(int x, int y) {
        return y * WIDTH + x;
    }

    private static long count(int[] segments) {
        return Arrays.stream(segments).distinct().count();
    }
}
