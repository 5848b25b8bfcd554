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
        ElementType type =
                ElementType.ofName(name)
                        .orElseThrow(
                                () ->
                                        new ZarrException(
                                                place,
                                                "has elements of type "
                                                        + name
                                                        + "; whole numbers of 8 to 64 bits and"
                                                        + " floats of 32 and 64 are read"));
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
            default -> throw ZarrVersion2.unknown(place, type);
        };
    }
}
