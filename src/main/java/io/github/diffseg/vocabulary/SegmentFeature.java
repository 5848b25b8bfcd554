package io.github.diffseg.vocabulary;

/**
 * What a network makes of one segment.
 *
 * @param plane of the label image, from 0
 * @param label of the segment there
 * @param pixels of the segment, at least 1
 * @param values of length 1, or zeros where the network gives zeros alone
 */
public record SegmentFeature(int plane, int label, long pixels, float[] values) {

    /** {@return the same segment at another place} */
    public SegmentFeature at(int otherPlane, int otherLabel) {
        return new SegmentFeature(otherPlane, otherLabel, pixels, values);
    }

    /** {@return the same segment with other features} */
    SegmentFeature with(float[] others) {
        return new SegmentFeature(plane, label, pixels, others);
    }
}
