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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well a film is segmented and linked.
 *
 * @param seg the Cell Tracking Challenge's: the mean over all true objects of all frames of the
 *     Jaccard index with the segment that covers more than half of them, 0 where there is none
 * @param links share of the links, true or found, that are both: a link joins an object's segments
 *     in two frames that follow each other among those where it is
 */
public record FilmScores(double seg, double links) {

    private record Link(int from, int to, int objectThere, int objectHere) {}

    /**
     * @param truth of each frame; 0 is the ground
     * @param found of each frame, numbers kept from frame to frame
     * @return the scores
     */
    public static FilmScores of(List<LabelMap> truth, List<LabelMap> found) {
        double sum = 0;
        int objects = 0;
        Set<Link> wanted = new HashSet<>();
        Set<Link> made = new HashSet<>();
        Map<Integer, int[]> lastOfObject = new HashMap<>();
        Map<Integer, int[]> lastOfNumber = new HashMap<>();
        for (int t = 0; t < truth.size(); t++) {
            Map<Integer, Integer> objectOf = new HashMap<>();
            for (int object : present(truth.get(t))) {
                objects++;
                double[] best = cover(truth.get(t), object, found.get(t));
                if (best[0] > 0) {
                    sum += best[1];
                    objectOf.put((int) best[0], object);
                }
                int[] last = lastOfObject.put(object, new int[] {t, object});
                if (last != null) {
                    wanted.add(new Link(last[0], t, object, object));
                }
            }
            for (Map.Entry<Integer, Integer> match : objectOf.entrySet()) {
                int[] last = lastOfNumber.put(match.getKey(), new int[] {t, match.getValue()});
                if (last != null) {
                    made.add(new Link(last[0], t, last[1], match.getValue()));
                }
            }
        }
        Set<Link> right = new HashSet<>(wanted);
        right.retainAll(made);
        Set<Link> all = new HashSet<>(wanted);
        all.addAll(made);
        return new FilmScores(sum / objects, right.size() / (double) all.size());
    }

    private static Set<Integer> present(LabelMap labels) {
        Set<Integer> present = new HashSet<>();
        for (int label : labels.labels()) {
            if (label != 0) {
                present.add(label);
            }
        }
        return present;
    }

    /** The segment that covers more than half of an object, 0 if none, and their Jaccard index. */
    private static double[] cover(LabelMap truth, int object, LabelMap found) {
        long area = 0;
        Map<Integer, Integer> shared = new HashMap<>();
        Map<Integer, Integer> areas = new HashMap<>();
        for (int i = 0; i < truth.labels().length; i++) {
            int number = found.labels()[i];
            areas.merge(number, 1, Integer::sum);
            if (truth.labels()[i] == object) {
                area++;
                shared.merge(number, 1, Integer::sum);
            }
        }
        for (Map.Entry<Integer, Integer> part : shared.entrySet()) {
            if (part.getKey() != 0 && 2L * part.getValue() > area) {
                double union = area + areas.get(part.getKey()) - part.getValue();
                return new double[] {part.getKey(), part.getValue() / union};
            }
        }
        return new double[] {0, 0};
    }
}
