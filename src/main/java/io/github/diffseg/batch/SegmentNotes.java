package io.github.diffseg.batch;

import io.github.diffseg.vocabulary.SegmentFeature;
import java.util.List;

/**
 * What a line of the manifest says of segments, so that they can have classes when all images are
 * done.
 *
 * @param features of the segments, in the order of the table
 * @param vocabulary fingerprint of the classes that the results have; empty: none yet
 * @param before results as they were, while those with classes take their places; else none
 */
public record SegmentNotes(
        List<SegmentFeature> features, String vocabulary, List<ResultFile> before) {

    public SegmentNotes {
        features = List.copyOf(features);
        before = List.copyOf(before);
    }

    /** {@return notes of results without classes} */
    static SegmentNotes of(List<SegmentFeature> features) {
        return new SegmentNotes(features, "", List.of());
    }
}
