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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Arrays of Zarr's core specification, version 3, with its sharding codec. */
final class ZarrVersion3 {

    static final String FILE = "zarr.json";

    private static final int CHECKSUM_BYTES = 4;

    /**
     * How chunks are made of elements.
     *
     * @param order of bytes
     * @param firstAxisFastest whether axes are reversed
     * @param codec of what follows
     */
    record Pipeline(ByteOrder order, boolean firstAxisFastest, ChunkCodec codec) {}

    private ZarrVersion3() {}

    static Optional<ArrayMetadata> array(ByteStore folder, JsonDocument json) throws IOException {
        if (!json.text("node_type", "").equals("array")) {
            return Optional.empty();
        }
        String place = folder.name();
        String name = json.text("data_type", "?");
        ElementType type = ElementType.require(ElementType.ofName(name), name, place);
        long[] shape = json.longs("shape");
        long[] grid =
                json.in("chunk_grid")
                        .flatMap(g -> g.in("configuration"))
                        .orElse(json)
                        .longs("chunk_shape");
        ArrayMetadata.ChunkPlaces places = places(folder, json);
        List<JsonDocument> codecs = json.objects("codecs");
        long[] chunk = grid;
        if (!codecs.isEmpty() && codecs.get(0).text("name", "").equals("sharding_indexed")) {
            if (codecs.size() > 1) {
                throw shardsWithOthers(place);
            }
            JsonDocument sharding = codecs.get(0).in("configuration").orElse(codecs.get(0));
            chunk = sharding.longs("chunk_shape");
            places = Shards.of(folder, json, sharding, grid, chunk);
            codecs = sharding.objects("codecs");
        }
        Pipeline pipeline = pipeline(place, codecs, shape.length);
        return Optional.of(
                new ArrayMetadata(
                        place,
                        shape,
                        ArrayMetadata.chunk(place, shape, chunk, type),
                        type,
                        pipeline.order(),
                        type.fill(json),
                        pipeline.firstAxisFastest(),
                        pipeline.codec(),
                        false,
                        places));
    }

    private static ArrayMetadata.ChunkPlaces places(ByteStore folder, JsonDocument json) {
        return index -> folder.read(Shards.key(json, index));
    }

    static Pipeline pipeline(String place, List<JsonDocument> codecs, int axes)
            throws ZarrException {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        boolean reversed = false;
        ChunkCodec all = ChunkCodec.RAW;
        for (JsonDocument codec : codecs) {
            String name = codec.text("name", "?");
            JsonDocument configuration = codec.in("configuration").orElse(codec);
            switch (name) {
                case "bytes" -> {
                    boolean big = configuration.text("endian", "little").equals("big");
                    order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
                }
                case "transpose" -> reversed = isReversed(place, configuration, axes);
                case "gzip" -> all = before(all, ChunkCodec.GZIP);
                case "zstd" -> all = before(all, Zstandard::decode);
                case "blosc" -> all = before(all, new Blosc());
                case "crc32c" ->
                        all =
                                before(
                                        all,
                                        (stored, expected) ->
                                                Arrays.copyOf(
                                                        stored,
                                                        Math.max(
                                                                0,
                                                                stored.length - CHECKSUM_BYTES)));
                case "sharding_indexed" -> throw shardsWithOthers(place);
                default -> throw ZarrVersion2.unknown(place, name, "blosc, zstd and gzip");
            }
        }
        return new Pipeline(order, reversed, all);
    }

    private static ZarrException shardsWithOthers(String place) {
        return new ZarrException(
                place,
                "has shards within shards, or shards with another codec before or after them, which"
                        + " are not read; store it with shards as its only codec");
    }

    /** What was done last is undone first. */
    private static ChunkCodec before(ChunkCodec first, ChunkCodec last) {
        return (stored, expected) ->
                // A checksum makes it longer
                first.decode(last.decode(stored, expected + CHECKSUM_BYTES), expected);
    }

    private static boolean isReversed(String place, JsonDocument configuration, int axes)
            throws ZarrException {
        long[] order = configuration.longs("order");
        if (Arrays.equals(order, IntStream.range(0, axes).mapToLong(i -> i).toArray())) {
            return false;
        }
        if (Arrays.equals(order, IntStream.range(0, axes).mapToLong(i -> axes - 1 - i).toArray())) {
            return true;
        }
        throw new ZarrException(
                place,
                "has its axes in the order " + Arrays.toString(order) + ", which is not read");
    }
}
