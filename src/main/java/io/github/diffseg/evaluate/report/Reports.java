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

import ij.measure.ResultsTable;
import io.github.diffseg.files.FileSet;
import io.github.diffseg.files.FirstUse;
import io.github.diffseg.files.ShallowJsonReader;
import io.github.diffseg.output.PngFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes everything that tells of an evaluation into a folder. */
public final class Reports {

    private static final String SWEEP = "sweep.png";
    private static final String REPORT = "report.md";
    private static final String REPORT_JSON = "report.json";
    private static final String SUMMARY = "summary.csv";
    private static final String IMAGES = "images.csv";

    private Reports() {}

    /**
     * Writes {@code report.md}, {@code report.json}, {@code summary.csv}, {@code images.csv}, and
     * {@code sweep.png} if something was swept: all of them, or those of before stay.
     *
     * @return the files
     * @throws IOException if one cannot be written
     */
    public static List<Path> write(EvaluationResult result, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Optional<BufferedImage> sweep = SweepPlot.draw(result);
        try (FileSet set = new FileSet()) {
            Path plot = folder.resolve(SWEEP);
            if (sweep.isPresent()) {
                files.add(set.write(plot, file -> PngFiles.write(sweep.get(), file)));
            } else {
                set.remove(plot);
            }
            Map<String, String> texts = new LinkedHashMap<>();
            texts.put(REPORT, MarkdownReport.of(result, folder, sweep.isPresent()));
            texts.put(REPORT_JSON, JsonReport.of(result));
            texts.put(SUMMARY, csv(ScoreTables.summary(result)));
            texts.put(IMAGES, csv(ScoreTables.images(result)));
            for (Map.Entry<String, String> text : texts.entrySet()) {
                files.add(
                        set.write(
                                folder.resolve(text.getKey()),
                                file -> Files.writeString(file, text.getValue())));
            }
            set.place();
        }
        return files;
    }

    /**
     * Refuses to replace what others have written under the names of reports.
     *
     * @param list the results of the evaluation
     * @throws IOException if there is such a file, but neither that list nor a report of an
     *     evaluation; the message is one sentence that names it
     */
    public static void checkFirstUse(Path list) throws IOException {
        Path folder = list.toAbsolutePath().getParent();
        if (!isReport(folder.resolve(REPORT_JSON))) {
            FirstUse.check(
                    list,
                    Stream.of(SWEEP, REPORT, REPORT_JSON, SUMMARY, IMAGES)
                            .map(folder::resolve)
                            .toList());
        }
    }

    private static boolean isReport(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (ShallowJsonReader reader = new ShallowJsonReader(Files.newBufferedReader(file))) {
            return reader.readObject().has(JsonReport.VARIANTS);
        } catch (IOException e) {
            // Another program's
            return false;
        }
    }

    /** {@return the figures as a Markdown table} */
    public static String table(EvaluationResult result) {
        return MarkdownReport.table(result);
    }

    private static String csv(ResultsTable table) {
        StringBuilder text = new StringBuilder();
        text.append(String.join(",", table.getHeadings())).append('\n');
        String[] headings = table.getHeadings();
        for (int row = 0; row < table.size(); row++) {
            for (int column = 0; column < headings.length; column++) {
                String cell = table.getStringValue(headings[column], row);
                text.append(column == 0 ? "" : ",").append(quoted(cell));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
