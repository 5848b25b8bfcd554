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
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives small components away, the smallest first (of equal ones the earliest). A component goes as
 * a whole to the touching one (8-neighbourhood) whose proposal has the largest sum over its pixels;
 * of several that show this proposal, to the largest, then the earliest: it never joins two of them
 * into one. A component that touches none, an island of the mask, stays as small as it is.
 */
final class SmallComponents {

    private final PixelAssignment components;
    private final UpsampledProposals proposals;
    private final int width;
    private final int minimumArea;
    private final int[] areas;
    private final PixelBox[] boxes;
    private final int[] heirs;

    private SmallComponents(
            PixelAssignment components, UpsampledProposals proposals, int minimumArea) {
        this.components = components;
        this.proposals = proposals;
        this.width = proposals.width();
        this.minimumArea = minimumArea;
        areas = components.areas();
        boxes = components.boxes(width);
        heirs = new int[components.count()];
        Arrays.setAll(heirs, component -> component);
    }

    /**
     * Gives away what is small.
     *
     * @param components connected, numbered by their first pixels; its pixels are changed
     * @param proposals what competes
     * @param minimumArea in pixels
     * @return the components left, numbered by their first pixels
     */
    static PixelAssignment dissolve(
            PixelAssignment components,
            UpsampledProposals proposals,
            int minimumArea,
            Progress progress) {
        SmallComponents small = new SmallComponents(components, proposals, minimumArea);
        small.giveAway(progress);
        return small.renumbered();
    }

    private record Small(int area, int component) implements Comparable<Small> {
        @Override
        public int compareTo(Small other) {
            return area != other.area
                    ? Integer.compare(area, other.area)
                    : Integer.compare(component, other.component);
        }
    }

    private void giveAway(Progress progress) {
        PriorityQueue<Small> queue = new PriorityQueue<>();
        for (int component = 0; component < areas.length; component++) {
            enqueueIfSmall(queue, component);
        }
        while (!queue.isEmpty()) {
            progress.checkCancelled();
            Small smallest = queue.remove();
            int component = smallest.component();
            boolean current = heirs[component] == component && areas[component] == smallest.area();
            if (!current) {
                continue;
            }
            TreeSet<Integer> touching = touching(component);
            if (!touching.isEmpty()) {
                int heir = heir(component, touching);
                heirs[component] = heir;
                areas[heir] += areas[component];
                boxes[heir].add(boxes[component]);
                enqueueIfSmall(queue, heir);
            }
        }
    }

    private void enqueueIfSmall(PriorityQueue<Small> queue, int component) {
        if (areas[component] < minimumArea) {
            queue.add(new Small(areas[component], component));
        }
    }

    private TreeSet<Integer> touching(int component) {
        TreeSet<Integer> touching = new TreeSet<>();
        PixelBox box = boxes[component];
        for (int y = box.top(); y <= box.bottom(); y++) {
            for (int x = box.left(); x <= box.right(); x++) {
                if (componentAt(x, y) == component) {
                    addNeighbours(touching, x, y);
                }
            }
        }
        touching.remove(component);
        touching.remove(NonMaximumSuppression.OUTSIDE);
        return touching;
    }

    private void addNeighbours(TreeSet<Integer> touching, int x, int y) {
        for (int row = Math.max(0, y - 1); row <= Math.min(proposals.height() - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                touching.add(componentAt(column, row));
            }
        }
    }

    private int heir(int component, TreeSet<Integer> touching) {
        SortedMap<Integer, Double> sums = new TreeMap<>();
        int heir = -1;
        double largest = Double.NEGATIVE_INFINITY;
        for (int candidate : touching) {
            double sum =
                    sums.computeIfAbsent(
                            components.proposalOf()[candidate],
                            proposal -> sumOver(component, proposal));
            if (sum > largest || (sum == largest && areas[candidate] > areas[heir])) {
                heir = candidate;
                largest = sum;
            }
        }
        return heir;
    }

    private double sumOver(int component, int proposal) {
        double sum = 0;
        PixelBox box = boxes[component];
        for (int y = box.top(); y <= box.bottom(); y++) {
            for (int x = box.left(); x <= box.right(); x++) {
                if (componentAt(x, y) == component) {
                    sum += proposals.at(proposal, x, y);
                }
            }
        }
        return sum;
    }

    private int componentAt(int x, int y) {
        int component = components.segmentOf()[y * width + x];
        return component == NonMaximumSuppression.OUTSIDE ? component : last(component);
    }

    /** The component that holds what once was this one. */
    private int last(int component) {
        int last = component;
        while (heirs[last] != last) {
            heirs[last] = heirs[heirs[last]];
            last = heirs[last];
        }
        return last;
    }

    private PixelAssignment renumbered() {
        int[] pixels = components.segmentOf();
        int[] numbers = new int[areas.length];
        Arrays.fill(numbers, -1);
        int[] proposalOf = new int[areas.length];
        int count = 0;
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            if (pixels[pixel] != NonMaximumSuppression.OUTSIDE) {
                int component = last(pixels[pixel]);
                if (numbers[component] < 0) {
                    proposalOf[count] = components.proposalOf()[component];
                    numbers[component] = count++;
                }
                pixels[pixel] = numbers[component];
            }
        }
        return new PixelAssignment(pixels, Arrays.copyOf(proposalOf, count));
    }
}
