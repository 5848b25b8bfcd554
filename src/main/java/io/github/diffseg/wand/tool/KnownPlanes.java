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

package io.github.diffseg.wand.tool;

import ij.ImagePlus;
import io.github.diffseg.image.PictureHash;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.imagej.plane.PlanePosition;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.wand.SeenPart;
import io.github.diffseg.wand.WandPlane;
import java.awt.Rectangle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The planes that were looked at with one setup, found again by what they show: an edited picture
 * is another one. Memory is bounded: what was touched longest ago goes first, the last one stays.
 */
final class KnownPlanes {

    /** 160 MB, at 5 bytes and more for each pixel. */
    private static final long MOST_PIXELS = 1L << 25;

    private final WandSetup setup;

    /** What was touched last comes first. */
    private final Deque<Known> planes = new ArrayDeque<>();

    KnownPlanes(WandSetup setup) {
        this.setup = setup;
    }

    WandSetup setup() {
        return setup;
    }

    /** A plane, and where in its stack it was seen. */
    record Seen(WandPlane plane, PlanePosition position) {}

    private record Known(SeenPart seen, String content, WandPlane plane) {

        long pixels() {
            return (long) seen.part().width * seen.part().height;
        }
    }

    /** The part of an image, as it is displayed now. */
    private record Shown(DisplayedPlane plane, String content) {

        static Shown of(ImagePlus image, Rectangle part) {
            DisplayedPlane plane = DisplayedPlane.ofPart(image, part);
            return new Shown(plane, PictureHash.of(plane.pixels()));
        }
    }

    /**
     * Looks at what an image shows now at a place; in the background.
     *
     * @param view what its window shows of it, in pixels of the image
     */
    Seen look(ImagePlus image, Rectangle view, int x, int y, Progress progress) {
        Map<Rectangle, Shown> shown = new HashMap<>();
        for (Known known : thatAnswer(image, view, x, y)) {
            Shown part = shown.computeIfAbsent(known.seen.part(), p -> Shown.of(image, p));
            if (part.content.equals(known.content)) {
                touched(known);
                return new Seen(known.plane, part.plane.position());
            }
        }
        SeenPart seen = setup.part(image, view, progress);
        Shown part = shown.computeIfAbsent(seen.part(), p -> Shown.of(image, p));
        WandPlane plane = setup.look(part.plane, progress);
        touched(new Known(seen, part.content, plane));
        return new Seen(plane, part.plane.position());
    }

    private synchronized List<Known> thatAnswer(ImagePlus image, Rectangle view, int x, int y) {
        return planes.stream()
                .filter(
                        known ->
                                known.seen.answers(image.getWidth(), image.getHeight(), view, x, y))
                .toList();
    }

    /** Keeps what was touched, and as many of those before as there is room for. */
    private synchronized void touched(Known known) {
        planes.remove(known);
        planes.addFirst(known);
        long pixels = planes.stream().mapToLong(Known::pixels).sum();
        while (pixels > MOST_PIXELS && planes.size() > 1) {
            pixels -= planes.removeLast().pixels();
        }
    }
}
