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

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * The data elements of a DICOM file up to its pixels (PS3.5, section 7). ImageJ's own decoder waits
 * for ever for what a length promises beyond the end of the file, and is not to be used from here.
 */
final class DicomHeader {

    static final int TRANSFER_SYNTAX = 0x00020010;
    static final int SAMPLES_PER_PIXEL = 0x00280002;
    static final int PHOTOMETRIC = 0x00280004;
    static final int PLANAR_CONFIGURATION = 0x00280006;
    static final int FRAMES = 0x00280008;
    static final int ROWS = 0x00280010;
    static final int COLUMNS = 0x00280011;
    static final int PIXEL_SPACING = 0x00280030;
    static final int BITS_ALLOCATED = 0x00280100;
    static final int BITS_STORED = 0x00280101;
    static final int HIGH_BIT = 0x00280102;
    static final int PIXEL_REPRESENTATION = 0x00280103;
    static final int WINDOW_CENTER = 0x00281050;
    static final int WINDOW_WIDTH = 0x00281051;
    static final int RESCALE_INTERCEPT = 0x00281052;
    static final int RESCALE_SLOPE = 0x00281053;
    static final int IMAGER_PIXEL_SPACING = 0x00181164;
    private static final int SLICE_THICKNESS = 0x00180050;
    private static final int PIXEL_DATA = 0x7fe00010;
    private static final int FLOAT_PIXEL_DATA = 0x7fe00008;
    private static final int DOUBLE_PIXEL_DATA = 0x7fe00009;
    private static final int VALUES_BY_TABLE = 0x00283000;

    /** What an enhanced file says of all frames, and of each. */
    private static final Set<Integer> FRAMES_GROUPS = Set.of(0x52009229, 0x52009230);

    /** Sequences in these: measures, window, rescaling. */
    private static final Set<Integer> FRAMES_SEQUENCES = Set.of(0x00289110, 0x00289132, 0x00289145);

    private static final Set<Integer> OF_FRAMES =
            Set.of(
                    PIXEL_SPACING,
                    SLICE_THICKNESS,
                    WINDOW_CENTER,
                    WINDOW_WIDTH,
                    RESCALE_INTERCEPT,
                    RESCALE_SLOPE);

    private static final int ITEM = 0xfffee000;
    private static final int ITEM_END = 0xfffee00d;
    private static final int SEQUENCE_END = 0xfffee0dd;
    private static final long UNDEFINED_LENGTH = 0xffffffffL;
    private static final int PREAMBLE_BYTES = 128;
    private static final int META_GROUP = 0x0002;
    private static final int SWAPPED_IMAGE_GROUP = 0x0800;
    private static final int MOST_KEPT_BYTES = 1024;
    private static final int DEEPEST = 50;
    private static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";

    /** Their lengths have 32 bits, after two that are not used. */
    private static final Set<String> LONG_KINDS =
            Set.of("OB", "OW", "OF", "OD", "OL", "OV", "SQ", "UC", "UN", "UR", "UT", "SV", "UV");

    private final Path file;
    private final Map<Integer, byte[]> values = new HashMap<>();
    private ImageInputStream in;

    /** Whether it says that it is a DICOM file; old ones do not, and others begin like them. */
    private boolean named;

    private boolean explicit = true;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private long pixels;
    private long pixelBytes;
    private boolean hasTable;
    private boolean inFrames;
    private final Map<Integer, Set<ByteBuffer>> ofFrames = new HashMap<>();

    private DicomHeader(Path file) {
        this.file = file;
    }

    /**
     * Reads the elements up to the pixels.
     *
     * @throws IOException if the file is no DICOM file, has no pixels or ends before them; the
     *     message is one sentence that names the file
     */
    static DicomHeader read(Path file) throws IOException {
        DicomHeader header = new DicomHeader(file);
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            header.in = in;
            header.readAll();
            return header;
        } catch (EOFException | DamagedImageException e) {
            if (!header.named) {
                throw new UnsupportedImageException(file, "is no DICOM file that ImageJ opens");
            }
            throw e instanceof DamagedImageException ? e : DamagedImageException.truncated(file);
        }
    }

    private void readAll() throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        in.seek(PREAMBLE_BYTES);
        byte[] magic = new byte[4];
        in.readFully(magic);
        named = new String(magic, StandardCharsets.ISO_8859_1).equals("DICM");
        if (!named) {
            in.seek(0);
            explicit = looksExplicit();
        }
        boolean inMeta = named;
        while (pixels == 0) {
            if (inMeta) {
                in.mark();
                int group = in.readUnsignedShort();
                in.reset();
                if (group != META_GROUP) {
                    inMeta = false;
                    String syntax = text(TRANSFER_SYNTAX);
                    if (syntax.equals(DEFLATED)) {
                        throw unsupported("that is compressed (transfer syntax " + DEFLATED + ")");
                    }
                    explicit = syntax.isEmpty() ? looksExplicit() : !syntax.equals(IMPLICIT);
                    order =
                            syntax.equals(BIG_ENDIAN) || group == SWAPPED_IMAGE_GROUP
                                    ? ByteOrder.BIG_ENDIAN
                                    : ByteOrder.LITTLE_ENDIAN;
                    in.setByteOrder(order);
                }
            }
            readElement(0);
        }
        ofFrames.forEach(
                (tag, said) -> {
                    if (said.size() == 1) {
                        values.putIfAbsent(tag, said.iterator().next().array());
                    }
                });
    }

    /** {@return what is to be thrown of a file of some kind that is not read} */
    UnsupportedImageException unsupported(String kind) {
        return new UnsupportedImageException(
                file, "is a DICOM file " + kind + ", which ImageJ cannot open");
    }

    /** Whether two letters follow the next tag. */
    private boolean looksExplicit() throws IOException {
        in.mark();
        in.skipBytes(4);
        boolean letters = Character.isUpperCase(in.read()) && Character.isUpperCase(in.read());
        in.reset();
        return letters;
    }

    private void readElement(int depth) throws IOException {
        int tag = readTag();
        String kind = "";
        long length;
        if (tag == ITEM || tag == ITEM_END || tag == SEQUENCE_END) {
            length = in.readUnsignedInt();
        } else if (explicit) {
            kind =
                    String.valueOf(
                            new char[] {
                                (char) in.readUnsignedByte(), (char) in.readUnsignedByte()
                            });
            length = LONG_KINDS.contains(kind) ? longLength() : in.readUnsignedShort();
        } else {
            length = in.readUnsignedInt();
        }
        if (depth == 0) {
            hasTable |= tag == VALUES_BY_TABLE && length > 0;
            inFrames = FRAMES_GROUPS.contains(tag);
        }
        if (tag == PIXEL_DATA && depth == 0) {
            pixels = in.getStreamPosition();
            pixelBytes = length;
        } else if ((tag == FLOAT_PIXEL_DATA || tag == DOUBLE_PIXEL_DATA) && depth == 0) {
            throw unsupported("whose pixels are floating-point numbers");
        } else if (length == UNDEFINED_LENGTH) {
            readSequence(depth + 1, Long.MAX_VALUE);
        } else if (inFrames && (depth == 0 || tag == ITEM || FRAMES_SEQUENCES.contains(tag))) {
            readSequence(depth + 1, in.getStreamPosition() + length);
        } else {
            keep(tag, length, depth);
        }
    }

    private int readTag() throws IOException {
        int group = in.readUnsignedShort();
        return group << 16 | in.readUnsignedShort();
    }

    private long longLength() throws IOException {
        in.readUnsignedShort();
        return in.readUnsignedInt();
    }

    private void keep(int tag, long length, int depth) throws IOException {
        long end = in.getStreamPosition() + length;
        if (end > in.length()) {
            throw new EOFException();
        }
        boolean ofFrame = inFrames && OF_FRAMES.contains(tag);
        if ((depth == 0 || ofFrame) && length <= MOST_KEPT_BYTES) {
            byte[] value = new byte[(int) length];
            in.readFully(value);
            if (ofFrame) {
                ofFrames.computeIfAbsent(tag, t -> new HashSet<>()).add(ByteBuffer.wrap(value));
            } else {
                values.putIfAbsent(tag, value);
            }
        }
        in.seek(end);
    }

    /** Items up to the one that ends the sequence, or elements up to the one that ends the item. */
    private void readSequence(int depth, long end) throws IOException {
        if (depth > DEEPEST) {
            throw new DamagedImageException(
                    file, "is a damaged DICOM file: sequences are nested deeper than " + DEEPEST);
        }
        while (in.getStreamPosition() < end) {
            long begin = in.getStreamPosition();
            int tag = readTag();
            if (tag == SEQUENCE_END || tag == ITEM_END) {
                in.readUnsignedInt();
                return;
            }
            in.seek(begin);
            readElement(depth);
        }
    }

    /** {@return where the pixels begin in the file} */
    long pixels() {
        return pixels;
    }

    /** {@return whether values are the numbers of entries of a table} */
    boolean hasTable() {
        return hasTable;
    }

    /** {@return whether each frame has values of its own of an element} */
    boolean differsByFrame(int tag) {
        return !values.containsKey(tag) && ofFrames.containsKey(tag);
    }

    /** {@return whether the pixels are in pieces, as compressed ones are} */
    boolean isEncapsulated() {
        return pixelBytes == UNDEFINED_LENGTH;
    }

    ByteOrder order() {
        return order;
    }

    /** {@return the element's text; empty if it is not there} */
    String text(int tag) {
        byte[] value = values.getOrDefault(tag, new byte[0]);
        return new String(value, StandardCharsets.ISO_8859_1).replace('\0', ' ').trim();
    }

    /** {@return the element's unsigned 16-bit number, or the other one if it is not there} */
    int number(int tag, int otherwise) {
        byte[] value = values.get(tag);
        if (value == null || value.length < 2) {
            return otherwise;
        }
        int high = order == ByteOrder.BIG_ENDIAN ? 0 : 1;
        return (value[high] & 0xff) << 8 | value[1 - high] & 0xff;
    }

    /** {@return the last of the element's decimal numbers, or the other one if there is none} */
    double decimal(int tag, double otherwise) {
        double[] numbers = decimals(tag);
        return numbers.length == 0 ? otherwise : numbers[numbers.length - 1];
    }

    /** {@return the element's decimal numbers; none if it is not there or one is no number} */
    double[] decimals(int tag) {
        String[] parts = text(tag).split("\\\\");
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i].trim());
            } catch (NumberFormatException e) {
                return new double[0];
            }
            if (!Double.isFinite(numbers[i])) {
                return new double[0];
            }
        }
        return numbers;
    }

    /** {@return the thickness of a slice in mm; 0 if it is not told} */
    double sliceThickness() {
        return decimal(SLICE_THICKNESS, 0);
    }
}
