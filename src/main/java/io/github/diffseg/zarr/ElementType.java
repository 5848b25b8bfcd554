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

package io.github.diffseg.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an element of an array is.
 *
 * @param kind of number
 * @param bytes of an element: 1, 2, 4 or 8
 */
record ElementType(Kind kind, int bytes) {

    /** Of numbers. */
    enum Kind {
        UNSIGNED,
        SIGNED,
        FLOAT
    }

    private static final Pattern NAME = Pattern.compile("(uint|int|float)(8|16|32|64)|bool");
    private static final Pattern BITS = Pattern.compile("0x[0-9a-fA-F]{1,16}");
    private static final Pattern SHORT_NAME = Pattern.compile("[<>|]([uifb])([1248])");

    /**
     * {@return the type, if there is one}
     *
     * @param name as the file gives it
     * @param place of the array
     * @throws ZarrException if there is none
     */
    static ElementType require(Optional<ElementType> type, String name, String place)
            throws ZarrException {
        if (type.isEmpty()) {
            throw new ZarrException(
                    place,
                    "has elements of type "
                            + name
                            + "; whole numbers of 8 to 64 bits and floats of 32 and 64 are read");
        }
        return type.get();
    }

    /**
     * {@return the type, if it is one that is read}
     *
     * @param name such as {@code uint16}, as version 3 and N5 write it
     */
    static Optional<ElementType> ofName(String name) {
        Matcher type = NAME.matcher(name);
        if (!type.matches() || name.equals("float8") || name.equals("float16")) {
            return Optional.empty();
        }
        if (type.group(1) == null) {
            return Optional.of(new ElementType(Kind.UNSIGNED, 1));
        }
        Kind kind =
                switch (type.group(1)) {
                    case "uint" -> Kind.UNSIGNED;
                    case "int" -> Kind.SIGNED;
                    default -> Kind.FLOAT;
                };
        return Optional.of(new ElementType(kind, Integer.parseInt(type.group(2)) / Byte.SIZE));
    }

    /**
     * {@return the type, if it is one that is read}
     *
     * @param name such as {@code <u2}, as version 2 writes it
     */
    static Optional<ElementType> ofShortName(String name) {
        Matcher type = SHORT_NAME.matcher(name);
        if (!type.matches()) {
            return Optional.empty();
        }
        Kind kind =
                switch (type.group(1)) {
                    case "u", "b" -> Kind.UNSIGNED;
                    case "i" -> Kind.SIGNED;
                    default -> Kind.FLOAT;
                };
        int bytes = Integer.parseInt(type.group(2));
        return kind == Kind.FLOAT && bytes < Float.BYTES
                ? Optional.empty()
                : Optional.of(new ElementType(kind, bytes));
    }

    /** {@return the order of bytes that a name of version 2 says} */
    static ByteOrder orderOf(String shortName) {
        return shortName.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /**
     * {@return an element}
     *
     * @param chunk of elements, with its order of bytes set
     * @param index of the element in it
     */
    double get(ByteBuffer chunk, int index) {
        int place = index * bytes;
        return switch (kind) {
            case FLOAT -> bytes == Float.BYTES ? chunk.getFloat(place) : chunk.getDouble(place);
            case SIGNED ->
                    switch (bytes) {
                        case 1 -> chunk.get(place);
                        case 2 -> chunk.getShort(place);
                        case 4 -> chunk.getInt(place);
                        default -> chunk.getLong(place);
                    };
            case UNSIGNED ->
                    switch (bytes) {
                        case 1 -> chunk.get(place) & 0xff;
                        case 2 -> chunk.getShort(place) & 0xffff;
                        case 4 -> chunk.getInt(place) & 0xffffffffL;
                        default -> unsigned(chunk.getLong(place));
                    };
        };
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1) * 2.0;
    }

    /**
     * {@return the value of chunks that are not stored}
     *
     * @param json of an array of this type
     * @throws ZarrException if it says none that is read
     */
    double fill(JsonDocument json) throws ZarrException {
        String text = json.text("fill_value", "");
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? 1 : 0;
        }
        // Version 3 writes what is no number and has bits of its own so
        if (kind == Kind.FLOAT && BITS.matcher(text).matches()) {
            long bits = Long.parseUnsignedLong(text.substring(2), 16);
            return bytes == Float.BYTES
                    ? Float.intBitsToFloat((int) bits)
                    : Double.longBitsToDouble(bits);
        }
        return json.number("fill_value", 0);
    }

    /** {@return whether it is of eight bits without a sign, which are shown as they are} */
    boolean isByte() {
        return kind == Kind.UNSIGNED && bytes == 1;
    }
}
