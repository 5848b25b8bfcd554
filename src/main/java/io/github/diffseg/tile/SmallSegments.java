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

package io.github.diffseg.tile;

import io.github.diffseg.progress.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Gives small segments away, the smallest first (of equal ones the earliest), each to the segment
 * that it touches along the longest line (of equal ones the earliest). One that touches none stays.
 */
final class SmallSegments {

    private record Small(long area, int group) implements Comparable<Small> {
        @Override
        public int compareTo(Small other) {
            return area != other.area
                    ? Long.compare(area, other.area)
                    : Integer.compare(group, other.group);
        }
    }

    private final TiledSegment[] measured;
    private final Groups groups;
    private final int minimumArea;

    /** Of each group, along how many squares it touches which others. */
    private final Map<Integer, Map<Integer, Integer>> touching = new HashMap<>();

    /**
     * @param measured by the number that stands for a group; changed
     * @param groups of parts; changed
     * @param contacts of parts
     * @param minimumArea in pixels
     */
    SmallSegments(
            TiledSegment[] measured, Groups groups, List<PartContact> contacts, int minimumArea) {
        this.measured = measured;
        this.groups = groups;
        this.minimumArea = minimumArea;
        for (PartContact contact : contacts) {
            int first = groups.of(contact.first());
            int second = groups.of(contact.second());
            if (first != second) {
                touches(first, second, contact.length());
                touches(second, first, contact.length());
            }
        }
    }

    private void touches(int group, int other, int length) {
        touching.computeIfAbsent(group, g -> new HashMap<>()).merge(other, length, Integer::sum);
    }

    void giveAway(Progress progress) {
        PriorityQueue<Small> queue = new PriorityQueue<>();
        for (int group = 0; group < measured.length; group++) {
            enqueueIfSmall(queue, group);
        }
        while (!queue.isEmpty()) {
            progress.checkCancelled();
            Small smallest = queue.remove();
            int group = smallest.group();
            boolean current = measured[group] != null && measured[group].area() == smallest.area();
            int heir = current ? heir(group) : -1;
            if (heir >= 0) {
                enqueueIfSmall(queue, joined(group, heir));
            }
        }
    }

    private void enqueueIfSmall(PriorityQueue<Small> queue, int group) {
        if (measured[group] != null && measured[group].area() < minimumArea) {
            queue.add(new Small(measured[group].area(), group));
        }
    }

    private int heir(int group) {
        int heir = -1;
        int longest = 0;
        for (Map.Entry<Integer, Integer> other :
                touching.getOrDefault(group, Map.of()).entrySet()) {
            int length = other.getValue();
            if (length > longest || length == longest && other.getKey() < heir) {
                heir = other.getKey();
                longest = length;
            }
        }
        return heir;
    }

    private int joined(int first, int second) {
        groups.join(first, second);
        int kept = groups.of(first);
        int gone = kept == first ? second : first;
        measured[kept] = measured[kept].plus(measured[gone]);
        measured[gone] = null;
        Map<Integer, Integer> ofGone = touching.remove(gone);
        touching.get(kept).remove(gone);
        ofGone.remove(kept);
        ofGone.forEach(
                (other, length) -> {
                    touching.get(other).remove(gone);
                    touches(other, kept, length);
                    touches(kept, other, length);
                });
        return kept;
    }
}
