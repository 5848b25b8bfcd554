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

import static io.github.diffseg.imagej.format.TiffTags.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * Which reader gets the pixels of a TIFF page right. ImageJ's reads more than it says it cannot,
 * and some of that wrongly: it takes JPEG strips and compressed bits for raw pixels, alpha for a
 * channel, and signed bytes for unsigned ones. That of the JDK ({@code ImageIO}) refuses what it
 * cannot, but for predictors of samples wider than a byte, which are undone here.
 */
final class TiffReaders {

    private static final Set<Integer> JDK_COMPRESSIONS =
            Set.of(
                    UNCOMPRESSED,
                    CCITT_RLE,
                    3,
                    CCITT_GROUP_4,
                    LZW,
                    OLD_JPEG,
                    JPEG,
                    DEFLATE,
                    PACK_BITS,
                    OLD_DEFLATE);

    /** With others some programs undo the predictor and some do not; libtiff does not. */
    private static final Set<Integer> WITH_PREDICTOR = Set.of(LZW, DEFLATE, OLD_DEFLATE, ZSTANDARD);

    private static final Set<Integer> JDK_BITS = Set.of(1, 2, 4, 8, 16, 32);

    /** The JDK takes them for left out if their values are of another type. */
    private static final int[] SHORT_TAGS = {
        BITS_PER_SAMPLE,
        COMPRESSION,
        PHOTOMETRIC,
        FILL_ORDER,
        SAMPLES_PER_PIXEL,
        PLANAR_CONFIGURATION,
        PREDICTOR,
        COLOR_MAP,
        EXTRA_SAMPLES,
        SAMPLE_FORMAT
    };

    private TiffReaders() {}

    /** {@return whether the colours of a palette have 8 bits instead of 16} */
    static boolean isOfBytes(long[] map) {
        return Arrays.stream(map).max().orElse(0) < 1 << Byte.SIZE;
    }

    /** {@return whether ImageJ reads the page right} */
    static boolean isForImageJ(TiffLayout layout, TiffDirectory page) throws IOException {
        boolean plain =
                layout.compression() == UNCOMPRESSED
                        && layout.predictor() == NO_PREDICTOR
                        && layout.tileWidth() == 0
                        && !layout.planar()
                        && !layout.lowBitFirst()
                        && layout.isContiguous()
                        && layout.offsets().length == layout.expectedStrips()
                        && page.isSorted()
                        && page.size() <= 1000
                        && (layout.offsets().length == 1 || page.isLong(STRIP_OFFSETS));
        if (!plain) {
            return false;
        }
        boolean eightBitPalette =
                layout.photometric() == PALETTE
                        && layout.bits() == 8
                        && page.count(COLOR_MAP) == 768
                        && !isOfBytes(page.values(COLOR_MAP));
        return layout.samples() == 1
                        && (layout.isGrey() && isGreyForImageJ(layout) || eightBitPalette)
                || layout.photometric() == RGB && isColourForImageJ(layout)
                || layout.photometric() == CMYK
                        && layout.samples() == 4
                        && layout.bits() == 8
                        && layout.isUnsigned();
    }

    private static boolean isGreyForImageJ(TiffLayout layout) {
        return switch (layout.bits()) {
            case 1, 8 -> layout.isUnsigned();
            case 10 -> layout.isUnsigned() && layout.width() % 4 == 0;
            case 12 -> layout.isUnsigned();
            case 16 -> layout.isUnsigned() || layout.format() == SIGNED;
            case 32 -> layout.format() == SIGNED || layout.format() == FLOATING_POINT;
            default -> false;
        };
    }

    private static boolean isColourForImageJ(TiffLayout layout) {
        return layout.isUnsigned()
                && (layout.bits() == 8 && (layout.samples() == 3 || layout.samples() == 4)
                        || layout.bits() == 16 && layout.samples() == 3);
    }

    /**
     * Refuses a predictor that not all programs undo.
     *
     * @throws UnsupportedImageException if there is one
     */
    static void requireKnownPredictor(Path file, TiffLayout layout)
            throws UnsupportedImageException {
        if (layout.predictor() != NO_PREDICTOR && !WITH_PREDICTOR.contains(layout.compression())) {
            throw new UnsupportedImageException(
                    file,
                    "is a TIFF with predictor "
                            + layout.predictor()
                            + " and compression "
                            + TiffNames.ofCompression(layout.compression())
                            + ", which programs read in different ways; save it again without a"
                            + " predictor");
        }
    }

    /**
     * Refuses what the JDK's reader decodes wrongly.
     *
     * @throws IOException if the JDK's reader would not get the pixels right either
     */
    static void requireForJdk(Path file, TiffLayout layout, TiffDirectory page) throws IOException {
        String flaw = flawForJdk(layout, page);
        if (flaw != null) {
            throw new UnsupportedImageException(
                    file,
                    "is a TIFF with "
                            + flaw
                            + ", which ImageJ cannot open; save it again in another way, for"
                            + " example uncompressed, as 8-bit or 16-bit grey or as RGB");
        }
    }

    private static String flawForJdk(TiffLayout layout, TiffDirectory page) throws IOException {
        for (int tag : SHORT_TAGS) {
            if (!page.isShort(tag)) {
                return "a tag " + tag + " that is no 16-bit number";
            }
        }
        if (!JDK_COMPRESSIONS.contains(layout.compression())) {
            return "compression " + TiffNames.ofCompression(layout.compression());
        }
        boolean known =
                switch (layout.format()) {
                    case UNSIGNED, UNDEFINED ->
                            JDK_BITS.contains(layout.bits())
                                    || layout.isPacked()
                                            && layout.isGrey()
                                            && layout.samples() == 1;
                    case SIGNED -> layout.bits() == 8 || layout.bits() == 16 || layout.bits() == 32;
                    case FLOATING_POINT -> layout.bits() == 32 || layout.bits() == 64;
                    default -> false;
                };
        if (!known) {
            return layout.bits() + "-bit samples of format " + TiffNames.ofFormat(layout.format());
        }
        return flawOfPredictor(layout) != null
                ? flawOfPredictor(layout)
                : flawOfColour(layout, page);
    }

    private static String flawOfPredictor(TiffLayout layout) {
        boolean right =
                switch (layout.predictor()) {
                    case NO_PREDICTOR -> true;
                    case HORIZONTAL_DIFFERENCES ->
                            layout.format() != FLOATING_POINT
                                    && (layout.bits() == 8
                                            || layout.bits() == 16
                                            || layout.bits() == 32);
                    case FLOAT_DIFFERENCES ->
                            layout.format() == FLOATING_POINT
                                    && layout.bits() == 32
                                    && layout.samples() == 1
                                    // Else bytes that the differences need are cut off
                                    && (layout.tileWidth() == 0
                                            || layout.width() % layout.tileWidth() == 0);
                    default -> false;
                };
        return right
                ? null
                : "predictor "
                        + layout.predictor()
                        + " for "
                        + layout.bits()
                        + "-bit samples of format "
                        + TiffNames.ofFormat(layout.format());
    }

    /** Else the second sample is a channel of its own. */
    private static boolean hasAlpha(TiffDirectory page) throws IOException {
        return page.value(EXTRA_SAMPLES, 0) > 0;
    }

    private static String flawOfColour(TiffLayout layout, TiffDirectory page) throws IOException {
        int samples = layout.samples();
        boolean wide = layout.bits() > 16 || layout.format() == FLOATING_POINT;
        boolean jpeg = layout.compression() == JPEG || layout.compression() == OLD_JPEG;
        boolean right = !(jpeg && samples != 1 && samples != 3);
        right &=
                switch (layout.photometric()) {
                    case WHITE_IS_ZERO, BLACK_IS_ZERO ->
                            samples == 1 || samples == 2 && hasAlpha(page);
                    case RGB ->
                            (samples == 3 || samples == 4 && page.has(EXTRA_SAMPLES))
                                    && !wide
                                    && layout.isUnsigned();
                    case PALETTE ->
                            samples == 1
                                    && layout.isUnsigned()
                                    && !wide
                                    && page.count(COLOR_MAP) == 3L << layout.bits();
                    case YCBCR -> samples == 3 && layout.bits() == 8;
                    case CMYK -> samples == 4 && layout.bits() == 8 && layout.isUnsigned();
                    default -> false;
                };
        return right
                ? null
                : samples
                        + (samples == 1 ? " sample of " : " samples of ")
                        + layout.bits()
                        + " bits, format "
                        + TiffNames.ofFormat(layout.format())
                        + ", in a pixel of colour type "
                        + TiffNames.ofColour(layout.photometric())
                        + (jpeg ? ", compressed as JPEG" : "");
    }
}
