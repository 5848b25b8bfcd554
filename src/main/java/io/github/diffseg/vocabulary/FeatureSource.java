package io.github.diffseg.vocabulary;

import java.util.List;

/** What a network makes of the places of one image: all that classes of segments are made of. */
public interface FeatureSource {

    /** {@return the grids of features, each over the whole image, always in the same order} */
    List<Grid> grids();

    /**
     * Features of the cells of a grid.
     *
     * @param height rows
     * @param width columns
     * @param channels features of a cell
     * @param values {@code [height · width · channels]}, row by row
     */
    record Grid(int height, int width, int channels, float[] values) {

        /**
         * Checks that the values fill the grid.
         *
         * @throws IllegalArgumentException if they do not
         */
        public Grid {
            if ((long) height * width * channels != values.length) {
                throw new IllegalArgumentException(
                        "A grid of "
                                + height
                                + " x "
                                + width
                                + " cells of "
                                + channels
                                + " features does not have "
                                + values.length
                                + " values");
            }
        }
    }
}
