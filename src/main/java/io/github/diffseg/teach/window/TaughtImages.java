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

package io.github.diffseg.teach.window;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.Toolbar;
import io.github.diffseg.explore.Layer;
import io.github.diffseg.explore.window.ImageLayer;
import io.github.diffseg.teach.SeenPlane;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The images that classes are taught on: what is laid over them, and what they were like before.
 * {@link #close()} gives overlays, selections and the tool back.
 */
final class TaughtImages implements AutoCloseable {

    private static final String PEN = "freeline";

    private final Map<SeenPlane, ImageLayer> layers = new LinkedHashMap<>();
    private final Map<ImagePlus, Roi> selections = new IdentityHashMap<>();
    private final String tool = IJ.getToolName();

    /** Hands the user a pen, unless a tool is chosen that draws freely already. */
    TaughtImages() {
        int chosen = Toolbar.getToolId();
        if (chosen != Toolbar.FREELINE && chosen != Toolbar.FREEROI) {
            IJ.setTool(PEN);
        }
    }

    void add(SeenPlane plane) {
        ImagePlus image = plane.image();
        if (!selections.containsKey(image)) {
            Roi selection = image.getRoi();
            selections.put(image, selection == null ? null : (Roi) selection.clone());
        }
        Rectangle bounds = new Rectangle(plane.width(), plane.height());
        layers.put(plane, new ImageLayer(image, plane.position(), bounds));
    }

    void show(SeenPlane plane, Layer layer) {
        layers.get(plane).show(layer);
    }

    boolean isWindow(Window window) {
        return selections.keySet().stream().anyMatch(image -> image.getWindow() == window);
    }

    @Override
    public void close() {
        layers.values().forEach(ImageLayer::close);
        layers.clear();
        selections.forEach(
                (image, selection) -> {
                    if (selection != null && image.getRoi() == null && image.getWindow() != null) {
                        image.setRoi(selection);
                    }
                });
        selections.clear();
        if (IJ.getToolName().equals(PEN)) {
            IJ.setTool(tool);
        }
    }
}
