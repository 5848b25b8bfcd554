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

package io.github.diffseg.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.attention.HeadMeans;
import io.github.diffseg.diffusion.DiffusionModel;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where the time of the networks goes: each operator with its shapes, what it achieves, and what
 * plain products of the same size achieve on this machine.
 */
final class ShapesBenchmark {

    private static final int PLAIN_RUNS = 3;

    /** Larger products are no faster for their size. */
    private static final long MOST_ROWS = 4096;

    private record Key(String operator, List<Shape> shapes) {

        String sizes() {
            return shapes.stream()
                    .filter(shape -> shape.size() > 1 && shape.dimension() > 1)
                    .limit(3)
                    .map(ShapesBenchmark::text)
                    .collect(Collectors.joining(", "));
        }
    }

    private static final class Calls {

        private long least = Long.MAX_VALUE;
        private int count;
    }

    private final ModelFolder folder;
    private final ComputeDevice device;
    private final NetworkPrecision precision;
    private final int runs;

    ShapesBenchmark(Path model, ComputeDevice device, NetworkPrecision precision, int runs) {
        this.folder = model == null ? EmbeddedModel.folder() : ModelFolder.open(model);
        this.device = device;
        this.precision = precision;
        this.runs = runs;
    }

    /**
     * A row for each operator and shape, the one that takes longest first.
     *
     * @param size of the image
     */
    void run(int size) {
        Map<Key, Calls> calls = new HashMap<>();
        try (DiffusionModel model = DiffusionModel.open(folder, device, precision, Progress.NONE)) {
            pass(model, size);
            model.operators().observe((name, shapes, time) -> add(calls, name, shapes, time));
            for (int run = 0; run < runs; run++) {
                pass(model, size);
            }
            model.operators().observe(null);
            double all = calls.values().stream().mapToDouble(this::seconds).sum();
            System.out.printf(
                    Locale.ROOT, "%n%d px, %.2f s in operators (least of each)%n%n", size, all);
            System.out.println(
                    "| operator | shapes | calls | seconds | share | GFLOP/s |"
                            + " plain product: engine's own, oneDNN GFLOP/s |");
            System.out.println("|---|---|---|---|---|---|---|");
            try (NDManager manager = model.newPassManager()) {
                calls.entrySet().stream()
                        .sorted(Comparator.comparingDouble(e -> -seconds(e.getValue())))
                        .forEach(e -> print(e.getKey(), e.getValue(), all, model, manager));
            }
        }
    }

    private void pass(DiffusionModel model, int size) {
        int side = size + model.vaeEncoder().config().reachOfPadding();
        int latentSide = size / model.vaeEncoder().config().downsampling();
        int channels = model.vaeEncoder().config().latentChannels();
        try (NDManager pass = model.newPassManager();
                HeadMeans maps = new HeadMeans(pass, model.operators(), false);
                NDArray image = pass.randomUniform(-1, 1, new Shape(1, 3, side, side));
                NDArray latent =
                        pass.randomNormal(new Shape(1, channels, latentSide, latentSide))) {
            model.vaeEncoder().encode(image, Progress.NONE).close();
            model.unet()
                    .recordSelfAttention(
                            latent, folder.recommendation().timestep(), maps, Progress.NONE);
        }
    }

    private static void add(Map<Key, Calls> calls, String name, List<Shape> shapes, long time) {
        Calls same = calls.computeIfAbsent(new Key(name, shapes), key -> new Calls());
        same.least = Math.min(same.least, time);
        same.count++;
    }

    /** Of one pass. */
    private double seconds(Calls calls) {
        return calls.least / 1e9 * calls.count / runs;
    }

    private void print(Key key, Calls calls, double all, DiffusionModel model, NDManager manager) {
        Optional<OperatorWork> work = OperatorWork.of(key.operator(), key.shapes());
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.4f | %.3f | %s | %s |%n",
                key.operator(),
                key.sizes(),
                calls.count / runs,
                seconds(calls),
                seconds(calls) / all,
                work.map(w -> rate(w.operations(), calls.least / 1e9)).orElse(""),
                work.map(w -> plain(w, model.operators(), manager)).orElse(""));
    }

    private static String plain(OperatorWork work, Operators operators, NDManager manager) {
        long rows = Math.min(MOST_ROWS, work.m());
        double operations = 2.0 * rows * work.k() * work.n();
        try (NDArray x = manager.randomUniform(0, 1, new Shape(rows, work.k()));
                NDArray weight = manager.randomUniform(0, 1, new Shape(work.n(), work.k()));
                NDArray transposed = weight.transpose()) {
            return rate(operations, least(() -> x.matMul(transposed)))
                    + ", "
                    + rate(operations, least(() -> operators.linear(x, weight)));
        }
    }

    private static double least(Supplier<NDArray> product) {
        double least = Double.MAX_VALUE;
        for (int run = 0; run <= PLAIN_RUNS; run++) {
            long begin = System.nanoTime();
            product.get().close();
            least = Math.min(least, (System.nanoTime() - begin) / 1e9);
        }
        return least;
    }

    private static String rate(double operations, double seconds) {
        return String.format(Locale.ROOT, "%.0f", operations / seconds / 1e9);
    }

    private static String text(Shape shape) {
        return Arrays.stream(shape.getShape())
                .filter(length -> length > 1)
                .mapToObj(Long::toString)
                .collect(Collectors.joining("x"));
    }
}
