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
import io.github.diffseg.files.AtomicFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Writes everything that tells of an evaluation into a folder. */
public final class Reports {

    private Reports() {}

    /**
     * Writes {@code report.md}, {@code report.json}, {@code summary.csv}, {@code images.csv}, and
     * {@code sweep.png} if something was swept.
     *
     * @return the files
     * @throws IOException if one cannot be written
     */
    public static List<Path> write(EvaluationResult result, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Optional<BufferedImage> sweep = SweepPlot.draw(result);
        if (sweep.isPresent()) {
            Path file = folder.resolve("sweep.png");
            AtomicFiles.writeStream(file, out -> ImageIO.write(sweep.get(), "png", out));
            files.add(file);
        }
        files.add(
                writeText(
                        folder.resolve("report.md"),
                        MarkdownReport.of(result, folder, sweep.isPresent())));
        files.add(writeText(folder.resolve("report.json"), JsonReport.of(result)));
        files.add(writeText(folder.resolve("summary.csv"), csv(ScoreTables.summary(result))));
        files.add(writeText(folder.resolve("images.csv"), csv(ScoreTables.images(result))));
        return files;
    }

    /**
     * @return the figures as a Markdown table
     */
    public static String table(EvaluationResult result) {
        return MarkdownReport.table(result);
    }

    private static Path writeText(Path file, String text) throws IOException {
        AtomicFiles.writeStream(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        return file;
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
