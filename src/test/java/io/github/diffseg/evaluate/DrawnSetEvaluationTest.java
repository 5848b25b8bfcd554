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

package io.github.diffseg.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.evaluate.dataset.DataSetLayout;
import io.github.diffseg.evaluate.dataset.Framing;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.evaluate.report.Evaluated;
import io.github.diffseg.evaluate.report.EvaluationResult;
import io.github.diffseg.evaluate.report.Reports;
import io.github.diffseg.evaluate.score.ConfidenceIntervals.Interval;
import io.github.diffseg.evaluate.score.Metric;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.PluginVersion;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DiffSeg with the embedded model and every baseline on the {@link DrawnSet}. */
class DrawnSetEvaluationTest {

    private static final Path ROOT = Path.of("target", "drawn-set");
    private static final Path IMAGES = ROOT.resolve("data");

    private static DiffSeg diffSeg;

    @BeforeAll
    static void drawAndOpen() throws IOException {
        DrawnSet.write(IMAGES);
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
    }

    @AfterAll
    static void close() {
        diffSeg.close();
    }

    @Test
    void everyMethodIsMeasured(@TempDir Path folder) throws IOException {
        assertMeasured(3, "0.8:1.2:0.4", 2 * 2 + 2, folder);
    }

    @Test
    void aMethodThatCanHaveNoneOfTheThresholdsIsRefused(@TempDir Path folder) {
        EvaluationRequest request =
                request(List.of(Method.DIFFSEG, Method.CUT), "0.2,0.4", 1, folder);
        UserException refusal = assertThrows(UserException.class, () -> run(request, new Passes()));
        assertTrue(refusal.getMessage().startsWith("threshold is 0.2; with the method cut"));
    }

    /** Leaves what docs/quality.md shows in {@code target/drawn-set/report}. */
    @Tag("heavy")
    @Test
    void everyMethodIsMeasuredOnAllImagesAndASweepIsDrawn() throws IOException {
        assertMeasured(
                DrawnSet.IMAGES, "0.2:1.4:0.1", 2 * 13 + 2 * 5, emptied(ROOT.resolve("report")));
    }

    private static void assertMeasured(int images, String thresholds, int swept, Path output)
            throws IOException {
        // Merging and tree are swept, cut and walk from 1 on, the baselines are not
        int variants = swept + 5;
        Passes passes = new Passes();
        int limit = images == DrawnSet.IMAGES ? 0 : images;
        EvaluationResult result = run(request(Method.of("all"), thresholds, limit, output), passes);
        List<Path> files = Reports.write(result, output);

        assertEquals(variants, result.evaluated().size());
        assertEquals(images, passes.count, "a pass for each image, whatever is swept");
        for (Evaluated evaluated : result.evaluated()) {
            assertEquals(images, evaluated.images().size());
            double accuracy = evaluated.scores().get(Metric.ACC);
            Interval interval = evaluated.intervals().get(Metric.ACC);
            assertTrue(interval.low() <= accuracy && accuracy <= interval.high());
            assertTrue(interval.low() < interval.high());
        }
        // Shapes differ from the ground in colour and texture: nobody may do worse than one segment
        assertTrue(score(result, Method.SUPERPIXELS, Metric.MIOU) > 0.7);
        assertTrue(score(result, Method.K_MEANS_S, Metric.ADJUSTED_RAND_INDEX) > 0.2);
        assertTrue(score(result, Method.DIFFSEG, Metric.ADJUSTED_RAND_INDEX) > 0.05);

        assertEquals(5, files.size());
        BufferedImage sweep = ImageIO.read(output.resolve("sweep.png").toFile());
        assertTrue(sweep.getWidth() > 500);
        JsonObject json =
                JsonParser.parseString(Files.readString(output.resolve("report.json")))
                        .getAsJsonObject();
        assertEquals(variants, json.getAsJsonArray("variants").size());
        assertEquals(1 + variants, Files.readAllLines(output.resolve("summary.csv")).size());
        assertEquals(
                1 + variants * images, Files.readAllLines(output.resolve("images.csv")).size());
        result.cases().values().stream()
                .flatMap(List::stream)
                .forEach(shown -> assertTrue(Files.exists(shown.picture()), shown::toString));
        assertEquals(Method.of(Method.ALL).size(), result.cases().size());
    }

    @Test
    void aStoppedEvaluationGoesOnAndComesToTheSameResult(@TempDir Path folder) throws IOException {
        List<Method> methods = Method.of("diffseg,k-means-s");
        EvaluationRequest request = request(methods, "0.5", 2, folder.resolve("stopped"));
        Passes stopped = new Passes();
        stopped.most = 2;
        assertThrows(CancellationException.class, () -> run(request, stopped));
        Path lines = request.output().resolve("results.jsonl");
        assertEquals(2, Files.readAllLines(lines).size(), "both methods on the first image");
        // The line that was being written when the power went
        Files.writeString(lines, "{\"key\":{\"ru", StandardOpenOption.APPEND);
        Passes rest = new Passes();
        EvaluationResult resumed = run(request, rest);
        assertEquals(1, rest.count);

        EvaluationRequest anew = request(methods, "0.5", 2, folder.resolve("anew"));
        EvaluationResult whole = run(anew, new Passes());
        for (int i = 0; i < whole.evaluated().size(); i++) {
            assertEquals(whole.evaluated().get(i).scores(), resumed.evaluated().get(i).scores());
            assertEquals(
                    whole.evaluated().get(i).intervals(), resumed.evaluated().get(i).intervals());
        }
        Passes none = new Passes();
        run(request, none);
        assertEquals(0, none.count, "what is measured is not measured again");
    }

    @Test
    void filesOfAnotherProgramAreNotChanged(@TempDir Path folder) throws IOException {
        EvaluationRequest request = request(Method.of("k-means-s"), "0.5", 1, folder);
        for (String name : List.of("results.jsonl", "report.md", "report.json", "images.csv")) {
            Path mine = Files.writeString(folder.resolve(name), "{\"mine\": 1}");
            IOException e = assertThrows(IOException.class, () -> run(request, new Passes()));
            assertTrue(e.getMessage().startsWith(mine + " is "), e.getMessage());
            assertEquals("{\"mine\": 1}", Files.readString(mine));
            Files.delete(mine);
            assertEquals(0, folder.toFile().list().length, name);
        }
        Reports.write(run(request, new Passes()), folder);
        Files.delete(folder.resolve("results.jsonl"));
        assertEquals(1, run(request, new Passes()).evaluated().size(), "its own it may replace");
    }

    @Test
    void scoresOfAnotherPrecisionAreNotTakenUp(@TempDir Path folder) throws IOException {
        EvaluationRequest request = request(Method.of("diffseg"), "0.5", 1, folder);
        EvaluationResult exact = run(request, new Passes());
        assertEquals("float32", exact.conditions().get("precision"));
        try (DiffSeg half =
                DiffSeg.open(
                        EmbeddedModel.folder(),
                        ComputeDevice.CPU,
                        NetworkPrecision.of(ComputePrecision.BFLOAT16),
                        Progress.NONE)) {
            Passes passes = new Passes();
            EvaluationResult result =
                    Evaluation.run(request, (model, p, work) -> work.accept(half), passes);
            assertEquals(1, passes.count);
            assertEquals("bfloat16", result.conditions().get("precision"));
        }
        Path lines = folder.resolve("results.jsonl");
        assertEquals(2, Files.readAllLines(lines).size());
        String line = Files.readAllLines(lines).get(0);
        assertTrue(line.contains(PluginVersion.current()), line);
        assertTrue(line.contains("cpu (PyTorch "), line);
    }

    /** Counts how often a model attended to an image, and cancels after so many times. */
    private static final class Passes implements Progress {
        private int count;
        private int most = Integer.MAX_VALUE;

        @Override
        public void report(String step, double fraction) {
            count += step.endsWith("Aggregating attention") ? 1 : 0;
        }

        @Override
        public boolean isCancelled() {
            return count >= most;
        }
    }

    private static EvaluationResult run(EvaluationRequest request, Progress progress)
            throws IOException {
        return Evaluation.run(request, (model, p, work) -> work.accept(diffSeg), progress);
    }

    /** Of the first variant of a method. */
    private static double score(EvaluationResult result, Method method, Metric metric) {
        return result.evaluated().stream()
                .filter(evaluated -> evaluated.variant().method() == method)
                .findFirst()
                .orElseThrow()
                .scores()
                .get(metric);
    }

    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("results.jsonl"));
        return folder;
    }

    private static EvaluationRequest request(
            List<Method> methods, String thresholds, int limit, Path output) {
        return EvaluationRequest.of(DataSetLayout.OBJECTS, IMAGES, output)
                .limit(limit)
                .framing(Framing.WHOLE_IMAGE)
                .methods(methods)
                .thresholds(NumberLists.decimals("thresholds", thresholds))
                .settings(SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, 256))
                .cases(2)
                .build();
    }
}
