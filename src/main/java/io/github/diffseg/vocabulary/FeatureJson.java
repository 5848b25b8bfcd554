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
