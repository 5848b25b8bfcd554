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

import io.github.diffseg.PlaneSettings;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.output.ResultFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a batch shall do.
 *
 * @param input folder of images
 * @param pattern which files of it, see {@link NamePattern}
 * @param recursive whether folders in it are entered
 * @param output folder of the results and the manifest; made if missing. It may lie in the input
 *     folder, where it is passed over, but not be it or lie above it.
 * @param exports what is written for each image, at least one
 * @param settings threshold and the like
 */
public record BatchRequest(
        Path input,
        String pattern,
        boolean recursive,
        Path output,
        Set<Export> exports,
        SettingsRequest settings) {

    /**
     * Checks that such a batch can be run.
     *
     * @throws IllegalArgumentException if nothing shall be written, the pattern is none, there are
     *     corrections, several planes shall go into files of one, or settings contradict each other
     */
    public BatchRequest {
        if (exports.isEmpty()) {
            throw new UserException("No output of the batch is chosen");
        }
        String corrections = (String) settings.get(Setting.CORRECTIONS);
        if (!corrections.isBlank()) {
            throw new UserException(
                    "corrections is \""
                            + corrections
                            + "\", which names segments of one image; a batch takes none, segment"
                            + " that image alone");
        }
        PlaneSettings planes = settings.planes();
        if (!planes.isOnePlane() && exports.stream().anyMatch(Export::isOfOnePlane)) {
            throw new UserException(
                    "COCO and YOLO files describe single images, but slices is \""
                            + planes.slices()
                            + "\" and frames is \""
                            + planes.frames()
                            + "\"; choose geojson in their place");
        }
        exports = EnumSet.copyOf(exports);
        if (settings.classes().areOn()) {
            requireLabels(exports);
            exports.add(Export.CLASSES);
        }
        boolean hasClasses =
                settings.classes().areOn()
                        || !((String) settings.get(Setting.NAMES)).isBlank()
                        || !((String) settings.get(Setting.CLASSIFIER)).isBlank();
        if (exports.contains(Export.CLASSES) && !hasClasses) {
            throw new UserException(
                    "Class images are chosen, but names is empty and classes is 0; give names such"
                            + " as cell,background, say how many classes, or leave class images"
                            + " out");
        }
        // Refused here, before any folder is made or model opened; whatever a model recommends
        // takes the place of zeros alone
        new NamePattern(pattern);
        settings.resolve(EmbeddedModel.folder().recommendation());
        exports = Collections.unmodifiableSet(exports);
        input = input.toAbsolutePath().normalize();
        output = output.toAbsolutePath().normalize();
    }

    private static void requireLabels(Set<Export> exports) {
        if (!exports.contains(Export.LABELS)) {
            throw new UserException(
                    "Segments are to have classes, whose images are made of label images, but these"
                            + " are not to be written; write labels, too");
        }
    }

    /**
     * Checks the input folder, which is worth doing before a model is opened.
     *
     * @throws IOException if it is none; the message is one sentence that names it
     */
    public void requireInput() throws IOException {
        if (!Files.isDirectory(input)) {
            throw new IOException(
                    "The input folder "
                            + input
                            + (Files.exists(input) ? " is not a folder" : " does not exist"));
        }
    }

    /**
     * Makes the output folder.
     *
     * @throws IOException if a folder cannot be used; the message is one sentence that names it
     */
    void prepareFolders() throws IOException {
        requireInput();
        ResultFiles.createFolder(output);
        if (input.toRealPath().startsWith(output.toRealPath())) {
            throw new IOException(
                    "The output folder "
                            + output
                            + " is the input folder or lies above it; choose another, or results"
                            + " would be taken for images");
        }
    }
}
