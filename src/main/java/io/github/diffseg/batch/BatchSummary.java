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

package io.github.diffseg.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run of a batch tells at its end.
 *
 * @param total files that match, and what was refused
 * @param doneBefore how many of them an earlier run had done
 * @param madeAgain how many files had results that do not hold any more, by reason
 * @param setAside results that somebody had changed, as they are called now
 * @param unfound label files for YOLO that trainers do not find, by image
 * @param emptyPlanes planes that were left empty with the reason, by image
 * @param segments of all images together
 * @param failures the entries of the files that have no results
 * @param output folder of the results
 * @param split how many images were computed at a time with how many threads; empty if none was, or
 *     other machines did it
 * @param elapsed of this run
 */
public record BatchSummary(
        int total,
        int doneBefore,
        Map<String, Integer> madeAgain,
        List<String> setAside,
        Map<String, String> unfound,
        Map<String, List<String>> emptyPlanes,
        int segments,
        List<ManifestEntry> failures,
        Path output,
        String split,
        Duration elapsed) {

    /** {@return files that have their results} */
    public int done() {
        return total - failures.size();
    }

    /** {@return lines for the user: the counts, then each failure with its reason} */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%d of %d images segmented (%d of them before), %d segments, in %.1f s%s%n",
                        done(),
                        total,
                        doneBefore,
                        segments,
                        elapsed.toMillis() / 1000.0,
                        split.isEmpty() ? "" : ", " + split));
        madeAgain.forEach(
                (reason, files) ->
                        text.append(String.format("%d made again: %s%n", files, reason)));
        setAside.forEach(
                name ->
                        text.append("Kept, since it had been changed: ")
                                .append(oneLine(name))
                                .append(System.lineSeparator()));
        if (!unfound.isEmpty()) {
            text.append(
                    String.format(
                            "Not where YOLO's trainers look, since several images would share a"
                                    + " file, or its name is too long:%n"));
            unfound.forEach(
                    (image, file) ->
                            text.append(
                                    String.format("  %s: %s%n", oneLine(image), oneLine(file))));
        }
        emptyPlanes.forEach(
                (image, planes) ->
                        planes.forEach(
                                plane ->
                                        text.append("Left empty in ")
                                                .append(oneLine(image))
                                                .append(", ")
                                                .append(oneLine(plane))
                                                .append(System.lineSeparator())));
        text.append("Results and ").append(Manifest.FILE_NAME).append(" in ").append(output);
        if (!failures.isEmpty()) {
            text.append(String.format("%n%d without a result:", failures.size()));
            for (ManifestEntry failure : failures) {
                text.append(
                        String.format(
                                "%n  %s: %s", oneLine(failure.file()), oneLine(failure.reason())));
            }
        }
        return text.toString();
    }

    private static String oneLine(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r");
    }
}
