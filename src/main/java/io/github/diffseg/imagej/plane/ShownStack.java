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

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import io.github.diffseg.failure.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The planes of a stack as an image shows them: colours, contrast, channels and selection of one
 * moment. Pixels are read when a plane is asked for, one plane at a time, so that a virtual stack
 * never has to fit into memory; whether the image is scrolled, restyled or closed meanwhile makes
 * no difference.
 */
public final class ShownStack {

    private final StackLook look;
    private final PlaneReader reader;
    private final Roi selection;
    private final Calibration calibration;
    private final boolean byDimension;

    /** As {@link DisplayedPlane#channels}. */
    private final List<Integer> named;

    private ShownStack(ImagePlus image, List<Integer> chosen) {
        selection = image.getRoi() == null ? null : (Roi) image.getRoi().clone();
        calibration = image.getCalibration().copy();
        reader = new PlaneReader(image);
        look = new StackLook(image, chosen);
        named = chosen.isEmpty() ? NamedChannels.of(image) : List.of();
        byDimension =
                image.isHyperStack()
                        || image.getNChannels() > 1
                        || image.getNSlices() > 1 && image.getNFrames() > 1;
    }

    /**
     * {@return the planes of an image}
     *
     * @param image not changed
     * @param channels that shall be seen, from 1, in the order red, green, blue, or one in grays;
     *     none: those that the image shows, as it shows them
     * @throws UserException if the image has no pixels
     */
    public static ShownStack of(ImagePlus image, List<Integer> channels) {
        // ImageJ goes from plane to plane under this lock
        synchronized (image) {
            if (image.getProcessor() == null) {
                throw new UserException("The image \"" + image.getTitle() + "\" has no pixels");
            }
            return new ShownStack(image, List.copyOf(channels));
        }
    }

    /**
     * One plane, read now.
     *
     * @param plane as the network sees it
     * @param channels of the image there, each with its calibrated values
     */
    public record Read(DisplayedPlane plane, List<ImageProcessor> channels) {}

    /**
     * {@return what the image would show there, and all of its channels}
     *
     * @param slice from 1
     * @param frame from 1
     * @throws UserException if the plane cannot be read or has nothing to segment
     */
    public Read read(int slice, int frame) {
        return read(slice, frame, selection);
    }

    /**
     * {@return what the image would show there, whatever is selected}
     *
     * @param slice from 1
     * @param frame from 1
     * @throws UserException as {@link #read(int, int)}
     */
    public DisplayedPlane readWhole(int slice, int frame) {
        return read(slice, frame, null).plane();
    }

    private Read read(int slice, int frame, Roi selected) {
        List<ImageProcessor> channels = new ArrayList<>();
        for (int c = 1; c <= reader.channels(); c++) {
            ImageProcessor channel = reader.read(c, slice, frame);
            channel.setCalibrationTable(calibration.getCTable());
            channels.add(channel);
        }
        ImagePlus view = look.view(channels);
        view.setTitle(reader.title());
        view.setCalibration(calibration);
        if (selected != null) {
            view.setRoi((Roi) selected.clone());
        }
        PlanePosition position = position(slice, frame);
        return new Read(DisplayedPlane.of(view, position, describe(slice, frame), named), channels);
    }

    /**
     * {@return the plane's place, as ROIs keep it}
     *
     * @param slice from 1
     * @param frame from 1
     */
    public PlanePosition position(int slice, int frame) {
        if (reader.size() == 1) {
            return PlanePosition.NONE;
        }
        return byDimension
                ? new PlanePosition(channel(), slice, frame, 0)
                : new PlanePosition(0, 0, 0, reader.index(1, slice, frame));
    }

    /** {@return the channel that is seen, from 1; 0 if there are several} */
    public int channel() {
        return look.channel();
    }

    /** {@return the plane in words, such as {@code C 1+3, Z 2, T 1}, without dimensions of one} */
    public String describe(int slice, int frame) {
        return describe(Integer.toString(slice), Integer.toString(frame));
    }

    /** {@return several planes in words, such as {@code C 2, Z 3-20:2, T all}} */
    public String describe(String slices, String frames) {
        List<String> parts = new ArrayList<>();
        if (reader.channels() > 1) {
            parts.add("C " + look.channelsInWords());
        }
        if (reader.slices() > 1) {
            parts.add("Z " + slices);
        }
        if (reader.frames() > 1) {
            parts.add("T " + frames);
        }
        return String.join(", ", parts);
    }

    /**
     * {@return what a name of something on a plane ends with, such as {@code z02 t1}: it sorts, and
     * has no dimensions of one}
     */
    public String name(int slice, int frame) {
        return part(" z", slice, reader.slices()) + part(" t", frame, reader.frames());
    }

    private static String part(String letter, int number, int count) {
        int digits = Integer.toString(count).length();
        return count == 1 ? "" : letter + String.format(Locale.ROOT, "%0" + digits + "d", number);
    }

    /**
     * {@return what the stack calls a plane, of the channel that is seen or the first; null if
     * nothing}
     */
    public String label(int slice, int frame) {
        return reader.label(Math.max(1, channel()), slice, frame);
    }

    /** {@return the image's; a copy} */
    public Calibration calibration() {
        return calibration.copy();
    }
}
