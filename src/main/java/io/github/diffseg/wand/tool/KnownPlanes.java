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
import io.github.diffseg.wand.WandPlane;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The planes that were looked at with one setup, found again by what they show: an edited picture
 * is another one. Memory is bounded: what was touched longest ago goes first, the last one stays.
 */
final class KnownPlanes {

    /** 160 MB, at 5 bytes and more for each pixel. */
    private static final long MOST_PIXELS = 1L << 25;

    private final WandSetup setup;
    private final Map<String, WandPlane> planes = new LinkedHashMap<>(16, 0.75f, true);

    KnownPlanes(WandSetup setup) {
        this.setup = setup;
    }

    WandSetup setup() {
        return setup;
    }

    /** A plane, and where in its stack it was seen. */
    record Seen(WandPlane plane, PlanePosition position) {}

    /** Looks at what an image shows now, all of it; in the background. */
    Seen look(ImagePlus image, Progress progress) {
        DisplayedPlane shown = DisplayedPlane.ofWholeImage(image);
        String content = PictureHash.of(shown.pixels());
        WandPlane plane = known(content);
        if (plane == null) {
            plane = setup.look(shown, progress);
            remember(content, plane);
        }
        return new Seen(plane, shown.position());
    }

    private synchronized WandPlane known(String content) {
        return planes.get(content);
    }

    private synchronized void remember(String content, WandPlane plane) {
        planes.put(content, plane);
        long pixels = planes.values().stream().mapToLong(KnownPlanes::pixels).sum();
        Iterator<WandPlane> oldest = planes.values().iterator();
        while (pixels > MOST_PIXELS && planes.size() > 1) {
            pixels -= pixels(oldest.next());
            oldest.remove();
        }
    }

    private static long pixels(WandPlane plane) {
        return (long) plane.width() * plane.height();
    }
}
