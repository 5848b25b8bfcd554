package io.github.diffseg;

import io.github.diffseg.attention.LayerFeatures;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.vocabulary.FeatureSource;
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
}
