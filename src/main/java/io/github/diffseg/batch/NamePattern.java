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

import io.github.diffseg.failure.UserException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;

/**
 * A glob such as {@code *.tif} or {@code plate1/**.{tif,png}}: of the path below the input folder
 * if it holds a slash, else of the file's name. Case does not matter. Hidden files, whose name
 * begins with a dot, never match.
 */
public final class NamePattern {

    /** What ImageJ opens by itself. With Bio-Formats, ask for other files by their pattern. */
    public static final String IMAGES = "*.{tif,tiff,png,jpg,jpeg,gif,bmp,pgm,ppm,pbm,dcm,fits}";

    private static final char UNKNOWN = '\uFFFD';

    private final PathMatcher matcher;
    private final boolean wholePath;

    /**
     * Compiles a glob.
     *
     * @throws IllegalArgumentException if it is no glob
     */
    public NamePattern(String pattern) {
        String glob = pattern == null ? "" : pattern.strip().toLowerCase(Locale.ROOT);
        if (glob.isEmpty()) {
            throw new UserException("The pattern of file names is empty; give one such as *.tif");
        }
        wholePath = glob.contains("/");
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new UserException(
                    "The pattern of file names is \""
                            + pattern
                            + "\", which is no glob such as *.{tif,png}: "
                            + e.getDescription(),
                    e);
        }
    }

    /**
     * Whether a file is meant by the pattern.
     *
     * @param relative a path below the input folder
     */
    boolean matches(Path relative) {
        String fileName = relative.getFileName().toString();
        if (fileName.startsWith(".")) {
            return false;
        }
        String text = wholePath ? relative.toString() : fileName;
        // No path can be made of what stands for bytes that are no text in the process's encoding
        String name = text.toLowerCase(Locale.ROOT).replace(UNKNOWN, '_');
        return matcher.matches(Path.of(name));
    }
}
