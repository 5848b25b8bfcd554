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

package io.github.diffseg.imagej.stack;

import ij.VirtualStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.imagej.plane.ShownStack;
import io.github.diffseg.imagej.stack.ChosenPlanes.Place;
import io.github.diffseg.output.LabelStack;
import io.github.diffseg.output.OverlayPictures;
import java.util.Comparator;
import java.util.List;

/** The overlay pictures of a stack, painted when they are asked for: memory has one at a time. */
final class OverlayStack extends VirtualStack {

    private final ShownStack stack;
    private final List<Place> places;
    private final LabelStack labels;

    OverlayStack(ShownStack stack, ChosenPlanes planes, LabelStack labels) {
        super(labels.width(), labels.height(), planes.size());
        setBitDepth(24);
        this.stack = stack;
        this.labels = labels;
        places = planes.places().stream().sorted(Comparator.comparingInt(Place::index)).toList();
    }

    @Override
    public ImageProcessor getProcessor(int n) {
        Place place = places.get(n - 1);
        try {
            DisplayedPlane whole = stack.readWhole(place.slice(), place.frame());
            return new ColorProcessor(
                    OverlayPictures.render(whole.pixels(), labels.get(place.index())));
        } catch (UserException e) {
            // Left empty among the labels, too
            return new ColorProcessor(labels.width(), labels.height());
        }
    }

    @Override
    public String getSliceLabel(int n) {
        Place place = places.get(n - 1);
        return stack.label(place.slice(), place.frame());
    }

    @Override
    public int size() {
        return places.size();
    }
}
