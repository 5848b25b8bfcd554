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

package io.github.diffseg.imagej.format;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The ImageJ plugin of Bio-Formats, which Fiji has and this plugin does not depend on: by
 * reflection, without windows and questions. ImageJ's own way to it is closed to a batch: Fiji goes
 * it only while errors may open dialogs, and shows the image in a window otherwise.
 */
final class BioFormats {

    private static final String IMPORTER = "loci.plugins.BF";
    private static final String OPTIONS = "loci.plugins.in.ImporterOptions";

    private final Class<?> importer;
    private final Class<?> options;

    private BioFormats(Class<?> importer, Class<?> options) {
        this.importer = importer;
        this.options = options;
    }

    /** {@return Bio-Formats, if ImageJ has it} */
    static Optional<BioFormats> ofImageJ() {
        return of(IJ.getClassLoader());
    }

    /** {@return Bio-Formats, if that loader has it} */
    static Optional<BioFormats> of(ClassLoader classes) {
        try {
            return Optional.of(
                    new BioFormats(classes.loadClass(IMPORTER), classes.loadClass(OPTIONS)));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return its first series, with contrast as ImageJ stretches it}
     *
     * @param file of any format that Bio-Formats reads
     * @throws IOException if it cannot be read; the message is one sentence that names it
     */
    ImagePlus open(Path file) throws IOException {
        try {
            Object choices = options.getConstructor().newInstance();
            options.getMethod("setId", String.class)
                    .invoke(choices, file.toAbsolutePath().toString());
            set(choices, "setQuiet", true);
            set(choices, "setWindowless", true);
            set(choices, "setAutoscale", true);
            // Else files beside it with names like its own would become one stack with it
            set(choices, "setGroupFiles", false);
            ImagePlus[] images =
                    (ImagePlus[])
                            importer.getMethod("openImagePlus", options).invoke(null, choices);
            if (images == null || images.length == 0) {
                throw new IOException(file + " holds no image that Bio-Formats opens");
            }
            return images[0];
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IOException(
                    file + " is not an image that ImageJ or Bio-Formats opens: " + reason(e), e);
        } catch (ReflectiveOperationException e) {
            throw new IOException(
                    file + " cannot be opened: this Bio-Formats has other methods, " + e, e);
        }
    }

    private void set(Object choices, String method, boolean value)
            throws ReflectiveOperationException {
        options.getMethod(method, boolean.class).invoke(choices, value);
    }

    private static String reason(InvocationTargetException e) {
        Throwable cause = e.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
