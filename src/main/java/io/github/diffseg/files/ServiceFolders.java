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

package io.github.diffseg.files;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Folders in which systems keep thumbnails, deleted files and earlier versions of the images beside
 * them: hidden ones, and those of network drives, archives and recycle bins.
 */
public final class ServiceFolders {

    /** Synology, QNAP, NetApp and ZFS; Windows; macOS' archives; Linux. */
    private static final Set<String> NAMES =
            Set.of(
                    "@eadir",
                    "@tmp",
                    "#recycle",
                    "#snapshot",
                    "@recycle",
                    "@recently-snapshot",
                    "~snapshot",
                    "$recycle.bin",
                    "recycler",
                    "system volume information",
                    "__macosx",
                    "lost+found");

    private ServiceFolders() {}

    /** {@return whether the folder itself is one, by its name} */
    public static boolean isOne(Path folder) {
        Path name = folder.getFileName();
        return name != null
                && (name.toString().startsWith(".")
                        || NAMES.contains(name.toString().toLowerCase(Locale.ROOT)));
    }

    /**
     * {@return whether one lies between them}
     *
     * @param root not looked at itself
     * @param file below the root
     */
    public static boolean lieIn(Path root, Path file) {
        Path folder = root.relativize(file).getParent();
        while (folder != null) {
            if (isOne(folder)) {
                return true;
            }
            folder = folder.getParent();
        }
        return false;
    }
}
