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

package io.github.diffseg;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.segment.tree.Corrections;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Corrections to planes of a stack, each to the merge tree of its own plane. As text: {@code slice
 * 3 frame 1: tree 0a1b2c3d, merge 3 17; slice 4 frame 1: tree 4e5f6071, delete 5}.
 *
 * @param byPlane those of each plane that has any
 */
public record PlaneCorrections(SortedMap<Plane, Corrections> byPlane) {

    /** No plane is corrected. */
    public static final PlaneCorrections NONE = new PlaneCorrections(new TreeMap<>());

    private static final Pattern PART =
            Pattern.compile("\\s*slice\\s+(\\d{1,9})\\s+frame\\s+(\\d{1,9})\\s*:(.*)");

    /**
     * A plane of a stack.
     *
     * @param slice from 1
     * @param frame from 1
     */
    public record Plane(int slice, int frame) implements Comparable<Plane> {

        @Override
        public int compareTo(Plane other) {
            int byFrame = Integer.compare(frame, other.frame);
            return byFrame == 0 ? Integer.compare(slice, other.slice) : byFrame;
        }

        @Override
        public String toString() {
            return "slice " + slice + " frame " + frame;
        }
    }

    /**
     * Leaves out planes without corrections.
     *
     * @param byPlane the corrections of each plane
     */
    public PlaneCorrections {
        SortedMap<Plane, Corrections> corrected = new TreeMap<>(byPlane);
        corrected.values().removeIf(Corrections::isEmpty);
        byPlane = Collections.unmodifiableSortedMap(corrected);
    }

    /** {@return whether a text names planes, in place of the segments of one plane alone} */
    static boolean isText(String text) {
        return text.strip().startsWith("slice");
    }

    /**
     * Reads corrections back from their text.
     *
     * @param text as {@link #toString} gives it
     * @throws UserException if it is no such text; the message quotes the wrong part
     */
    static PlaneCorrections parse(String text) {
        SortedMap<Plane, Corrections> byPlane = new TreeMap<>();
        for (String part : text.split(";", -1)) {
            Matcher plane = PART.matcher(part);
            if (!plane.matches()) {
                throw new UserException(
                        "corrections has \""
                                + part.strip()
                                + "\"; for planes of a stack it must be a list such as \"slice 3"
                                + " frame 1: merge 3 17, delete 5; slice 4 frame 1: split 40\", as"
                                + " the explorer records it");
            }
            Plane named =
                    new Plane(Integer.parseInt(plane.group(1)), Integer.parseInt(plane.group(2)));
            if (byPlane.put(named, Corrections.parse(plane.group(3))) != null) {
                throw new UserException("corrections names " + named + " twice");
            }
        }
        return new PlaneCorrections(byPlane);
    }

    /** {@return whether no plane is corrected} */
    public boolean isEmpty() {
        return byPlane.isEmpty();
    }

    /**
     * {@return the corrections of a plane}
     *
     * @param slice from 1
     * @param frame from 1
     */
    public Corrections of(int slice, int frame) {
        return byPlane.getOrDefault(new Plane(slice, frame), Corrections.NONE);
    }

    @Override
    public String toString() {
        return byPlane.entrySet().stream()
                .map(PlaneCorrections::text)
                .collect(Collectors.joining("; "));
    }

    private static String text(Map.Entry<Plane, Corrections> plane) {
        return plane.getKey() + ": " + plane.getValue();
    }
}
