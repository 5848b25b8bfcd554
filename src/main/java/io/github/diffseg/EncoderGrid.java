package io.github.diffseg;

import io.github.diffseg.attention.LayerFeatures;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.vocabulary.FeatureSource;
import io.github.diffseg.vocabulary.SegmentMeans;
import java.util.List;

/**
 * The features of the last self-attention of the network's way down, as classes of segments take
 * them.
 *
 * @param grids one
 */
record EncoderGrid(List<FeatureSource.Grid> grids) implements FeatureSource {

    static EncoderGrid of(LayerFeatures features) {
        float[] values = Scope.floats(features.values());
        int channels = (int) features.values().getShape().get(1);
        return new EncoderGrid(
                List.of(
                        new FeatureSource.Grid(
                                features.height(), features.width(), channels, values)));
    }

    /** {@return whether any two places have other features} */
    boolean tellsPlacesApart() {
        FeatureSource.Grid grid = grids.get(0);
        for (int i = grid.channels(); i < grid.values().length; i++) {
            if (grid.values()[i] != grid.values()[i % grid.channels()]) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return {@code [K][channels]}: the mean of each segment, as {@link SegmentMeans} takes it; 0
     * of a label without pixels}
     *
     * @param labels of the whole picture, of any size
     */
    float[][] meansOf(LabelMap labels) {
        float[][] means = new float[labels.count()][grids.get(0).channels()];
        SegmentMeans.of(this, labels)
                .forEach(segment -> means[segment.label() - 1] = segment.values());
        return means;
    }
}
