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

package io.github.diffseg.cli;

import io.github.diffseg.SettingsRequest;
import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.Export;
import io.github.diffseg.batch.NamePattern;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files a batch takes and what it writes, wherever it runs. */
public final class BatchOptions {

    @Parameters(paramLabel = "FOLDER", description = "Folder of images.")
    private Path input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            defaultValue = "diffseg-output",
            description = "Where results go; made if missing. Default: ${DEFAULT-VALUE}.")
    private Path output;

    @Option(
            names = {"-p", "--pattern"},
            paramLabel = "GLOB",
            defaultValue = NamePattern.IMAGES,
            description = "Which files; with a slash, of the whole path. Default: ${DEFAULT-VALUE}")
    private String pattern;

    @Option(
            names = {"-r", "--recursive"},
            description = "Enter folders in the folder.")
    private boolean recursive;

    @Option(
            names = {"-w", "--write"},
            paramLabel = "LIST",
            defaultValue = "labels,rois,table,overlay",
            description =
                    "What to write: labels, classes, rois, table, overlay, geojson, coco, yolo."
                            + " Default: ${DEFAULT-VALUE}.")
    private String exports;

    /**
     * {@return what the user asks for}
     *
     * @param settings threshold and the like
     * @throws IllegalArgumentException if the pattern is none or an output is unknown
     */
    public BatchRequest request(SettingsRequest settings) {
        return new BatchRequest(input, pattern, recursive, output, Export.of(exports), settings);
    }
}
