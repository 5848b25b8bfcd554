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

package io.github.diffseg.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.TestDevice;
import io.github.diffseg.attention.AggregatedAttention;
import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.attention.HeadMeans;
import io.github.diffseg.attention.LayerFeatures;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network of every family against diffusers, in float32. */
class NetworkParityTest {

    private static final double NETWORK_TOLERANCE = 1e-3;
    private static final double AGGREGATE_TOLERANCE = 1e-5;

    /** Eight significant bits, or eleven, through some fifty layers. */
    private static final Map<ComputePrecision, Double> REDUCED_TOLERANCES =
            Map.of(ComputePrecision.BFLOAT16, 0.2, ComputePrecision.FLOAT16, 0.03);

    static List<ModelFixture> fixtures() {
        return ModelFixture.allAndCheckpoints();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void emptyPrompt(ModelFixture fixture) throws IOException {
        try (NDManager manager = TorchEngine.newManager(TestDevice.get());
                Operators operators = new Operators(TestDevice.get())) {
            StoredModel model = fixture.model();
            // Else it is what an earlier version has computed
            Files.deleteIfExists(model.emptyPromptCacheFile());
            PromptEmbedding prompt = new EmptyPrompt(model, manager, operators).embedding();
            assertClose(fixture.floats("empty_prompt"), prompt.tokens(), NETWORK_TOLERANCE);
            if (fixture.has("pooled_empty_prompt")) {
                float[] pooled = fixture.floats("pooled_empty_prompt");
                assertClose(pooled, prompt.pooled(), NETWORK_TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void latent(ModelFixture fixture) {
        try (DiffusionModel model = open(fixture, WeightPrecision.FLOAT32);
                NDManager manager = model.newPassManager()) {
            NDArray latent = model.vaeEncoder().encode(fixture.image(manager), Progress.NONE);
            assertClose(fixture.floats("latent"), latent, NETWORK_TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void predictedNoise(ModelFixture fixture) {
        try (DiffusionModel model = open(fixture, WeightPrecision.FLOAT32);
                NDManager manager = model.newPassManager()) {
            NDArray noise =
                    model.unet()
                            .predictNoise(
                                    latent(fixture, manager), timestep(fixture), Progress.NONE);
            assertClose(fixture.floats("predicted_noise"), noise, NETWORK_TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everySelfAttentionLayerIsRecordedInOrder(ModelFixture fixture) {
        List<String> expected = new ArrayList<>();
        for (JsonElement layer : fixture.expected().getAsJsonArray("layers")) {
            expected.add(layer.getAsString());
        }
        List<String> recorded = new ArrayList<>();
        try (DiffusionModel model = open(fixture, WeightPrecision.FLOAT32);
                NDManager manager = model.newPassManager()) {
            SelfAttentionSink sink =
                    (layer, height, width) -> {
                        recorded.add(layer);
                        long n = (long) height * width;
                        return manager.zeros(new Shape(n, n));
                    };
            NDArray latent = latent(fixture, manager);
            model.unet().recordSelfAttention(latent, timestep(fixture), sink, Progress.NONE);
        }
        assertEquals(expected, recorded);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void theFeaturesAreWhatTheLastSelfAttentionOnTheWayDownGives(ModelFixture fixture) {
        try (DiffusionModel model = open(fixture, WeightPrecision.FLOAT32);
                NDManager manager = model.newPassManager()) {
            List<float[]> outputs = new ArrayList<>();
            SelfAttentionSink sink =
                    new SelfAttentionSink() {
                        @Override
                        public NDArray totalFor(String layer, int height, int width) {
                            long n = (long) height * width;
                            return manager.zeros(new Shape(n, n));
                        }

                        @Override
                        public void output(String layer, int height, int width, NDArray output) {
                            assertEquals((long) height * width, output.getShape().get(0));
                            if (layer.startsWith("down_blocks.")) {
                                outputs.add(output.toFloatArray());
                            }
                        }
                    };
            NDArray latent = latent(fixture, manager);
            model.unet().recordSelfAttention(latent, timestep(fixture), sink, Progress.NONE);
            AggregatedAttention attention =
                    attention(fixture, model, manager, Aggregation.PER_RESOLUTION);
            LayerFeatures features = attention.encoderFeatures().orElseThrow();
            assertEquals(
                    (long) features.height() * features.width(),
                    features.values().getShape().get(0));
            assertArrayEquals(
                    outputs.get(outputs.size() - 1), features.values().toFloatArray(), 1e-5f);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aggregate(ModelFixture fixture) {
        JsonObject expected = fixture.expected();
        try (DiffusionModel model = open(fixture, WeightPrecision.FLOAT32);
                NDManager manager = model.newPassManager()) {
            AggregatedAttention attention =
                    attention(fixture, model, manager, Aggregation.PER_RESOLUTION);
            if (expected.has("grid_hw")) {
                assertEquals(
                        expected.getAsJsonArray("grid_hw").toString(),
                        "[" + attention.height() + "," + attention.width() + "]");
            }
            assertClose(fixture.floats("aggregate"), attention.maps(), AGGREGATE_TOLERANCE);
            if (fixture.has("aggregate_per_layer")) {
                attention = attention(fixture, model, manager, Aggregation.PER_LAYER);
                float[] perLayer = fixture.floats("aggregate_per_layer");
                assertClose(perLayer, attention.maps(), AGGREGATE_TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(WeightPrecision.class)
    void weightsAsStoredGiveTheSameMaps(WeightPrecision precision) {
        ModelFixture fixture = ModelFixture.of("sd2");
        try (DiffusionModel model = open(fixture, precision);
                NDManager manager = model.newPassManager()) {
            AggregatedAttention attention =
                    attention(fixture, model, manager, Aggregation.PER_RESOLUTION);
            assertClose(fixture.floats("aggregate"), attention.maps(), AGGREGATE_TOLERANCE);
        }
    }

    /** Each fixture in each of the precisions that the device has below float32. */
    static Stream<Arguments> reduced() {
        List<ComputePrecision> precisions =
                TestDevice.get().isGpu()
                        ? List.of(ComputePrecision.FLOAT16, ComputePrecision.BFLOAT16)
                        : List.of(ComputePrecision.BFLOAT16);
        return fixtures().stream()
                .flatMap(fixture -> precisions.stream().map(p -> Arguments.of(fixture, p)));
    }

    @ParameterizedTest
    @MethodSource
    void reduced(ModelFixture fixture, ComputePrecision precision) {
        NetworkPrecision networks = new NetworkPrecision(WeightPrecision.AS_STORED, precision);
        double tolerance = REDUCED_TOLERANCES.get(precision);
        try (DiffusionModel model =
                        DiffusionModel.open(
                                fixture.model(), TestDevice.get(), networks, Progress.NONE);
                NDManager manager = model.newPassManager()) {
            NDArray image = fixture.image(manager);
            NDArray latent = model.vaeEncoder().encode(image, Progress.NONE);
            assertNear(fixture.floats("latent"), latent, tolerance);
            NDArray noise =
                    model.unet()
                            .predictNoise(
                                    latent(fixture, manager), timestep(fixture), Progress.NONE);
            assertNear(fixture.floats("predicted_noise"), noise, tolerance);
        }
    }

    private static AggregatedAttention attention(
            ModelFixture fixture,
            DiffusionModel model,
            NDManager manager,
            Aggregation aggregation) {
        NDArray latent = latent(fixture, manager);
        try (HeadMeans means = new HeadMeans(manager, model.operators(), false)) {
            model.unet().recordSelfAttention(latent, timestep(fixture), means, Progress.NONE);
            return means.aggregate(aggregation, manager);
        }
    }

    private static DiffusionModel open(ModelFixture fixture, WeightPrecision precision) {
        return DiffusionModel.open(
                fixture.model(),
                TestDevice.get(),
                new NetworkPrecision(precision, ComputePrecision.FLOAT32),
                Progress.NONE);
    }

    private static NDArray latent(ModelFixture fixture, NDManager manager) {
        long[] shape = fixture.shape("latent");
        return manager.create(fixture.floats("latent"), new Shape(1, shape[0], shape[1], shape[2]));
    }

    private static double timestep(ModelFixture fixture) {
        return fixture.expected().get("timestep").getAsDouble();
    }

    /** Relative to the largest expected magnitude. */
    private static void assertClose(float[] expected, NDArray actual, double tolerance) {
        float[] values = actual.toFloatArray();
        assertEquals(expected.length, values.length, "number of elements");
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            double difference = Math.abs(expected[i] - values[i]);
            worst = Double.isNaN(difference) ? Double.NaN : Math.max(worst, difference);
        }
        double relative = worst / largest;
        assertTrue(relative <= tolerance, "off by " + relative + " of the largest value");
    }

    /** By the root mean square, since single values of a random network may be far off. */
    private static void assertNear(float[] expected, NDArray actual, double tolerance) {
        float[] values = actual.toFloatArray();
        double error = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            error += Math.pow(expected[i] - values[i], 2);
            size += Math.pow(expected[i], 2);
        }
        double relative = Math.sqrt(error / size);
        assertTrue(relative <= tolerance, "off by " + relative + " of the values");
    }
}
