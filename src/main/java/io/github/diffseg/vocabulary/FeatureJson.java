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

package io.github.diffseg.vocabulary;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Features of segments in JSON, for lists of what was done. */
public final class FeatureJson {

    private FeatureJson() {}

    /** {@return an object for each segment} */
    public static JsonArray write(List<SegmentFeature> segments) {
        JsonArray array = new JsonArray();
        for (SegmentFeature segment : segments) {
            JsonObject json = new JsonObject();
            json.addProperty("plane", segment.plane());
            json.addProperty("label", segment.label());
            json.addProperty("pixels", segment.pixels());
            json.addProperty("values", CompactNumbers.write(segment.values()));
            array.add(json);
        }
        return array;
    }

    /**
     * {@return the segments}
     *
     * @param array as {@link #write} makes it
     * @throws RuntimeException if it is something else
     */
    public static List<SegmentFeature> read(JsonArray array) {
        List<SegmentFeature> segments = new ArrayList<>(array.size());
        for (JsonElement element : array) {
            JsonObject json = element.getAsJsonObject();
            segments.add(
                    new SegmentFeature(
                            json.get("plane").getAsInt(),
                            json.get("label").getAsInt(),
                            json.get("pixels").getAsLong(),
                            CompactNumbers.read(json.get("values").getAsString())));
        }
        return segments;
    }
}
