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

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.store.Zstandard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.stream.ImageInputStream;

/**
 * A strip or tile of a page, as a TIFF file of its own: so the readers of whole files read parts of
 * those that are too large for them, and of BigTIFF, which they do not know.
 */
final class TiffBlock {

    /** What the readers need to know besides sizes and places. */
    private static final int[] KEPT = {
        COMPRESSION,
        PHOTOMETRIC,
        FILL_ORDER,
        PREDICTOR,
        COLOR_MAP,
        EXTRA_SAMPLES,
        JPEG_TABLES,
        YCBCR_COEFFICIENTS,
        YCBCR_SUBSAMPLING,
        YCBCR_POSITIONING,
        REFERENCE_BLACK_WHITE
    };

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;

    private final Path file;
    private final TiffLayout layout;
    private final ByteOrder order;
    private final Map<Integer, TiffDirectory.RawValues> tags = new TreeMap<>();

    /**
     * Keeps what the page says of its pixels.
     *
     * @param file for messages
     * @param page of the file
     * @param layout of the page
     * @throws IOException if it cannot be read
     */
    TiffBlock(Path file, TiffDirectory page, TiffLayout layout) throws IOException {
        this.file = file;
        this.layout = layout;
        order = page.order();
        for (int tag : KEPT) {
            if (page.has(tag) && page.isInStream(tag)) {
                tags.put(tag, page.raw(tag));
            }
        }
        int samples = samples();
        tags.put(BITS_PER_SAMPLE, shorts(samples, layout.bits()));
        tags.put(SAMPLE_FORMAT, shorts(samples, layout.format()));
        tags.put(SAMPLES_PER_PIXEL, shorts(1, samples));
        tags.put(PLANAR_CONFIGURATION, shorts(1, 1));
        if (layout.compression() == ZSTANDARD) {
            tags.put(COMPRESSION, shorts(1, UNCOMPRESSED));
        }
        if (areBytesAddedUp()) {
            tags.remove(PREDICTOR);
        }
        if (layout.planar()) {
            tags.put(PHOTOMETRIC, shorts(1, BLACK_IS_ZERO));
            tags.remove(EXTRA_SAMPLES);
        }
    }

    /** The JDK's reader looks at no predictor of bytes that are not compressed. */
    private boolean areBytesAddedUp() {
        return layout.compression() == ZSTANDARD
                && layout.predictor() == HORIZONTAL_DIFFERENCES
                && layout.bits() == Byte.SIZE;
    }

    /** Of planes that are stored apart, each block has a sample of each pixel. */
    private int samples() {
        return layout.planar() ? 1 : layout.samples();
    }

    private TiffDirectory.RawValues shorts(int count, int value) {
        ByteBuffer values = ByteBuffer.allocate(Short.BYTES * count).order(order);
        for (int i = 0; i < count; i++) {
            values.putShort((short) value);
        }
        return new TiffDirectory.RawValues(SHORT, count, values.array());
    }

    private TiffDirectory.RawValues number(long value) {
        ByteBuffer values = ByteBuffer.allocate(Integer.BYTES).order(order);
        values.putInt((int) value);
        return new TiffDirectory.RawValues(LONG, 1, values.array());
    }

    /**
     * Refuses pages whose blocks no reader gets right.
     *
     * @throws IOException if it is one; the message is one sentence that names the file
     */
    void require() throws IOException {
        if (layout.compression() == OLD_JPEG) {
            throw new UnsupportedImageException(
                    file,
                    "is a TIFF of JPEG in the manner of 1992, which is not read in parts; save it"
                            + " again in another way");
        }
        if (layout.photometric() == WHITE_IS_ZERO
                && (layout.format() == SIGNED || layout.bits() > Short.SIZE)) {
            throw new UnsupportedImageException(
                    file,
                    "is a TIFF whose lowest values are white and have a sign or "
                            + layout.bits()
                            + " bits, which is not read in parts; save it with 0 as black");
        }
        TiffReaders.requireKnownPredictor(file, layout);
        byte[] small = whole(1, 1, new byte[0]);
        try (ImageInputStream in = stream(small, Map.of())) {
            TiffDirectory directory = new TiffDirectory(in, HEADER_BYTES);
            TiffReaders.requireForJdk(file, layout(1, 1), directory);
        }
    }

    private TiffLayout layout(int width, int height) {
        boolean zstandard = layout.compression() == ZSTANDARD;
        return new TiffLayout(
                width,
                height,
                layout.bits(),
                samples(),
                layout.format(),
                zstandard ? UNCOMPRESSED : layout.compression(),
                areBytesAddedUp() ? NO_PREDICTOR : layout.predictor(),
                layout.planar() ? BLACK_IS_ZERO : layout.photometric(),
                false,
                layout.lowBitFirst(),
                0,
                height,
                new long[] {HEADER_BYTES});
    }

    /**
     * {@return its samples, those of colours as one plane}
     *
     * @param stored bytes of the block
     * @param width of the block in pixels
     * @param height of the block in pixels
     * @throws IOException if they cannot be read; the message is one sentence that names the file
     */
    ImageProcessor[] decode(byte[] stored, int width, int height) throws IOException {
        TiffStrips.requireWhole(file, layout, stored, width, height);
        byte[] pixels = stored;
        if (layout.compression() == ZSTANDARD) {
            long bytes = ((long) width * samples() * layout.bits() + 7) / 8 * height;
            pixels = Zstandard.decode(stored, Math.toIntExact(bytes));
        }
        if (areBytesAddedUp()) {
            Predictors.addUp(pixels, width * samples(), samples());
        }
        byte[] tiff = whole(width, height, pixels);
        TiffLayout own = layout(width, height);
        try (ImageInputStream in = stream(tiff, Map.of())) {
            TiffDirectory directory = new TiffDirectory(in, HEADER_BYTES);
            TiffPixels reader = new TiffPixels(file, own, 0, patches -> stream(tiff, patches));
            ImagePlus image = TiffFile.decode(file, own, directory, reader);
            ImageProcessor[] planes = new ImageProcessor[image.getStackSize()];
            for (int i = 0; i < planes.length; i++) {
                planes[i] = image.getStack().getProcessor(i + 1);
            }
            boolean shades = layout.photometric() == PALETTE || layout.bits() < Byte.SIZE;
            if (shades && !(planes[0] instanceof ColorProcessor)) {
                planes[0] = image.getProcessor().convertToRGB();
            }
            return planes;
        }
    }

    private ImageInputStream stream(byte[] tiff, Map<Long, Byte> patches) {
        byte[] patched = tiff;
        if (!patches.isEmpty()) {
            patched = tiff.clone();
            for (Map.Entry<Long, Byte> patch : patches.entrySet()) {
                patched[patch.getKey().intValue()] = patch.getValue();
            }
        }
        ImageInputStream in = new MemoryBytes(patched);
        in.setByteOrder(order);
        return in;
    }

    private byte[] whole(int width, int height, byte[] pixels) {
        Map<Integer, TiffDirectory.RawValues> tags = tagsOf(width, height, pixels.length);
        int directory = Short.BYTES + ENTRY_BYTES * tags.size() + Integer.BYTES;
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        int pixelsAt =
                HEADER_BYTES
                        + directory
                        + tags.values().stream()
                                .mapToInt(v -> v.bytes().length)
                                .filter(n -> n > Integer.BYTES)
                                .map(n -> n + n % 2)
                                .sum();
        ByteBuffer tiff = ByteBuffer.allocate(pixelsAt + pixels.length).order(order);
        tiff.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
        tiff.putShort((short) 42).putInt(HEADER_BYTES).putShort((short) tags.size());
        int place = HEADER_BYTES + directory;
        for (Map.Entry<Integer, TiffDirectory.RawValues> tag : tags.entrySet()) {
            TiffDirectory.RawValues value = tag.getValue();
            tiff.putShort(tag.getKey().shortValue()).putShort((short) value.type());
            tiff.putInt(value.count());
            if (tag.getKey() == STRIP_OFFSETS) {
                tiff.putInt(pixelsAt);
            } else if (value.bytes().length <= Integer.BYTES) {
                tiff.put(java.util.Arrays.copyOf(value.bytes(), Integer.BYTES));
            } else {
                tiff.putInt(place + values.size());
                values.writeBytes(value.bytes());
                if (value.bytes().length % 2 == 1) {
                    values.write(0);
                }
            }
        }
        tiff.putInt(0).put(values.toByteArray()).put(pixels);
        return tiff.array();
    }

    /** The same for all blocks but for sizes. */
    private Map<Integer, TiffDirectory.RawValues> tagsOf(int width, int height, int bytes) {
        Map<Integer, TiffDirectory.RawValues> all = new TreeMap<>(tags);
        all.put(WIDTH, number(width));
        all.put(HEIGHT, number(height));
        all.put(ROWS_PER_STRIP, number(height));
        all.put(STRIP_OFFSETS, number(0));
        all.put(STRIP_BYTE_COUNTS, number(bytes));
        return all;
    }
}
