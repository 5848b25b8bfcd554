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

package io.github.diffseg.engine.install;

import io.github.diffseg.download.ContentHash;
import io.github.diffseg.download.Download;
import io.github.diffseg.download.DownloadListener;
import io.github.diffseg.download.Retries;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** One jar of a Maven repository; a run that was broken off is gone on with by the next. */
final class JarDownload {

    private static final double MEGABYTE = 1e6;

    private final Download download;
    private final NativeJar jar;

    JarDownload(URI source, NativeJar jar, Path folder) {
        this.jar = jar;
        download =
                new Download(
                        source,
                        folder.resolve(jar.fileName()),
                        OptionalLong.of(jar.size()),
                        Optional.of(ContentHash.sha256(jar.sha256())),
                        Retries.NONE);
    }

    /**
     * Loads the jar and checks it.
     *
     * @throws IOException if it cannot be loaded; what has arrived stays for the next time, unless
     *     it is wrong
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    void run(Progress progress) throws IOException {
        download.run(
                new DownloadListener() {
                    @Override
                    public void arrived(long bytes) {
                        progress.report(step(bytes), bytes / (double) jar.size());
                    }

                    @Override
                    public void checking(double fraction) {
                        progress.report("PyTorch, once: checking", fraction);
                    }
                },
                progress);
    }

    /** Short, for a status bar, which cuts off the end. */
    private String step(long loaded) {
        return String.format(
                Locale.ROOT,
                "PyTorch, once: %.0f of %.0f MB (Esc stops)",
                loaded / MEGABYTE,
                jar.size() / MEGABYTE);
    }

    /** {@return why a download failed, in words} */
    static String reason(Exception e) {
        return e instanceof IOException failure ? FileReason.of(failure) : e.toString();
    }
}
