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

import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.store.BlockCache;
import io.github.diffseg.store.ByteStore;
import java.io.IOException;
import java.nio.file.Path;

/** A page of a TIFF file whose strips or tiles are read when they are asked for. */
final class TiffPlane implements PlaneRegions {

    /** Rows of strips that are not compressed are read in parts. */
    private static final long PART_BYTES = 1 << 20;

    /** A compressed strip is unpacked whole. */
    private static final long MOST_BLOCK_PIXELS = 1L << 27;

    private static final int COLOURS = 3;

    private final ByteStore store;
    private final Path file;
    private final TiffLayout layout;
    private final long[] lengths;
    private final int blockWidth;
    private final int blockHeight;
    private final boolean isInParts;
    private final TiffBlock block;
    private final boolean areColours;
    private final BlockCache<Long, ImageProcessor[]> blocks = BlockCache.ofMemory();

    /**
     * Looks at the page; reads no pixels.
     *
     * @param store of the file, at its own place
     * @param file for messages
     * @param page of the file
     * @param layout of the page
     * @param shift bytes that its pixels lie behind where the page says
     * @throws IOException if its pixels cannot be read in parts; the message is one sentence that
     *     names the file
     */
    TiffPlane(ByteStore store, Path file, TiffDirectory page, TiffLayout layout, long shift)
            throws IOException {
        this.store = store;
        this.file = file;
        this.layout = shifted(layout, shift);
        boolean tiled = layout.tileWidth() > 0;
        lengths = page.values(tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS);
        // Several pixels of YCbCr may share a colour
        isInParts = !tiled && layout.compression() == UNCOMPRESSED && layout.photometric() != YCBCR;
        blockWidth = tiled ? layout.tileWidth() : layout.width();
        blockHeight = tiled ? Math.toIntExact(page.value(TILE_LENGTH, 0)) : rows();
        block = new TiffBlock(file, page, layout);
        block.require();
        if (blockWidth < 1 || blockHeight < 1) {
            throw new DamagedImageException(file, "declares tiles without pixels");
        }
        if ((long) blockWidth * blockHeight > MOST_BLOCK_PIXELS) {
            throw new UnsupportedImageException(
                    file,
                    "is a TIFF that is compressed in pieces of "
                            + blockWidth
                            + " x "
                            + blockHeight
                            + " pixels, of which none can be read in part; save it in tiles");
        }
        long needed = (long) across() * down() * (layout.planar() ? layout.samples() : 1);
        long stored = layout.offsets().length;
        if (isInParts ? stored != layout.expectedStrips() : stored < needed) {
            throw new DamagedImageException(
                    file, "is a damaged TIFF file: it names too few strips or tiles");
        }
        if (!isInParts && lengths.length < stored) {
            throw new DamagedImageException(
                    file, "is a damaged TIFF file: it does not say how long its tiles are");
        }
        areColours =
                !layout.planar()
                        && layout.photometric() != WHITE_IS_ZERO
                        && layout.photometric() != BLACK_IS_ZERO;
    }

    private static TiffLayout shifted(TiffLayout layout, long shift) {
        long[] offsets = layout.offsets().clone();
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] += shift;
        }
        return new TiffLayout(
                layout.width(),
                layout.height(),
                layout.bits(),
                layout.samples(),
                layout.format(),
                layout.compression(),
                layout.predictor(),
                layout.photometric(),
                layout.planar(),
                layout.lowBitFirst(),
                layout.tileWidth(),
                layout.rowsPerStrip(),
                offsets);
    }

    private int rows() {
        if (!isInParts) {
            return layout.rowsPerStrip();
        }
        return (int) Math.max(1, Math.min(layout.rowsPerStrip(), PART_BYTES / layout.rowBytes()));
    }

    private int across() {
        return (layout.width() - 1) / blockWidth + 1;
    }

    /** Parts do not cross strips. */
    private int down() {
        if (isInParts) {
            return (layout.height() - 1) / layout.rowsPerStrip() * partsOfStrip()
                    + (lastRows() - 1) / blockHeight
                    + 1;
        }
        return (layout.height() - 1) / blockHeight + 1;
    }

    private int lastRows() {
        return (layout.height() - 1) % layout.rowsPerStrip() + 1;
    }

    private int partsOfStrip() {
        return (layout.rowsPerStrip() - 1) / blockHeight + 1;
    }

    @Override
    public long width() {
        return layout.width();
    }

    @Override
    public long height() {
        return layout.height();
    }

    @Override
    public int channels() {
        if (layout.planar()) {
            return layout.samples();
        }
        return areColours ? COLOURS : 1;
    }

    @Override
    public int blockWidth() {
        return Math.min(blockWidth, layout.width());
    }

    @Override
    public int blockHeight() {
        return Math.min(blockHeight, layout.height());
    }

    @Override
    public float[][] read(int[] channels, long x, long y, int width, int height)
            throws IOException {
        float[][] values = new float[channels.length][Math.multiplyExact(width, height)];
        int row = (int) y;
        while (row < y + height) {
            int number = blockRow(row);
            int top = top(number);
            int bottom = (int) Math.min(bottom(number), y + height);
            for (int column = (int) x / blockWidth;
                    (long) column * blockWidth < x + width;
                    column++) {
                for (int c = 0; c < channels.length; c++) {
                    int sample = layout.planar() ? channels[c] : 0;
                    ImageProcessor[] planes = block(number, column, sample);
                    int left = column * blockWidth;
                    int from = (int) Math.max(left, x);
                    int to = (int) Math.min((long) left + blockWidth, x + width);
                    for (int v = row; v < bottom; v++) {
                        int target = (int) (v - y) * width + (int) (from - x);
                        copy(
                                planes,
                                layout.planar() ? 0 : channels[c],
                                (v - top) * planes[0].getWidth() + from - left,
                                to - from,
                                values[c],
                                target);
                    }
                }
            }
            row = bottom;
        }
        return values;
    }

    private int blockRow(int row) {
        if (!isInParts) {
            return row / blockHeight;
        }
        return row / layout.rowsPerStrip() * partsOfStrip()
                + row % layout.rowsPerStrip() / blockHeight;
    }

    private int top(int blockRow) {
        if (!isInParts) {
            return blockRow * blockHeight;
        }
        return blockRow / partsOfStrip() * layout.rowsPerStrip()
                + blockRow % partsOfStrip() * blockHeight;
    }

    private long bottom(int blockRow) {
        return blockRow + 1 < down() ? top(blockRow + 1) : layout.height();
    }

    private void copy(
            ImageProcessor[] planes, int channel, int source, int count, float[] to, int target) {
        if (planes[0] instanceof ColorProcessor colours) {
            int[] rgb = (int[]) colours.getPixels();
            int shift = Byte.SIZE * (2 - channel);
            for (int i = 0; i < count; i++) {
                to[target + i] = rgb[source + i] >> shift & 0xff;
            }
            return;
        }
        ImageProcessor plane = planes[channel];
        // Bits and shades of fewer than 256 have come as colours
        boolean inverted = layout.photometric() == WHITE_IS_ZERO && layout.bits() <= Short.SIZE;
        int most = (1 << layout.bits()) - 1;
        int zero = zero();
        for (int i = 0; i < count; i++) {
            float value = plane.getf(source + i) - zero;
            to[target + i] = inverted && zero == 0 ? most - value : value;
        }
    }

    /** {@return what stands for 0 in ImageJ's images, which have no signed values} */
    private int zero() {
        return layout.format() == SIGNED && layout.bits() <= Short.SIZE ? 1 << 15 : 0;
    }

    private ImageProcessor[] block(int row, int column, int sample) throws IOException {
        int height = layout.tileWidth() > 0 ? blockHeight : (int) (bottom(row) - top(row));
        long number = ((long) sample * down() + row) * across() + column;
        long weight = (long) blockWidth * height * Math.max(1, layout.bits() / 8) * channels();
        return blocks.get(number, weight, () -> decode(row, column, sample, height));
    }

    private ImageProcessor[] decode(int row, int column, int sample, int height)
            throws IOException {
        long position;
        long length;
        if (isInParts) {
            int strip = top(row) / layout.rowsPerStrip();
            int perPlane = (layout.height() - 1) / layout.rowsPerStrip() + 1;
            int within = top(row) % layout.rowsPerStrip();
            position = layout.offsets()[sample * perPlane + strip] + within * layout.rowBytes();
            length = height * layout.rowBytes();
        } else {
            int index = (sample * down() + row) * across() + column;
            position = layout.offsets()[index];
            length = lengths[index];
        }
        if (length == 0 && position == 0) {
            // Tiles without anything are left out by some writers
            return empty(height);
        }
        byte[] stored = store.read("", position, Math.toIntExact(length));
        if (stored.length < length) {
            throw DamagedImageException.truncated(file);
        }
        try {
            return block.decode(stored, blockWidth, height);
        } catch (ImageFileException e) {
            throw e;
        } catch (IOException e) {
            throw DamagedImageException.of(file, "TIFF", e);
        }
    }

    private ImageProcessor[] empty(int height) {
        ImageProcessor[] planes = new ImageProcessor[channels()];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = new ShortProcessor(blockWidth, height);
            planes[c].set(zero());
        }
        return planes;
    }

    /** The file is opened for each part alone. */
    @Override
    public void close() {}
}
