package io.github.diffseg.vocabulary;

/**
 * A kind of segment that occurs in many images.
 *
 * @param number from 1, its value in images of classes
 * @param name for users
 * @param rgb its colour everywhere, 0xrrggbb
 * @param centre {@code [features]}, the mean of its members
 * @param pixels of its members in the images that it was found in
 * @param segments that were its members there
 */
public record SegmentClass(
        int number, String name, int rgb, float[] centre, long pixels, int segments) {

    /** {@return the same class as a user calls and paints it} */
    SegmentClass named(String newName, int newRgb) {
        return new SegmentClass(number, newName, newRgb, centre, pixels, segments);
    }
}
