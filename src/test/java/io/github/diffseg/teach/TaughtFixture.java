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

package io.github.diffseg.teach;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.progress.Progress;

/** The drawn shapes, and a stroke of each class: disc, ground and bar. */
public final class TaughtFixture {

    /** Of the picture. */
    public static final int WIDTH = 96;

    /** Of the picture. */
    public static final int HEIGHT = 80;

    private TaughtFixture() {}

    /** Of class 1. */
    public static Roi disc() {
        return new OvalRoi(24, 35, 10, 10);
    }

    /** Of class 2. */
    public static Roi ground() {
        return new Line(4, 4, 60, 8);
    }

    /** Of class 3. */
    public static Roi bar() {
        Line line = new Line(84, 10, 84, 70);
        line.setStrokeWidth(3);
        return line;
    }

    /** Looks at an image at a working size of 128 pixels. */
    static SeenPlane look(PlaneSegmenter segmenter, ImagePlus image) {
        return SeenPlane.look(segmenter, image, segmenter.settings(Pictures.QUICK), Progress.NONE);
    }

    /** A session with a stroke in each of the three classes. */
    public static Lesson lesson(PlaneSegmenter segmenter, ImagePlus image) {
        TeachSession session = new TeachSession();
        SeenPlane plane = look(segmenter, image);
        session.add(plane);
        session.draw(plane, 1, disc());
        session.draw(plane, 2, ground());
        session.draw(plane, 3, bar());
        return session.lesson();
    }

    /** The class of a pixel of the shapes, from 1. */
    public static int truth(int x, int y) {
        double dx = x - WIDTH * 0.3;
        double dy = y - HEIGHT * 0.5;
        return Math.hypot(dx, dy) < 0.3 * HEIGHT ? 1 : x > 0.7 * WIDTH ? 3 : 2;
    }
}
