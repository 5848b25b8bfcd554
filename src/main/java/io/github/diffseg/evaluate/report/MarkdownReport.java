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

package io.github.diffseg.evaluate.report;

import io.github.diffseg.evaluate.dataset.TruthKind;
import io.github.diffseg.evaluate.score.ConfidenceIntervals.Interval;
import io.github.diffseg.evaluate.score.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A result for people. */
final class MarkdownReport {

    private MarkdownReport() {}

    /**
     * Writes a report for people.
     *
     * @param folder where the report lies, for its pictures
     * @param sweep whether {@code sweep.png} lies there
     */
    static String of(EvaluationResult result, Path folder, boolean sweep) {
        StringBuilder text = new StringBuilder();
        text.append("# Evaluation on ").append(result.dataSet()).append("\n\n");
        result.conditions()
                .forEach(
                        (name, value) ->
                                text.append("- ")
                                        .append(name)
                                        .append(": ")
                                        .append(value)
                                        .append('\n'));
        text.append("\n## Results\n\n");
        text.append(table(result));
        text.append('\n').append(legend(result.kind())).append('\n');
        text.append(SweepTables.markdown(result));
        if (sweep) {
            text.append("\n## Sweep\n\n![Figures over the swept setting](sweep.png)\n");
        }
        appendCases(text, result, folder);
        return text.toString();
    }

    static String table(EvaluationResult result) {
        StringBuilder text = new StringBuilder();
        List<Metric> metrics = ScoreTables.measured(result);
        text.append("| variant | segments |");
        for (Metric metric : metrics) {
            text.append(' ')
                    .append(metric.label())
                    .append(metric.higherIsBetter() ? " ↑ |" : " ↓ |");
        }
        text.append("\n|---|---|").append("---|".repeat(metrics.size())).append('\n');
        for (Evaluated evaluated : result.evaluated()) {
            text.append("| ").append(evaluated.variant().label()).append(" | ");
            text.append(String.format(Locale.ROOT, "%.1f |", evaluated.meanSegments()));
            for (Metric metric : metrics) {
                text.append(' ').append(cell(evaluated, metric)).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String cell(Evaluated evaluated, Metric metric) {
        Double value = evaluated.scores().get(metric);
        if (value == null) {
            return "–";
        }
        Interval interval = evaluated.intervals().get(metric);
        return interval == null
                ? String.format(Locale.ROOT, "%.3f", value)
                : String.format(
                        Locale.ROOT, "%.3f [%.3f, %.3f]", value, interval.low(), interval.high());
    }

    private static String legend(TruthKind kind) {
        String matching =
                switch (kind) {
                    case CLASSES ->
                            "ACC and mIoU: segments matched to classes anew in each image (DiffSeg's"
                                    + " protocol), pixels of all images added up; \"one matching\":"
                                    + " segment i of every image matched to one class (the protocol"
                                    + " of PiCIE and STEGO), which suits only methods whose numbers"
                                    + " mean the same in all images; \"vocabulary\": one matching too,"
                                    + " of classes that were found among the segments of all images."
                                    + " These do not compare with the first.";
                    case REGIONS, OBJECTS ->
                            "ACC and mIoU: segments matched to the regions of each image, mean over"
                                    + " images.";
                };
        String background =
                kind == TruthKind.OBJECTS
                        ? " For AP, mAP, PQ, SQ, RQ and SEG the segment with the largest part of the"
                                + " background does not count."
                        : "";
        return "In brackets: 95 % of the figures of data sets drawn from these images with"
                + " repetition (bootstrap). ↑ higher is better, ↓ lower. "
                + matching
                + " Boundary P, R, F: pixels within 0.75 % of the diagonal. AP and mAP are"
                + " TP / (TP + FP + FN), for overlaps above 0.5 and as the mean over 0.5, 0.55 …"
                + " 0.95."
                + background;
    }

    private static void appendCases(StringBuilder text, EvaluationResult result, Path folder) {
        result.cases()
                .forEach(
                        (variant, cases) -> {
                            text.append("\n## Worst and best: ").append(variant);
                            text.append("\n\nImage, truth, prediction.\n");
                            cases.forEach(shown -> append(text, shown, folder));
                        });
    }

    private static void append(StringBuilder text, CaseGallery.Case shown, Path folder) {
        String caption =
                String.format(
                        Locale.ROOT,
                        "%s: %s, mIoU %.3f",
                        shown.worst() ? "Worst" : "Best",
                        shown.image(),
                        shown.meanIntersectionOverUnion());
        text.append("\n").append(caption).append("\n\n");
        if (Files.exists(shown.picture())) {
            String path = folder.relativize(shown.picture()).toString().replace('\\', '/');
            text.append("![").append(caption).append("](").append(path).append(")\n");
        } else {
            text.append("(measured by an earlier run that kept no picture of it)\n");
        }
    }
}
