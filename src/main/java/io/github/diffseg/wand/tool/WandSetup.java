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
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.wand.SeenPart;
import io.github.diffseg.wand.WandPlane;
import java.awt.Rectangle;

/** What the tool works with: a model and options. */
public interface WandSetup {

    /**
     * {@return which part of an image to look at; in the background}
     *
     * @param image that was touched
     * @param view what its window shows of it, in pixels of the image
     * @param progress told if a model is opened
     */
    SeenPart part(ImagePlus image, Rectangle view, Progress progress);

    /**
     * Looks at a plane; in the background.
     *
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    WandPlane look(DisplayedPlane plane, Progress progress);

    /** {@return whether only the part of a segment that is connected to the place counts} */
    boolean connectedPartOnly();

    /** Tells the user of a failure; on the event thread. */
    void report(Throwable failure);
}
