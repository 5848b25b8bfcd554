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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.stream.ImageInputStream;

/**
 * The tags of one page of a TIFF file, or of EXIF data, which are of the same form. Values are read
 * when they are asked for, and never beyond the end of the stream.
 */
final class TiffDirectory {

    /** Bytes of a value, by field type. */
    private static final int[] TYPE_BYTES = {
        0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8
    };

    private static final int[] KIND_OF_PIXELS = {
        TiffTags.BITS_PER_SAMPLE,
        TiffTags.PHOTOMETRIC,
        TiffTags.SAMPLES_PER_PIXEL,
        TiffTags.SAMPLE_FORMAT,
        TiffTags.ORIENTATION,
        TiffTags.COLOR_MAP
    };

    private static final int MOST_ENTRIES = 65535;
    private static final long MOST_OFFSET = 1L << 56;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    /** BigTIFF's, as an offset of a directory. */
    private static final int LONG_OFFSET = 18;

    private final ImageInputStream in;
    private final boolean big;
    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private final int count;
    private final boolean sorted;
    private final long next;

    /**
     * The values of a tag in the order of bytes of their file.
     *
     * @param type as TIFF numbers it
     */
    record RawValues(int type, int count, byte[] bytes) {}

    /**
     * Where the value of a tag lies.
     *
     * @param position of the value in the stream
     */
    private record Entry(int type, long count, long position) {}

    /**
     * Reads the entries of a directory.
     *
     * @param in with its byte order set; stays the caller's
     * @param offset of the directory
     * @throws IOException if the stream ends before it
     */
    TiffDirectory(ImageInputStream in, long offset) throws IOException {
        this(in, offset, false);
    }

    /**
     * As {@link #TiffDirectory(ImageInputStream, long)}.
     *
     * @param big whether numbers and offsets are those of BigTIFF
     */
    TiffDirectory(ImageInputStream in, long offset, boolean big) throws IOException {
        this.in = in;
        this.big = big;
        in.seek(offset);
        count = big ? Math.toIntExact(in.readLong()) : in.readUnsignedShort();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new IOException("it has " + count + " tags");
        }
        boolean ascending = true;
        int before = -1;
        for (int i = 0; i < count; i++) {
            long position = offset + countBytes() + (long) i * entryBytes();
            in.seek(position);
            int tag = in.readUnsignedShort();
            int type = in.readUnsignedShort();
            long values = readOffset();
            long bytes = type < TYPE_BYTES.length ? TYPE_BYTES[type] * values : 0;
            long inline = position + 2L * Short.BYTES + offsetBytes();
            long place = bytes <= offsetBytes() ? inline : readOffset();
            entries.putIfAbsent(tag, new Entry(type, values, place));
            ascending &= tag > before;
            before = tag;
        }
        sorted = ascending;
        in.seek(offset + countBytes() + (long) count * entryBytes());
        byte[] link = new byte[offsetBytes()];
        // The last directory of some writers ends with the file
        next = in.read(link) == link.length ? link(offset) : 0;
    }

    private long link(long offset) throws IOException {
        in.seek(offset + countBytes() + (long) count * entryBytes());
        return readOffset();
    }

    private int countBytes() {
        return big ? Long.BYTES : Short.BYTES;
    }

    private int offsetBytes() {
        return big ? Long.BYTES : Integer.BYTES;
    }

    private int entryBytes() {
        return 2 * (Short.BYTES + offsetBytes());
    }

    private long readOffset() throws IOException {
        long offset = big ? in.readLong() : in.readUnsignedInt();
        if (offset < 0 || offset > MOST_OFFSET) {
            throw new IOException("an offset or a count of it is too large");
        }
        return offset;
    }

    /** {@return where the next page's directory is; 0 for none} */
    long next() {
        return next;
    }

    /** {@return whether the tags ascend, as they must, and none is there twice} */
    boolean isSorted() {
        return sorted;
    }

    /** {@return how many entries it has} */
    int size() {
        return count;
    }

    /** {@return the bytes of the directory and of the values of some tags} */
    long bytes(int... tags) {
        long bytes = countBytes() + (long) count * entryBytes() + offsetBytes();
        for (int tag : tags) {
            Entry entry = entries.get(tag);
            if (entry != null && entry.count > 1 && entry.type < TYPE_BYTES.length) {
                bytes += TYPE_BYTES[entry.type] * entry.count;
            }
        }
        return bytes;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** {@return how many values the tag has; 0 if it is not there} */
    long count(int tag) {
        return has(tag) ? entries.get(tag).count : 0;
    }

    /** {@return whether all values of the tag, if it is there, lie in the stream} */
    boolean isInStream(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type >= TYPE_BYTES.length) {
            return entry == null;
        }
        return entry.position + TYPE_BYTES[entry.type] * entry.count <= in.length();
    }

    /** {@return whether the tag has 32-bit values} */
    boolean isLong(int tag) {
        return has(tag) && entries.get(tag).type == LONG;
    }

    /** {@return whether the tag, if it is there, has 16-bit values} */
    boolean isShort(int tag) {
        return !has(tag) || entries.get(tag).type == SHORT;
    }

    /**
     * {@return the values of a tag that lies in the stream, as an entry of another directory has
     * them}
     *
     * @throws IOException if they cannot be read
     */
    RawValues raw(int tag) throws IOException {
        Entry entry = entries.get(tag);
        byte[] bytes = new byte[Math.toIntExact(TYPE_BYTES[entry.type] * entry.count)];
        in.seek(entry.position);
        in.readFully(bytes);
        return new RawValues(entry.type, (int) entry.count, bytes);
    }

    /** {@return the order of the bytes of all values} */
    ByteOrder order() {
        return in.getByteOrder();
    }

    /** {@return where the two bytes of the tag's small value are in the file} */
    long position(int tag) {
        Entry entry = entries.get(tag);
        boolean highFirst = entry.type == LONG && order() == ByteOrder.BIG_ENDIAN;
        return entry.position + (highFirst ? 2 : 0);
    }

    /**
     * {@return the first value of the tag, unsigned, or the other one if it is not there}
     *
     * @throws IOException if it is no number or lies outside the stream
     */
    long value(int tag, long otherwise) throws IOException {
        return count(tag) == 0 ? otherwise : read(entries.get(tag), 1)[0];
    }

    /**
     * {@return all values of the tag, unsigned; none if it is not there}
     *
     * @throws IOException if they are no numbers or lie outside the stream
     */
    long[] values(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return new long[0];
        }
        if (!isInStream(tag)) {
            throw new IOException("the values of tag " + tag + " lie outside the file");
        }
        return read(entry, Math.toIntExact(entry.count));
    }

    /**
     * {@return the unsigned 32-bit number at a place in the values of a tag that lies in the
     * stream}
     */
    long integer(int tag, int place) throws IOException {
        in.seek(entries.get(tag).position + place);
        return in.readUnsignedInt();
    }

    /** {@return the first fraction of the tag; 0 if it is not there or has no denominator} */
    double fraction(int tag) throws IOException {
        if (!has(tag) || entries.get(tag).type != 5 || !isInStream(tag)) {
            return 0;
        }
        in.seek(entries.get(tag).position);
        double numerator = in.readUnsignedInt();
        double denominator = in.readUnsignedInt();
        return denominator == 0 ? 0 : numerator / denominator;
    }

    /** {@return the text of the tag; empty if it is not there} */
    String text(int tag) throws IOException {
        if (!has(tag) || entries.get(tag).type != ASCII || !isInStream(tag)) {
            return "";
        }
        byte[] bytes = new byte[Math.toIntExact(entries.get(tag).count)];
        in.seek(entries.get(tag).position);
        in.readFully(bytes);
        return decoded(bytes).replaceFirst("\0+$", "");
    }

    /** OME-TIFF and most programs write UTF-8; older ones, above all in µm, Latin-1. */
    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private long[] read(Entry entry, int count) throws IOException {
        long[] values = new long[count];
        in.seek(entry.position);
        for (int i = 0; i < count; i++) {
            values[i] =
                    switch (entry.type) {
                        case 1, 6, 7 -> in.readUnsignedByte();
                        case SHORT, 8 -> in.readUnsignedShort();
                        case LONG, 9, 13 -> in.readUnsignedInt();
                        case 16, 17, LONG_OFFSET -> in.readLong();
                        default ->
                                throw new IOException(
                                        "the field type "
                                                + entry.type
                                                + " is no whole number where one is needed");
                    };
        }
        return values;
    }

    /** {@return whether the pixels of another page are of the same kind, as they are shown} */
    boolean isOfKind(TiffDirectory other) throws IOException {
        for (int tag : KIND_OF_PIXELS) {
            if (!Arrays.equals(values(tag), other.values(tag))) {
                return false;
            }
        }
        return true;
    }
}
