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

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.NamedModel;
import io.github.diffseg.TestDevice;
import io.github.diffseg.attention.AggregatedAttention;
import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.attention.AttentionMap;
import io.github.diffseg.attention.HeadMeans;
import io.github.diffseg.attention.WordAttention;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.model.StoredNetwork;
import io.github.diffseg.model.TensorStore;
import io.github.diffseg.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where an image attends to words, against the same in float64 and plain loops: text encoders,
 * keys, softmax, averages. The queries are the network's own.
 */
class WordAttentionParityTest {

    private static final NetworkPrecision FLOAT32 =
            new NetworkPrecision(WeightPrecision.FLOAT32, ComputePrecision.FLOAT32);

    /** Of the ids of {@link NamedModel}'s vocabulary. */
    private static final long[][] IDS = {{15}, {50}, {78, 85}};

    private static final long START = 398;
    private static final double NORM_EPSILON = 1e-5;

    @TempDir Path folder;

    private record Layer(String path, int height, int width, int heads, double[][] query) {}

    @ParameterizedTest
    @ValueSource(strings = {"sd1", "sd2", "sdxl-text"})
    void mapsAreThoseOfAFloat64Statement(String family) {
        ModelFixture fixture = ModelFixture.of(family);
        StoredModel stored = ModelFolder.open(NamedModel.of(family, folder));
        List<Layer> layers = new ArrayList<>();
        List<AttentionMap> maps;
        try (DiffusionModel model =
                        DiffusionModel.open(stored, TestDevice.get(), FLOAT32, Progress.NONE);
                NDManager pass = model.newPassManager();
                HeadMeans plain = new HeadMeans(pass, model.operators(), false);
                HeadMeans beside = new HeadMeans(pass, model.operators(), false);
                WordKeys keys = model.wordKeys(List.of(NamedModel.WORDS.split(",")));
                WordAttention words = new WordAttention(pass, model.operators(), keys)) {
            assertArrayEquals(new int[] {1, 1, 2}, keys.tokens());
            CrossAttentionSink both =
                    (layer, height, width, heads, query) -> {
                        layers.add(new Layer(layer, height, width, heads, rows(query)));
                        words.queries(layer, height, width, heads, query);
                    };
            double timestep = fixture.expected().get("timestep").getAsDouble();
            NDArray latent = model.vaeEncoder().encode(fixture.image(pass), Progress.NONE);
            model.unet().recordSelfAttention(latent, timestep, plain, Progress.NONE);
            model.unet().recordAttention(latent, timestep, beside, both, Progress.NONE);
            maps = words.maps();
            assertSame(
                    plain.aggregate(Aggregation.PER_RESOLUTION, pass),
                    beside.aggregate(Aggregation.PER_RESOLUTION, pass));
        }
        int selfAttentions = fixture.expected().getAsJsonArray("layers").size();
        assertEquals(selfAttentions - 1, layers.size(), "all but the last");
        double[][] expected = expected(stored, layers);
        for (int word = 0; word < IDS.length; word++) {
            float[] found = maps.get(word).values();
            assertEquals(expected[word].length, found.length);
            double scale = found.length;
            for (int cell = 0; cell < found.length; cell++) {
                assertEquals(expected[word][cell] * scale, found[cell] * scale, 2e-4, family);
            }
        }
    }

    /** To the last bit: the words change nothing of the pass. */
    private static void assertSame(AggregatedAttention plain, AggregatedAttention beside) {
        assertArrayEquals(Scope.floats(plain.maps()), Scope.floats(beside.maps()));
    }

    private static double[][] expected(StoredModel stored, List<Layer> layers) {
        int height = layers.stream().mapToInt(Layer::height).max().orElseThrow();
        int width = layers.stream().mapToInt(Layer::width).max().orElseThrow();
        double[][] states = states(stored);
        double[][] maps = new double[IDS.length][height * width];
        try (NDManager manager = TorchEngine.newManager(TestDevice.get());
                Operators operators = new Operators(TestDevice.get());
                TensorStore store = stored.unet().open()) {
            for (Layer layer : layers) {
                double[][] projection =
                        matrix(store, layer.path() + ".to_k.weight", manager, operators);
                double[][] probabilities = probabilities(layer, times(states, projection));
                int token = 1;
                for (int word = 0; word < IDS.length; word++) {
                    double[] map = new double[layer.height() * layer.width()];
                    for (int i = 0; i < IDS[word].length; i++, token++) {
                        for (int cell = 0; cell < map.length; cell++) {
                            map[cell] += probabilities[cell][token] / IDS[word].length;
                        }
                    }
                    for (int y = 0; y < height; y++) {
                        for (int x = 0; x < width; x++) {
                            maps[word][y * width + x] += bilinear(map, layer, x, y, width, height);
                        }
                    }
                }
            }
        }
        for (double[] map : maps) {
            double sum = 0;
            for (double value : map) {
                sum += value;
            }
            for (int cell = 0; cell < map.length; cell++) {
                map[cell] /= sum;
            }
        }
        return maps;
    }

    /** {@code [cells][tokens]}: the mean of the heads' softmax. */
    private static double[][] probabilities(Layer layer, double[][] key) {
        int width = key[0].length / layer.heads();
        double[][] mean = new double[layer.query().length][key.length];
        for (int cell = 0; cell < mean.length; cell++) {
            for (int head = 0; head < layer.heads(); head++) {
                double[] exponentials = new double[key.length];
                double sum = 0;
                for (int token = 0; token < key.length; token++) {
                    double score = 0;
                    for (int i = head * width; i < (head + 1) * width; i++) {
                        score += layer.query()[cell][i] * key[token][i];
                    }
                    exponentials[token] = Math.exp(score / Math.sqrt(width));
                    sum += exponentials[token];
                }
                for (int token = 0; token < key.length; token++) {
                    mean[cell][token] += exponentials[token] / sum / layer.heads();
                }
            }
        }
        return mean;
    }

    private static double bilinear(double[] map, Layer grid, int x, int y, int width, int height) {
        double v = Math.max(0, (y + 0.5) * grid.height() / height - 0.5);
        double u = Math.max(0, (x + 0.5) * grid.width() / width - 0.5);
        int top = (int) v;
        int left = (int) u;
        int bottom = Math.min(grid.height() - 1, top + 1);
        int right = Math.min(grid.width() - 1, left + 1);
        int w = grid.width();
        double above = map[top * w + left] * (1 - u + left) + map[top * w + right] * (u - left);
        double below =
                map[bottom * w + left] * (1 - u + left) + map[bottom * w + right] * (u - left);
        return above * (1 - v + top) + below * (v - top);
    }

    /** The start token, and the tokens of each word in a prompt of its own. */
    private static double[][] states(StoredModel stored) {
        boolean xl = stored.textEncoders().size() == 2;
        List<double[]> rows = new ArrayList<>();
        for (long[] ids : IDS) {
            double[][] states = encode(stored.textEncoders().get(0).network(), ids, xl);
            double[][] wide =
                    xl ? encode(stored.textEncoders().get(1).network(), ids, true) : states;
            for (int i = rows.isEmpty() ? 0 : 1; i < states.length; i++) {
                rows.add(xl ? concatenated(states[i], wide[i]) : states[i]);
            }
        }
        return rows.toArray(new double[0][]);
    }

    private static double[] concatenated(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static double[][] encode(StoredNetwork network, long[] ids, boolean secondLast) {
        JsonObject config = network.config();
        int heads = config.get("num_attention_heads").getAsInt();
        boolean quick = config.get("hidden_act").getAsString().equals("quick_gelu");
        int layers = config.get("num_hidden_layers").getAsInt() - (secondLast ? 1 : 0);
        try (NDManager manager = TorchEngine.newManager(TestDevice.get());
                Operators operators = new Operators(TestDevice.get());
                TensorStore store = network.open()) {
            Numbers w = name -> matrix(store, "text_model." + name, manager, operators);
            double[][] tokens = w.of("embeddings.token_embedding.weight");
            double[][] places = w.of("embeddings.position_embedding.weight");
            double[][] x = new double[ids.length + 1][];
            for (int i = 0; i < x.length; i++) {
                x[i] = sum(tokens[(int) (i == 0 ? START : ids[i - 1])], places[i]);
            }
            for (int layer = 0; layer < layers; layer++) {
                String at = "encoder.layers." + layer;
                double[][] normed = norm(x, w, at + ".layer_norm1");
                double[][] q = linear(normed, w, at + ".self_attn.q_proj");
                double[][] k = linear(normed, w, at + ".self_attn.k_proj");
                double[][] v = linear(normed, w, at + ".self_attn.v_proj");
                add(x, linear(causal(q, k, v, heads), w, at + ".self_attn.out_proj"));
                double[][] inner = linear(norm(x, w, at + ".layer_norm2"), w, at + ".mlp.fc1");
                for (double[] row : inner) {
                    for (int i = 0; i < row.length; i++) {
                        row[i] *=
                                quick
                                        ? 1 / (1 + Math.exp(-1.702 * row[i]))
                                        : (1 + Erf.erf(row[i] / Math.sqrt(2))) / 2;
                    }
                }
                add(x, linear(inner, w, at + ".mlp.fc2"));
            }
            return secondLast ? x : norm(x, w, "final_layer_norm");
        }
    }

    private interface Numbers {
        double[][] of(String name);
    }

    private static double[][] causal(double[][] q, double[][] k, double[][] v, int heads) {
        int width = q[0].length / heads;
        double[][] mixed = new double[q.length][q[0].length];
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < q.length; i++) {
                double[] exponentials = new double[i + 1];
                double sum = 0;
                for (int j = 0; j <= i; j++) {
                    double score = 0;
                    for (int c = head * width; c < (head + 1) * width; c++) {
                        score += q[i][c] * k[j][c];
                    }
                    exponentials[j] = Math.exp(score / Math.sqrt(width));
                    sum += exponentials[j];
                }
                for (int j = 0; j <= i; j++) {
                    for (int c = head * width; c < (head + 1) * width; c++) {
                        mixed[i][c] += exponentials[j] / sum * v[j][c];
                    }
                }
            }
        }
        return mixed;
    }

    private static double[][] norm(double[][] x, Numbers w, String name) {
        double[] weight = w.of(name + ".weight")[0];
        double[] bias = w.of(name + ".bias")[0];
        double[][] normed = new double[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            double mean = 0;
            double square = 0;
            for (double value : x[i]) {
                mean += value / x[i].length;
                square += value * value / x[i].length;
            }
            for (int c = 0; c < x[i].length; c++) {
                double scale = Math.sqrt(square - mean * mean + NORM_EPSILON);
                normed[i][c] = (x[i][c] - mean) / scale * weight[c] + bias[c];
            }
        }
        return normed;
    }

    private static double[][] linear(double[][] x, Numbers w, String name) {
        double[][] y = times(x, w.of(name + ".weight"));
        for (double[] row : y) {
            System.arraycopy(sum(row, w.of(name + ".bias")[0]), 0, row, 0, row.length);
        }
        return y;
    }

    /** x Wᵀ. */
    private static double[][] times(double[][] x, double[][] w) {
        double[][] y = new double[x.length][w.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < w.length; j++) {
                for (int c = 0; c < x[i].length; c++) {
                    y[i][j] += x[i][c] * w[j][c];
                }
            }
        }
        return y;
    }

    private static void add(double[][] x, double[][] change) {
        for (int i = 0; i < x.length; i++) {
            x[i] = sum(x[i], change[i]);
        }
    }

    private static double[] sum(double[] x, double[] y) {
        double[] sum = new double[x.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = x[i] + y[i];
        }
        return sum;
    }

    /** A vector is one row. */
    private static double[][] matrix(
            TensorStore store, String name, NDManager manager, Operators operators) {
        long[] shape = store.info(name).shape();
        try (NDArray array = new Weights(store, manager, operators, FLOAT32).matrix(name, shape)) {
            return rows(shape.length == 1 ? array.reshape(1, shape[0]) : array);
        }
    }

    private static double[][] rows(NDArray matrix) {
        float[] values = Scope.floats(matrix);
        int width = (int) matrix.getShape().get(1);
        double[][] rows = new double[values.length / width][width];
        for (int i = 0; i < values.length; i++) {
            rows[i / width][i % width] = values[i];
        }
        return rows;
    }
}
