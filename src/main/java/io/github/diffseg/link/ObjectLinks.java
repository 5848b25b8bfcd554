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

package io.github.diffseg.link;

import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows objects from plane to plane: the same object keeps its number.
 *
 * <p>The segments of a plane and the objects of those before, each where it was last, are assigned
 * to each other one to one, such that their overlaps (intersection over union) are as large as
 * possible together. Pairs below {@link #LEAST_OVERLAP} are no candidates; the overlap with an
 * object that was missing from n planes counts 1 / (n + 1) of itself, so that it takes a segment
 * from one that was there only with a far better fit. A segment that is left over is a new object.
 * Where an object divides, the part that fits best keeps the number and the others are new; where
 * two become one and part again, both can be found again if the gap is long enough.
 */
public final class ObjectLinks {

    /** Less in common, and two segments are not taken for the same object. */
    public static final double LEAST_OVERLAP = 0.1;

    private final int gap;
    private final Numbers numbers;

    /** The last planes, the latest first; no more than the gap asks for. */
    private final Deque<Plane> planes = new ArrayDeque<>();

    /** Gives each object of a stack a number of its own. */
    public static final class Numbers {

        private int last;

        /** {@return how many there are: the largest number} */
        public int count() {
            return last;
        }

        private int next() {
            return ++last;
        }
    }

    private record Plane(LabelMap labels, int[] numbers) {}

    /** A label that may be an object, and how much speaks for it, in (0, 1]. */
    private record Candidate(int object, int label, double weight) {}

    /**
     * Begins without any plane.
     *
     * @param gap how many planes an object may be missing from, 0 or more
     * @param numbers that no other object of the stack has
     */
    public ObjectLinks(int gap, Numbers numbers) {
        this.gap = gap;
        this.numbers = numbers;
    }

    /**
     * {@return {@code [count + 1]}, the number of each label's object; 0 for 0 and for labels
     * without pixels}
     *
     * @param labels of the next plane, of the size of those before; none if nothing was found
     */
    public int[] next(LabelMap labels) {
        int[] number = new int[labels.count() + 1];
        for (List<Candidate> group : groups(candidates(labels))) {
            for (Candidate candidate : best(group)) {
                number[candidate.label()] = candidate.object();
            }
        }
        boolean[] present = new boolean[number.length];
        for (int label : labels.labels()) {
            present[label] = true;
        }
        for (int label = 1; label < number.length; label++) {
            if (present[label] && number[label] == 0) {
                number[label] = numbers.next();
            }
        }
        planes.addFirst(new Plane(labels, number));
        if (planes.size() > gap + 1) {
            planes.removeLast();
        }
        return number.clone();
    }

    private List<Candidate> candidates(LabelMap labels) {
        List<Candidate> candidates = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        int missed = 0;
        for (Plane earlier : planes) {
            for (Overlaps.Pair pair : Overlaps.of(earlier.labels(), labels)) {
                int object = earlier.numbers()[pair.earlier()];
                if (pair.share() >= LEAST_OVERLAP && !seen.contains(object)) {
                    candidates.add(
                            new Candidate(object, pair.later(), pair.share() / (missed + 1)));
                }
            }
            for (int object : earlier.numbers()) {
                seen.add(object);
            }
            missed++;
        }
        return candidates;
    }

    /** Those that compete for the same segments, however indirectly; in their order. */
    private static List<List<Candidate>> groups(List<Candidate> pairs) {
        Map<Integer, List<Candidate>> ofObject = new HashMap<>();
        Map<Integer, List<Candidate>> ofLabel = new HashMap<>();
        for (Candidate pair : pairs) {
            ofObject.computeIfAbsent(pair.object(), key -> new ArrayList<>()).add(pair);
            ofLabel.computeIfAbsent(pair.label(), key -> new ArrayList<>()).add(pair);
        }
        List<List<Candidate>> groups = new ArrayList<>();
        Set<Candidate> grouped = new HashSet<>();
        for (Candidate first : pairs) {
            if (!grouped.add(first)) {
                continue;
            }
            List<Candidate> group = new ArrayList<>(List.of(first));
            for (int i = 0; i < group.size(); i++) {
                Candidate pair = group.get(i);
                ofObject.get(pair.object()).stream().filter(grouped::add).forEach(group::add);
                ofLabel.get(pair.label()).stream().filter(grouped::add).forEach(group::add);
            }
            groups.add(group);
        }
        return groups;
    }

    /** One to one, with the largest overlaps together. */
    private static List<Candidate> best(List<Candidate> group) {
        if (group.size() == 1) {
            return group;
        }
        List<Integer> objects = group.stream().map(Candidate::object).distinct().toList();
        List<Integer> labels = group.stream().map(Candidate::label).distinct().toList();
        // Squared: the solver wants sides of one size, and to be left over costs nothing
        int size = Math.max(objects.size(), labels.size());
        Candidate[][] pairs = new Candidate[size][size];
        double[][] costs = new double[size][size];
        for (Candidate pair : group) {
            int row = objects.indexOf(pair.object());
            int column = labels.indexOf(pair.label());
            pairs[row][column] = pair;
            costs[row][column] = -pair.weight();
        }
        int[] columnOfRow = Assignment.leastCost(costs);
        List<Candidate> best = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            if (pairs[row][columnOfRow[row]] != null) {
                best.add(pairs[row][columnOfRow[row]]);
            }
        }
        return best;
    }
}
