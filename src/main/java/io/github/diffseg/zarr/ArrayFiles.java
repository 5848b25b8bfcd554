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
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tells the formats of arrays by the files that they have. */
final class ArrayFiles {

    private ArrayFiles() {}

    /**
     * {@return what is said of the array; empty if there is none}
     *
     * @param folder of the array
     * @throws IOException if it cannot be read, or is an array that is not read; the message is one
     *     sentence that names it
     */
    static Optional<ArrayMetadata> read(ByteStore folder) throws IOException {
        Optional<JsonDocument> three = JsonDocument.read(folder, ZarrVersion3.FILE);
        if (three.isPresent()) {
            return ZarrVersion3.array(folder, three.get());
        }
        Optional<JsonDocument> two = JsonDocument.read(folder, ZarrVersion2.ARRAY_FILE);
        if (two.isPresent()) {
            return Optional.of(ZarrVersion2.array(folder, two.get()));
        }
        Optional<JsonDocument> n5 = JsonDocument.read(folder, N5.FILE);
        return n5.isPresent() && n5.get().has("dimensions")
                ? Optional.of(N5.array(folder, n5.get()))
                : Optional.empty();
    }

    /**
     * {@return the names of an array's axes where Zarr's version 3 has them; else none}
     *
     * @param folder of the array
     * @throws IOException if it cannot be read; the message is one sentence that names it
     */
    static List<String> dimensions(ByteStore folder) throws IOException {
        return JsonDocument.read(folder, ZarrVersion3.FILE).stream()
                .flatMap(json -> json.list("dimension_names").asList().stream())
                .map(name -> name.isJsonPrimitive() ? name.getAsString() : "")
                .toList();
    }

    /**
     * {@return what users and programs have noted of a group or array; empty if it is neither}
     *
     * @param folder of the group or array
     * @throws IOException if it cannot be read; the message is one sentence that names it
     */
    static Optional<JsonDocument> attributes(ByteStore folder) throws IOException {
        Optional<JsonDocument> three = JsonDocument.read(folder, ZarrVersion3.FILE);
        if (three.isPresent()) {
            return Optional.of(
                    three.get()
                            .in("attributes")
                            .orElse(
                                    new JsonDocument(
                                            three.get().place(),
                                            new com.google.gson.JsonObject())));
        }
        for (String file :
                new String[] {ZarrVersion2.ATTRIBUTES_FILE, N5.FILE, ZarrVersion2.GROUP_FILE}) {
            Optional<JsonDocument> found = JsonDocument.read(folder, file);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
