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

import io.github.diffseg.store.ByteStore;
import io.github.diffseg.store.Zstandard;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Arrays of Zarr's storage specification, version 2. */
final class ZarrVersion2 {

    static final String ARRAY_FILE = ".zarray";
    static final String GROUP_FILE = ".zgroup";
    static final String ATTRIBUTES_FILE = ".zattrs";

    private ZarrVersion2() {}

    static ArrayMetadata array(ByteStore folder, JsonDocument json) throws IOException {
        String place = folder.name();
        String name = json.text("dtype", "?");
        ElementType type = ElementType.require(ElementType.ofShortName(name), name, place);
        if (!json.list("filters").isEmpty()) {
            throw new ZarrException(
                    place, "has filters (" + json.list("filters") + "), which are not read");
        }
        long[] shape = json.longs("shape");
        String separator = json.text("dimension_separator", ".");
        return new ArrayMetadata(
                place,
                shape,
                ArrayMetadata.chunk(place, shape, json.longs("chunks"), type),
                type,
                ElementType.orderOf(name),
                type.fill(json),
                json.text("order", "C").equals("F"),
                codec(place, json),
                false,
                index -> folder.read(key(index, separator)));
    }

    static String key(long[] index, String separator) {
        return Arrays.stream(index).mapToObj(Long::toString).collect(Collectors.joining(separator));
    }

    private static ChunkCodec codec(String place, JsonDocument json) throws ZarrException {
        String id = json.in("compressor").map(c -> c.text("id", "?")).orElse("");
        return switch (id) {
            case "" -> ChunkCodec.RAW;
            case "gzip" -> ChunkCodec.GZIP;
            case "zlib" -> ChunkCodec.ZLIB;
            case "blosc" -> new Blosc();
            case "zstd" -> Zstandard::decode;
            // numcodecs puts the length before the block
            case "lz4" ->
                    (stored, expected) -> {
                        byte[] chunk = new byte[expected];
                        Lz4.decode(stored, Integer.BYTES, stored.length - Integer.BYTES, chunk, 0);
                        return chunk;
                    };
            default -> throw unknown(place, id, "blosc, zstd, zlib, gzip and lz4");
        };
    }

    /**
     * {@return why an array is not read}
     *
     * @param codec of its chunks
     * @param read the codecs that are read in such an array
     */
    static ZarrException unknown(String place, String codec, String read) {
        return new ZarrException(
                place,
                "is compressed with \""
                        + codec
                        + "\", which is not read; "
                        + read
                        + " are, and no compression");
    }
}
