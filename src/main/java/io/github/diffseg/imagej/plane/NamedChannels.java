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
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The channels that an image shows, by numbers that give the same pixels: a file keeps neither
 * which channels were active nor which one was current.
 */
final class NamedChannels {

    private NamedChannels() {}

    /**
     * {@return the channels that are shown, from 1, as {@link ShownStack#of} takes them; empty if
     * there is one only, all are shown, or named they would have other colours}
     *
     * @param image not changed
     */
    static List<Integer> of(ImagePlus image) {
        if (image.getNChannels() < 2) {
            return List.of();
        }
        if (!(image instanceof CompositeImage composite)) {
            ImageProcessor shown = image.getProcessor();
            boolean same = shown instanceof ColorProcessor || isGray(shown.getLut());
            return same ? List.of(image.getC()) : List.of();
        }
        return composite.getMode() == CompositeImage.COMPOSITE
                ? ofMixed(composite)
                : ofCurrent(composite);
    }

    private static List<Integer> ofCurrent(CompositeImage image) {
        LUT colours = image.getChannelLut(image.getC());
        boolean gray =
                isGray(
                        image.getMode() == CompositeImage.COLOR
                                ? colours
                                : image.getProcessor().getLut());
        return gray && hasRange(colours) ? List.of(image.getC()) : List.of();
    }

    private static List<Integer> ofMixed(CompositeImage image) {
        LUT[] luts = image.getLuts();
        boolean[] active = image.getActiveChannels();
        List<Integer> shown = new ArrayList<>();
        for (int c = 1; c <= luts.length; c++) {
            if (active[c - 1]) {
                shown.add(c);
            }
        }
        boolean some = !shown.isEmpty() && shown.size() < luts.length;
        if (!some
                || shown.size() > StackLook.PRIMARIES.size()
                || image.getProp(PlaneCopy.PROJECTION) != null
                || !shown.stream().allMatch(c -> hasRange(luts[c - 1]))) {
            return List.of();
        }
        if (shown.size() == 1) {
            return isGray(luts[shown.get(0) - 1]) ? shown : List.of();
        }
        List<Integer> named = new ArrayList<>();
        for (Color primary : StackLook.PRIMARIES.subList(0, shown.size())) {
            shown.stream()
                    .filter(c -> isOf(primary, luts[c - 1]))
                    .findFirst()
                    .ifPresent(named::add);
        }
        return named.size() == shown.size() ? named : List.of();
    }

    /** Else ImageJ takes each plane's own. */
    private static boolean hasRange(LUT lut) {
        return lut.min != 0 || lut.max != 0;
    }

    private static boolean isGray(LUT lut) {
        return isOf(Color.WHITE, lut);
    }

    private static boolean isOf(Color color, LUT lut) {
        return Arrays.equals(LUT.createLutFromColor(color).getBytes(), lut.getBytes());
    }
}
