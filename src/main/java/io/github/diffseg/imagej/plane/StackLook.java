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

package io.github.diffseg.imagej.plane;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** How an image shows the channels of a plane, at the moment when this is made. */
final class StackLook {

    static final List<Color> PRIMARIES = List.of(Color.RED, Color.GREEN, Color.BLUE);

    /** Of one slice and frame; shows its channels as the image does. */
    private final ImagePlus moment;

    private final List<Integer> chosen;
    private final int count;
    private final int current;

    /**
     * @param image not changed
     * @param chosen channels, from 1; none: as the image shows them
     */
    StackLook(ImagePlus image, List<Integer> chosen) {
        this.chosen = chosen;
        count = image.getNChannels();
        current = count > 1 ? image.getC() : 1;
        moment = look(image);
    }

    private static ImagePlus look(ImagePlus image) {
        if (image instanceof CompositeImage composite && image.getNChannels() > 1) {
            ImageStack channels = new ImageStack(image.getWidth(), image.getHeight());
            ImageProcessor current = image.getProcessor();
            for (int c = 0; c < image.getNChannels(); c++) {
                channels.addSlice(null, current.getPixels());
            }
            CompositeImage look = PlaneCopy.composite(composite, channels, composite.getLuts());
            look.setMode(composite.getMode());
            look.setPosition(composite.getC(), 1, 1);
            return look;
        }
        return new ImagePlus(image.getTitle(), image.getProcessor().duplicate());
    }

    /**
     * {@return an image of that plane that looks like the image}
     *
     * @param channels of a plane, all of them
     */
    ImagePlus view(List<ImageProcessor> channels) {
        return chosen.isEmpty() ? shown(channels) : mixed(channels);
    }

    private ImagePlus shown(List<ImageProcessor> channels) {
        if (moment instanceof CompositeImage composite) {
            ImageStack stack = new ImageStack(moment.getWidth(), moment.getHeight());
            channels.forEach(channel -> stack.addSlice(null, channel.getPixels()));
            CompositeImage view = PlaneCopy.composite(composite, stack, composite.getLuts());
            view.setMode(composite.getMode());
            view.setPosition(composite.getC(), 1, 1);
            return view;
        }
        ImageProcessor look = moment.getProcessor().duplicate();
        look.setPixels(channels.get(current - 1).getPixels());
        return new ImagePlus(moment.getTitle(), look);
    }

    /** The chosen channels: one in grays, several as red, green and blue. */
    private ImagePlus mixed(List<ImageProcessor> channels) {
        ImageStack stack = new ImageStack(moment.getWidth(), moment.getHeight());
        LUT[] luts = new LUT[chosen.size()];
        for (int i = 0; i < luts.length; i++) {
            ImageProcessor channel = channels.get(chosen.get(i) - 1);
            if (channel instanceof ColorProcessor) {
                return new ImagePlus(moment.getTitle(), channel);
            }
            stack.addSlice(null, channel.getPixels());
            luts[i] = LUT.createLutFromColor(luts.length == 1 ? Color.WHITE : PRIMARIES.get(i));
            double[] range = range(chosen.get(i) - 1);
            luts[i].min = range[0];
            luts[i].max = range[1];
        }
        ImagePlus view = new ImagePlus(moment.getTitle(), stack);
        if (luts.length == 1) {
            view.getProcessor().setLut(luts[0]);
            view.getProcessor().setMinAndMax(luts[0].min, luts[0].max);
            return view;
        }
        view.setDimensions(luts.length, 1, 1);
        CompositeImage composite = new CompositeImage(view, CompositeImage.COMPOSITE);
        composite.setLuts(luts);
        return composite;
    }

    /** The contrast in which the image shows a channel. */
    private double[] range(int channel) {
        if (moment instanceof CompositeImage composite) {
            LUT lut = composite.getLuts()[channel];
            return new double[] {lut.min, lut.max};
        }
        ImageProcessor look = moment.getProcessor();
        return new double[] {look.getMin(), look.getMax()};
    }

    /** {@return the channel that is seen, from 1; 0 if there are several} */
    int channel() {
        if (!chosen.isEmpty()) {
            return chosen.size() == 1 ? chosen.get(0) : 0;
        }
        boolean mixed =
                moment instanceof CompositeImage composite
                        && composite.getMode() == CompositeImage.COMPOSITE;
        return mixed ? 0 : current;
    }

    String channelsInWords() {
        if (!chosen.isEmpty()) {
            return String.join("+", chosen.stream().map(String::valueOf).toList());
        }
        if (channel() > 0) {
            return Integer.toString(channel());
        }
        List<String> active = new ArrayList<>();
        boolean[] shown = ((CompositeImage) moment).getActiveChannels();
        for (int c = 0; c < count; c++) {
            if (shown[c]) {
                active.add(Integer.toString(c + 1));
            }
        }
        return String.join("+", active);
    }
}
