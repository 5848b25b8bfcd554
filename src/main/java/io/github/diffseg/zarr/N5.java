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
import java.nio.ByteOrder;

/** Arrays of N5, whose first axis is the fastest; here it becomes the last one. */
final class N5 {

    static final String FILE = "attributes.json";

    private N5() {}

    static ArrayMetadata array(ByteStore folder, JsonDocument json) throws IOException {
        String place = folder.name();
        String name = json.text("dataType", "?");
        ElementType type = ElementType.require(ElementType.ofName(name), name, place);
        long[] shape = reversed(json.longs("dimensions"));
        return new ArrayMetadata(
                place,
                shape,
                ArrayMetadata.chunk(place, shape, reversed(json.longs("blockSize")), type),
                type,
                ByteOrder.BIG_ENDIAN,
                0,
                false,
                codec(place, json),
                true,
                index -> folder.read(ZarrVersion2.key(reversed(index), "/")));
    }

    static long[] reversed(long[] axes) {
        long[] other = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            other[i] = axes[axes.length - 1 - i];
        }
        return other;
    }

    private static ChunkCodec codec(String place, JsonDocument json) throws ZarrException {
        JsonDocument compression = json.in("compression").orElse(json);
        String type = compression.text("type", json.text("compressionType", "raw"));
        return switch (type) {
            case "raw" -> ChunkCodec.RAW;
            case "gzip" ->
                    compression.text("useZlib", "false").equals("true")
                            ? ChunkCodec.ZLIB
                            : ChunkCodec.GZIP;
            case "blosc" -> new Blosc();
            case "zstd" -> Zstandard::decode;
            default -> throw ZarrVersion2.unknown(place, type, "blosc, zstd and gzip");
        };
    }
}
