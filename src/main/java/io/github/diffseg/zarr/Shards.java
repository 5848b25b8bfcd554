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

import io.github.diffseg.store.BlockCache;
import io.github.diffseg.store.ByteStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** Chunks that lie together in larger files, of which an index says where (Zarr's ZEP 2). */
final class Shards implements ArrayMetadata.ChunkPlaces {

    private static final int ENTRY_BYTES = 2 * Long.BYTES;
    private static final int CHECKSUM_BYTES = 4;
    private static final int MOST_CHUNKS = 1 << 24;

    private final ByteStore folder;
    private final JsonDocument json;
    private final long[] perShard;
    private final boolean atEnd;
    private final int indexBytes;
    private final boolean checked;
    private final BlockCache<String, Optional<ByteBuffer>> indices = BlockCache.ofMemory();

    private Shards(
            ByteStore folder, JsonDocument json, long[] perShard, boolean atEnd, boolean checked) {
        this.folder = folder;
        this.json = json;
        this.perShard = perShard;
        this.atEnd = atEnd;
        this.checked = checked;
        indexBytes = ENTRY_BYTES * (int) chunks(perShard) + (checked ? CHECKSUM_BYTES : 0);
    }

    private static long chunks(long[] perShard) {
        return Arrays.stream(perShard).reduce(1, (a, b) -> a * b);
    }

    /**
     * {@return the places of the chunks}
     *
     * @param json of the array
     * @param sharding what the codec says
     * @param shard sides of a shard
     * @param chunk sides of a chunk in it
     * @throws ZarrException if they do not fit, or the index is stored in another way
     */
    static Shards of(
            ByteStore folder, JsonDocument json, JsonDocument sharding, long[] shard, long[] chunk)
            throws ZarrException {
        String place = folder.name();
        long[] perShard = new long[shard.length];
        for (int axis = 0; axis < shard.length; axis++) {
            if (chunk.length != shard.length || chunk[axis] < 1 || shard[axis] % chunk[axis] != 0) {
                throw new ZarrException(
                        place,
                        "has shards of "
                                + Arrays.toString(shard)
                                + " and chunks of "
                                + Arrays.toString(chunk)
                                + " in them, which do not fit");
            }
            perShard[axis] = shard[axis] / chunk[axis];
        }
        if (chunks(perShard) > MOST_CHUNKS) {
            throw new ZarrException(place, "has more than " + MOST_CHUNKS + " chunks in a shard");
        }
        boolean checked = false;
        for (JsonDocument codec : sharding.objects("index_codecs")) {
            String name = codec.text("name", "?");
            checked |= name.equals("crc32c");
            if (!name.equals("crc32c") && !name.equals("bytes")) {
                throw new ZarrException(
                        place,
                        "has shards whose index is stored with \""
                                + name
                                + "\", which is not read");
            }
        }
        boolean atEnd = !sharding.text("index_location", "end").equals("start");
        return new Shards(folder, json, perShard, atEnd, checked);
    }

    /** {@return the file of a chunk} */
    static String key(JsonDocument json, long[] index) {
        JsonDocument encoding = json.in("chunk_key_encoding").orElse(json);
        boolean asVersion2 = encoding.text("name", "default").equals("v2");
        String separator =
                encoding.in("configuration")
                        .map(c -> c.text("separator", asVersion2 ? "." : "/"))
                        .orElse(asVersion2 ? "." : "/");
        String numbers = ZarrVersion2.key(index, separator);
        return asVersion2 ? numbers : "c" + separator + numbers;
    }

    @Override
    public Optional<byte[]> stored(long[] index) throws IOException {
        long[] shard = new long[index.length];
        int place = 0;
        for (int axis = 0; axis < index.length; axis++) {
            shard[axis] = index[axis] / perShard[axis];
            place = (int) (place * perShard[axis] + index[axis] % perShard[axis]);
        }
        String key = key(json, shard);
        Optional<ByteBuffer> entries = indices.get(key, indexBytes, () -> index(key));
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        long position = entries.get().getLong(place * ENTRY_BYTES);
        long length = entries.get().getLong(place * ENTRY_BYTES + Long.BYTES);
        if (position == -1 && length == -1) {
            return Optional.empty();
        }
        if (position < 0 || length < 0 || length > Integer.MAX_VALUE - 16) {
            throw new ZarrException(folder.name() + "/" + key, "has a damaged index");
        }
        return Optional.of(folder.read(key, position, (int) length));
    }

    private Optional<ByteBuffer> index(String key) throws IOException {
        byte[] bytes;
        try {
            bytes = folder.read(key, atEnd ? -indexBytes : 0, indexBytes);
        } catch (IOException e) {
            if (folder.read(key).isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
        if (bytes.length < indexBytes) {
            throw new ZarrException(folder.name() + "/" + key, "ends before its index does");
        }
        ByteBuffer entries = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (checked) {
            java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
            checksum.update(bytes, 0, indexBytes - CHECKSUM_BYTES);
            if ((int) checksum.getValue() != entries.getInt(indexBytes - CHECKSUM_BYTES)) {
                throw new ZarrException(folder.name() + "/" + key, "has a damaged index");
            }
        }
        return Optional.of(entries);
    }
}
