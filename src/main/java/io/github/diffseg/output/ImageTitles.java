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

package io.github.diffseg.output;

import java.util.regex.Pattern;

/** Names made from image titles. */
public final class ImageTitles {

    private static final Pattern EXTENSION =
            Pattern.compile("(\\.(ome|nii))?\\.[A-Za-z][A-Za-z0-9]{0,4}$");

    /** Names of devices on Windows, also with an extension behind them. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)^(con|prn|aux|nul|com\\d|lpt\\d)(?=\\.|$)");

    private static final Pattern UNSAFE = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]");

    private ImageTitles() {}

    /**
     * {@return the title without its file extension, e.g. {@code cells} for {@code cells.ome.tif}}
     */
    public static String stem(String title) {
        String stem = EXTENSION.matcher(title).replaceFirst("");
        return stem.isEmpty() ? title : stem;
    }

    /**
     * {@return the title without its file extension, each character that a file system may refuse
     * replaced by {@code _}}
     */
    public static String fileStem(String title) {
        String safe = UNSAFE.matcher(stem(title)).replaceAll("_").strip();
        return safe.isEmpty() ? "image" : DEVICE.matcher(safe).replaceFirst("$1_");
    }
}
