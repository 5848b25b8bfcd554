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

import io.github.diffseg.files.FileVersion;
import java.nio.file.Path;
import java.util.List;

/**
 * One line of the manifest: what became of one file.
 *
 * @param input the batch's input folder, absolute
 * @param file its path below the input folder, with slashes
 * @param result what its results are called, see {@link InputFile#result}
 * @param version of the file
 * @param sha256 of its content; empty where it could not be read
 * @param recipe what the results are made with
 * @param failure why there are no results; null where there are
 * @param seconds that it took, reading and writing included
 * @param segments K
 * @param results those that are there; without a failure all of them, with one what is left of
 *     those before
 * @param emptyPlanes planes of a stack that were left empty, with the reason
 * @param notes of the segments, for classes; null unless classes were asked for
 */
public record ManifestEntry(
        String input,
        String file,
        String result,
        FileVersion version,
        String sha256,
        Recipe recipe,
        Failure failure,
        double seconds,
        int segments,
        List<ResultFile> results,
        List<String> emptyPlanes,
        SegmentNotes notes) {

    /**
     * Why a file has no results.
     *
     * @param step what failed
     * @param reason a sentence
     */
    public record Failure(FailedStep step, String reason) {}

    public ManifestEntry {
        results = List.copyOf(results);
        emptyPlanes = List.copyOf(emptyPlanes);
    }

    /** Of a file whose planes all have their segments, or that failed. */
    public ManifestEntry(
            String input,
            String file,
            String result,
            FileVersion version,
            String sha256,
            Recipe recipe,
            Failure failure,
            double seconds,
            int segments,
            List<ResultFile> results) {
        this(
                input, file, result, version, sha256, recipe, failure, seconds, segments, results,
                List.of(), null);
    }

    static ManifestEntry refused(Path input, String file, Recipe recipe, String reason) {
        return new ManifestEntry(
                input.toString(),
                file,
                "",
                FileVersion.UNKNOWN,
                "",
                recipe,
                new Failure(FailedStep.READING, reason),
                0,
                0,
                List.of());
    }

    /** The same file, without results of its own. */
    ManifestEntry failing(Failure why, List<ResultFile> left) {
        return new ManifestEntry(
                input, file, result, version, sha256, recipe, why, seconds, 0, left);
    }

    /** The same file, with other results and what is noted of their classes. */
    ManifestEntry classed(List<ResultFile> now, SegmentNotes noted) {
        return new ManifestEntry(
                input,
                file,
                result,
                version,
                sha256,
                recipe,
                null,
                seconds,
                segments,
                now,
                emptyPlanes,
                noted);
    }

    /** {@return whether there are results} */
    public boolean isDone() {
        return failure == null;
    }

    /** {@return why there are none; null where there are} */
    public String reason() {
        return isDone() ? null : failure.reason();
    }

    /** {@return the results that are there, as paths below the output folder, with slashes} */
    public List<String> files() {
        return results.stream().map(ResultFile::name).toList();
    }
}
