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
        ElementType type =
                ElementType.ofShortName(name)
                        .orElseThrow(
                                () ->
                                        new ZarrException(
                                                place,
                                                "has elements of type "
                                                        + name
                                                        + "; whole numbers of 8 to 64 bits and"
                                                        + " floats of 32 and 64 are read"));
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
                json.number("fill_value", 0),
                json.text("order", "C").equals("F"),
                codec(place, json),
                false,
                index -> folder.read(key(index, separator)));
    }

    static String key(long[] index, String separator) {
        return Arrays.stream(index)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(separator));
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
            default -> throw unknown(place, id);
        };
    }

    static ZarrException unknown(String place, String codec) {
        return new ZarrException(
                place,
                "is compressed with \""
                        + codec
                        + "\", which is not read; blosc, zstd, zlib, gzip and lz4 are, and no"
                        + " compression");
    }
}
