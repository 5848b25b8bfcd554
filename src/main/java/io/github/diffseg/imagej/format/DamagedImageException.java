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

import java.io.EOFException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.ZipException;
import javax.imageio.IIOException;

/** A file that contradicts itself or ends too early. */
final class DamagedImageException extends ImageFileException {

    private static final long serialVersionUID = 1;

    private static final String TRUNCATED = "is truncated: it ends before its pixels do";

    private DamagedImageException(Path file, String reason, Throwable cause) {
        super(file, reason, cause);
    }

    /**
     * Refuses a file that contradicts itself or ends too early.
     *
     * @param reason goes on after the file's name, e.g. {@code "declares a width of 0"}
     */
    DamagedImageException(Path file, String reason) {
        super(file, reason, null);
    }

    static DamagedImageException truncated(Path file) {
        return new DamagedImageException(file, TRUNCATED);
    }

    /**
     * What a reader said, in words: the messages of readers that come upon contradictions are often
     * a number or the name of a class.
     *
     * @param format e.g. {@code "PNG"}
     * @param failure of a reader
     * @return one sentence that names the file
     */
    static DamagedImageException of(Path file, String format, Throwable failure) {
        String reason = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof EOFException || tellsOfAnEnd(message)) {
                return new DamagedImageException(file, TRUNCATED, failure);
            }
            boolean words =
                    cause instanceof IIOException
                            || cause instanceof DataFormatException
                            || cause instanceof ZipException;
            if (words && message.matches("[A-Z][\\w '\\-]+ [\\w '\\-:.,!]+")) {
                reason = message.replaceFirst("[.!]+$", "");
            }
        }
        return new DamagedImageException(
                file,
                "is a damaged "
                        + format
                        + " file: "
                        + (reason == null
                                ? "what it says of itself does not fit together"
                                : "the reader says \"" + reason + "\""),
                failure);
    }

    private static boolean tellsOfAnEnd(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("premature")
                || lower.contains("unexpected end")
                || lower.contains("unexpected eof")
                || lower.contains("end of stream")
                || lower.contains("end of file")
                || lower.contains("out of stream")
                || lower.contains("truncated");
    }
}
