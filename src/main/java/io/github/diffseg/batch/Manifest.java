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

import io.github.diffseg.files.JsonLines;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of each file of a batch, as {@link JsonLines}; for a file with several lines the last
 * one counts. While it is open, it is locked against other processes. May be used by several
 * threads.
 */
public final class Manifest implements Closeable {

    /** Its name in the output folder. */
    public static final String FILE_NAME = "manifest.jsonl";

    private final Map<String, ManifestEntry> entries = new LinkedHashMap<>();
    private final JsonLines<ManifestEntry> lines;

    private Manifest(Path file) throws IOException {
        lines =
                JsonLines.open(
                        file, ManifestFormat.INSTANCE, entry -> entries.put(entry.file(), entry));
    }

    /**
     * {@return the manifest, to be closed by the caller}
     *
     * @param file made if missing
     * @throws IOException if it cannot be written, another batch has it open, it is not a batch's,
     *     or a line of it is damaged; the message is one sentence that names it, and the file is as
     *     it was
     */
    public static Manifest open(Path file) throws IOException {
        return new Manifest(file);
    }

    /** {@return whether that folder has the results of a batch} */
    static boolean isIn(Path folder) {
        return JsonLines.isOne(folder.resolve(FILE_NAME), ManifestFormat.INSTANCE);
    }

    /**
     * {@return what became of it last}
     *
     * @param name of a file, see {@link InputFile#name}
     */
    public synchronized Optional<ManifestEntry> last(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** {@return the last line of each file} */
    synchronized List<ManifestEntry> last() {
        return List.copyOf(entries.values());
    }

    /**
     * Notes what became of a file.
     *
     * @throws IOException if the line cannot be written to the disk; then nothing of it is there
     */
    public synchronized void append(ManifestEntry entry) throws IOException {
        lines.append(entry);
        entries.put(entry.file(), entry);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
