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

import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedIntType;

/**
 * Writes labels as BigTIFF, tile by tile, deflated: the tiles come first, then the directory that
 * says where they are (Adobe's TIFF 6.0 and the description of BigTIFF at libtiff).
 *
 * @param bits of a label: 8, 16 or 32
 * @param pixelsPerCentimetre across and down; 0 if the unit is no length
 * @param description for people and programs
 */
public record LabelTiff(int bits, double[] pixelsPerCentimetre, String description) {

    private static final int SIDE = 512;
    private static final int HEADER_BYTES = 16;
    private static final int ENTRY_BYTES = 20;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int LONG8 = 16;

    private static final String PROGRAM = "DiffSeg for Fiji";

    private static final int SOFTWARE = 305;
    private static final int CENTIMETRE = 3;

    /**
     * Writes all labels.
     *
     * @param file gets them
     * @param labels {@code [width, height]}, 0 for none; read tile by tile
     * @param progress told how far it is; may cancel
     * @throws IOException if the file cannot be written
     */
    public void write(
            Path file, RandomAccessibleInterval<UnsignedIntType> labels, Progress progress)
            throws IOException {
        int across = Math.toIntExact((labels.dimension(0) - 1) / SIDE + 1);
        int down = Math.toIntExact((labels.dimension(1) - 1) / SIDE + 1);
        long[] offsets = new long[Math.multiplyExact(across, down)];
        long[] lengths = new long[offsets.length];
        Deflater deflater = new Deflater(1);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            channel.position(HEADER_BYTES);
            RandomAccess<UnsignedIntType> access = labels.randomAccess();
            for (int tile = 0; tile < offsets.length; tile++) {
                progress.checkCancelled();
                offsets[tile] = channel.position();
                lengths[tile] =
                        writeFully(
                                channel,
                                tile(labels, access, tile % across, tile / across, deflater));
                progress.report("Writing labels", (tile + 1) / (double) offsets.length);
            }
            long directory = channel.position() + channel.position() % 2;
            channel.position(directory);
            writeFully(channel, directory(directory, labels, offsets, lengths));
            channel.position(0);
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            header.put((byte) 'I').put((byte) 'I').putShort((short) 43);
            header.putShort((short) Long.BYTES).putShort((short) 0).putLong(directory);
            writeFully(channel, header.flip());
        } finally {
            deflater.end();
        }
    }

    /**
     * {@return whether a file is one of those, by its description}
     *
     * @param file any
     * @throws IOException if it cannot be read
     */
    public static boolean isOwn(Path file) throws IOException {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            TiffPages pages = TiffPages.read(file, in);
            TiffDirectory first = new TiffDirectory(in, pages.pages().get(0).offset(), pages.big());
            return first.text(SOFTWARE).equals(PROGRAM);
        } catch (ImageFileException e) {
            return false;
        }
    }

    private static int writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return count;
    }

    private ByteBuffer tile(
            RandomAccessibleInterval<UnsignedIntType> labels,
            RandomAccess<UnsignedIntType> access,
            int column,
            int row,
            Deflater deflater) {
        ByteBuffer tile =
                ByteBuffer.allocate(SIDE * SIDE * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        long left = (long) column * SIDE;
        long top = (long) row * SIDE;
        int width = (int) Math.min(SIDE, labels.dimension(0) - left);
        int height = (int) Math.min(SIDE, labels.dimension(1) - top);
        for (int y = 0; y < height; y++) {
            tile.position(y * SIDE * bits / 8);
            access.setPosition(labels.min(0) + left, 0);
            access.setPosition(labels.min(1) + top + y, 1);
            for (int x = 0; x < width; x++) {
                int label = access.get().getInt();
                switch (bits) {
                    case 8 -> tile.put((byte) label);
                    case 16 -> tile.putShort((short) label);
                    default -> tile.putInt(label);
                }
                access.fwd(0);
            }
        }
        deflater.reset();
        deflater.setInput(tile.array());
        deflater.finish();
        byte[] packed = new byte[tile.capacity() / 8 + 64];
        int size = 0;
        while (!deflater.finished()) {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, 2 * size);
            }
            size += deflater.deflate(packed, size, packed.length - size);
        }
        return ByteBuffer.wrap(packed, 0, size);
    }

    private ByteBuffer directory(
            long place,
            RandomAccessibleInterval<UnsignedIntType> labels,
            long[] offsets,
            long[] lengths) {
        Map<Integer, TiffDirectory.RawValues> tags = new TreeMap<>();
        tags.put(WIDTH, integers(LONG, labels.dimension(0)));
        tags.put(HEIGHT, integers(LONG, labels.dimension(1)));
        tags.put(BITS_PER_SAMPLE, integers(SHORT, bits));
        tags.put(COMPRESSION, integers(SHORT, DEFLATE));
        tags.put(PHOTOMETRIC, integers(SHORT, BLACK_IS_ZERO));
        tags.put(DESCRIPTION, text(description));
        tags.put(SAMPLES_PER_PIXEL, integers(SHORT, 1));
        tags.put(SOFTWARE, text(PROGRAM));
        tags.put(TILE_WIDTH, integers(LONG, SIDE));
        tags.put(TILE_LENGTH, integers(LONG, SIDE));
        tags.put(TILE_OFFSETS, integers(LONG8, offsets));
        tags.put(TILE_BYTE_COUNTS, integers(LONG8, lengths));
        tags.put(SAMPLE_FORMAT, integers(SHORT, UNSIGNED));
        if (pixelsPerCentimetre[0] > 0 && pixelsPerCentimetre[1] > 0) {
            tags.put(X_RESOLUTION, fraction(pixelsPerCentimetre[0]));
            tags.put(Y_RESOLUTION, fraction(pixelsPerCentimetre[1]));
            tags.put(RESOLUTION_UNIT, integers(SHORT, CENTIMETRE));
        }
        int begin = Long.BYTES + ENTRY_BYTES * tags.size() + Long.BYTES;
        int values = tags.values().stream().mapToInt(v -> (v.bytes().length + 7) / 8 * 8).sum();
        ByteBuffer out = ByteBuffer.allocate(begin + values).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(tags.size());
        int next = begin;
        for (Map.Entry<Integer, TiffDirectory.RawValues> tag : tags.entrySet()) {
            TiffDirectory.RawValues value = tag.getValue();
            out.putShort(tag.getKey().shortValue()).putShort((short) value.type());
            out.putLong(value.count());
            if (value.bytes().length <= Long.BYTES) {
                out.put(Arrays.copyOf(value.bytes(), Long.BYTES));
            } else {
                out.putLong(place + next);
                out.put(next, value.bytes());
                next += (value.bytes().length + 7) / 8 * 8;
            }
        }
        return out.putLong(0).position(0).limit(next);
    }

    private static TiffDirectory.RawValues integers(int type, long... values) {
        int bytes = type == SHORT ? Short.BYTES : type == LONG ? Integer.BYTES : Long.BYTES;
        ByteBuffer all = ByteBuffer.allocate(bytes * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            switch (type) {
                case SHORT -> all.putShort((short) value);
                case LONG -> all.putInt((int) value);
                default -> all.putLong(value);
            }
        }
        return new TiffDirectory.RawValues(type, values.length, all.array());
    }

    private static TiffDirectory.RawValues text(String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        return new TiffDirectory.RawValues(ASCII, bytes.length, bytes);
    }

    /** With as many digits as 32 bits have room for. */
    private static TiffDirectory.RawValues fraction(double value) {
        long denominator = 1;
        while (value * denominator * 10 < Integer.MAX_VALUE && denominator < 100_000_000) {
            denominator *= 10;
        }
        long numerator = Math.min(0xffffffffL, Math.round(value * denominator));
        ByteBuffer both = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        both.putInt((int) numerator).putInt((int) denominator);
        return new TiffDirectory.RawValues(RATIONAL, 1, both.array());
    }
}
