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

package io.github.diffseg.imagej.format;

import ij.measure.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the description of a TIFF file's first page says of all its pages, as ImageJ or OME-TIFF
 * write it.
 *
 * @param channels that are pages of their own
 * @param slices of the stack
 * @param frames of the stack
 * @param order which of them changes first from page to page, such as CZT
 * @param pixelWidth 0 if it does not say it
 * @param pixelHeight 0 if it does not say it
 * @param pixelDepth distance of slices; 0 if it does not say it
 * @param unit of the sizes
 * @param frameInterval in seconds; 0 if it does not say it
 * @param low NaN if it does not say what is black
 * @param high NaN if it does not say what is white
 * @param colours of channels that are pages of their own; empty if it says none that tell them
 *     apart
 */
record TiffDescription(
        int channels,
        int slices,
        int frames,
        String order,
        double pixelWidth,
        double pixelHeight,
        double pixelDepth,
        String unit,
        double frameInterval,
        double low,
        double high,
        List<Integer> colours) {

    /** ImageJ's order. */
    static final String CHANNELS_FIRST = "CZT";

    private static final String OME_UNIT = "µm";
    private static final int WHITE = 0xffffff;

    /**
     * {@return what it says}
     *
     * @param text of the first page
     * @param samples of a pixel, which OME-TIFF counts as channels
     */
    static TiffDescription of(String text, int samples) {
        if (text.contains("<OME") && text.contains("<Pixels")) {
            return ofOme(text, samples);
        }
        boolean imageJ = text.startsWith("ImageJ=");
        return new TiffDescription(
                imageJ ? number(line(text, "channels"), 1) : 1,
                imageJ ? number(line(text, "slices"), 1) : 1,
                imageJ ? number(line(text, "frames"), 1) : 1,
                CHANNELS_FIRST,
                0,
                0,
                imageJ ? decimal(line(text, "spacing"), 0) : 0,
                "",
                imageJ ? decimal(line(text, "finterval"), 0) : 0,
                imageJ ? decimal(line(text, "min"), Double.NaN) : Double.NaN,
                imageJ ? decimal(line(text, "max"), Double.NaN) : Double.NaN,
                List.of());
    }

    /**
     * {@return the same of pages that are slices, whatever it says of them}
     *
     * @param pages at least 1
     */
    TiffDescription ofPages(int pages) {
        return new TiffDescription(
                1,
                pages,
                1,
                CHANNELS_FIRST,
                pixelWidth,
                pixelHeight,
                pixelDepth,
                unit,
                frameInterval,
                low,
                high,
                List.of());
    }

    private static TiffDescription ofOme(String text, int samples) {
        String image = text.substring(text.indexOf("<Pixels")).replaceFirst("(?s)</Pixels>.*", "");
        String pixels = image.replaceFirst("(?s)>.*", "");
        String order = attribute(pixels, "DimensionOrder").toUpperCase(Locale.ROOT);
        double width = decimal(attribute(pixels, "PhysicalSizeX"), 0);
        double height = decimal(attribute(pixels, "PhysicalSizeY"), width);
        String unit = attribute(pixels, "PhysicalSizeXUnit");
        int channels = Math.max(1, number(attribute(pixels, "SizeC"), 1) / Math.max(1, samples));
        return new TiffDescription(
                channels,
                number(attribute(pixels, "SizeZ"), 1),
                number(attribute(pixels, "SizeT"), 1),
                order.matches("XY[CZT]{3}") ? order.substring(2) : CHANNELS_FIRST,
                width,
                height,
                decimal(attribute(pixels, "PhysicalSizeZ"), 0),
                unit.isEmpty() ? OME_UNIT : unit,
                seconds(pixels),
                Double.NaN,
                Double.NaN,
                colours(image, channels));
    }

    /** Red, green, blue and opacity, as a signed number; programs give all of them white. */
    private static List<Integer> colours(String image, int channels) {
        List<Integer> colours = new ArrayList<>();
        Matcher channel = Pattern.compile("<Channel\\b[^>]*>").matcher(image);
        while (channel.find()) {
            String rgba = attribute(channel.group(), "Color");
            colours.add(rgba.matches("-?\\d{1,10}") ? (int) Long.parseLong(rgba) >>> 8 : WHITE);
        }
        boolean differ = colours.stream().distinct().count() == colours.size();
        return channels > 1 && colours.size() == channels && differ
                ? List.copyOf(colours)
                : List.of();
    }

    private static double seconds(String pixels) {
        double interval = decimal(attribute(pixels, "TimeIncrement"), 0);
        return switch (attribute(pixels, "TimeIncrementUnit")) {
            case "", "s" -> interval;
            case "ms" -> interval / 1000;
            case "min" -> interval * 60;
            case "h" -> interval * 3600;
            default -> 0;
        };
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile("\\b" + name + "\\s*=\\s*[\"']([^\"']*)").matcher(tag);
        return value.find() ? value.group(1) : "";
    }

    private static String line(String text, String name) {
        Matcher value = Pattern.compile("(?m)^" + name + "=(.*)$").matcher(text);
        return value.find() ? value.group(1).strip() : "";
    }

    private static int number(String text, int otherwise) {
        return text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : otherwise;
    }

    private static double decimal(String text, double otherwise) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Sets the sizes that it says, and leaves the others. */
    void calibrate(Calibration calibration) {
        if (pixelWidth > 0) {
            calibration.pixelWidth = pixelWidth;
            calibration.pixelHeight = pixelHeight;
            calibration.setUnit(unit);
        }
        if (pixelDepth > 0) {
            calibration.pixelDepth = pixelDepth;
        }
        if (frameInterval > 0) {
            calibration.frameInterval = frameInterval;
            calibration.setTimeUnit("sec");
        }
    }

    /** {@return how many planes they are} */
    long planes() {
        return (long) channels * slices * frames;
    }

    /**
     * {@return the number of a plane, from 0}
     *
     * @param channel from 0
     * @param slice from 0
     * @param frame from 0
     */
    long plane(int channel, int slice, int frame) {
        long plane = 0;
        long step = 1;
        for (char axis : order.toCharArray()) {
            int index = axis == 'C' ? channel : axis == 'Z' ? slice : frame;
            plane += index * step;
            step *= axis == 'C' ? channels : axis == 'Z' ? slices : frames;
        }
        return plane;
    }
}
