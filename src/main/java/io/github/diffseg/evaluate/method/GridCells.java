package io.github.diffseg.evaluate.method;

import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.vocabulary.FeatureSource;

/** The cells of the network's features, each a segment: what k-means over a set groups. */
final class GridCells {

    private GridCells() {}

    /** {@return labels 1…n of the cells that have pixels, row by row} */
    static LabelMap of(FeatureSource source, int width, int height) {
        FeatureSource.Grid grid = source.grids().get(0);
        int[] labels = new int[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            int row = (int) ((y + 0.5) * grid.height() / height);
            for (int x = 0; x < width; x++) {
                int column = (int) ((x + 0.5) * grid.width() / width);
                labels[y * width + x] = row * grid.width() + column + 1;
            }
        }
        return new LabelMap(width, height, labels, grid.height() * grid.width());
    }
}
