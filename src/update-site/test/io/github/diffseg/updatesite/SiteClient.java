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

package io.github.diffseg.updatesite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Does what Fiji's updater does: loads what is not installed as listed, removes what is gone. */
final class SiteClient {

    private final URI site;
    private final Path fiji;

    /**
     * @param site its address, ending with a slash
     * @param fiji folder of the installation
     */
    SiteClient(URI site, Path fiji) {
        this.site = site;
        this.fiji = fiji;
    }

    Map<String, SiteFile> database() throws IOException {
        Map<String, SiteFile> files = new TreeMap<>();
        try (InputStream in = site.resolve(SiteDatabase.FILE_NAME).toURL().openStream()) {
            SiteDatabase.read(in).forEach(file -> files.put(file.key(), file));
        }
        return files;
    }

    /**
     * @return how many files were loaded
     */
    int install() throws IOException {
        int loaded = 0;
        for (SiteFile file : database().values()) {
            Path target = fiji.resolve(file.filename());
            for (SiteFile.Previous previous : file.previous()) {
                if (!previous.filename().equals(file.filename()) || file.current() == null) {
                    Files.deleteIfExists(fiji.resolve(previous.filename()));
                }
            }
            SiteFile.Version version = file.current();
            if (version == null
                    || Files.exists(target)
                            && Checksum.of(file.filename(), target).equals(version.checksum())) {
                continue;
            }
            Files.createDirectories(target.getParent());
            byte[] bytes;
            try (InputStream in =
                    site.resolve(file.filename() + "-" + version.timestamp())
                            .toURL()
                            .openStream()) {
                bytes = in.readAllBytes();
            }
            assertEquals(version.size(), bytes.length);
            Files.write(target, bytes);
            assertEquals(version.checksum(), Checksum.of(file.filename(), target));
            loaded++;
        }
        return loaded;
    }
}
