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

import io.github.diffseg.files.FileReason;
import io.github.diffseg.files.Sha256;
import io.github.diffseg.progress.Progress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * One file of a Maven repository, which appears under its name only when it is complete and has the
 * right hash. Until then it grows beside it, and a later run goes on from there.
 */
final class JarDownload {

    private static final int TIMEOUT_MILLISECONDS = 30_000;
    private static final int CHUNK_BYTES = 1 << 18;
    private static final double MEGABYTE = 1e6;

    private final URI source;
    private final NativeJar jar;
    private final Path target;
    private final Path part;

    JarDownload(URI source, NativeJar jar, Path folder) {
        this.source = source;
        this.jar = jar;
        target = folder.resolve(jar.fileName());
        part = folder.resolve(jar.fileName() + ".part");
    }

    /**
     * @throws IOException if it cannot be loaded; what has arrived stays for the next time, unless
     *     it is wrong
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    void run(Progress progress) throws IOException {
        try (FileChannel file =
                        FileChannel.open(
                                part,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new IOException("another program is loading it now");
            }
            if (file.size() < jar.size()) {
                load(file, progress);
            }
            check(file, progress);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private void load(FileChannel file, Progress progress) throws IOException {
        URLConnection connection = source.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLISECONDS);
        connection.setReadTimeout(TIMEOUT_MILLISECONDS);
        if (file.size() > 0) {
            connection.setRequestProperty("Range", "bytes=" + file.size() + "-");
        }
        try (InputStream in = connection.getInputStream()) {
            file.position(isRest(connection) ? file.size() : 0);
            file.truncate(file.position());
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                progress.checkCancelled();
                if (file.position() + read > jar.size()) {
                    file.truncate(0);
                    throw new IOException("it is longer than " + jar.size() + " bytes");
                }
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                progress.report(step(file.position()), file.position() / (double) jar.size());
            }
        }
    }

    /** Short, for a status bar, which cuts off the end. */
    private String step(long loaded) {
        return String.format(
                Locale.ROOT,
                "PyTorch, once: %.0f of %.0f MB (Esc stops)",
                loaded / MEGABYTE,
                jar.size() / MEGABYTE);
    }

    private static boolean isRest(URLConnection connection) throws IOException {
        return connection instanceof HttpURLConnection http
                && http.getResponseCode() == HttpURLConnection.HTTP_PARTIAL;
    }

    private void check(FileChannel file, Progress progress) throws IOException {
        if (file.size() < jar.size()) {
            throw new IOException(
                    "the connection ended after "
                            + file.size()
                            + " of "
                            + jar.size()
                            + " bytes; the next run goes on from there");
        }
        String hash = Sha256.of(file, "PyTorch, once: checking", progress);
        if (!hash.equals(jar.sha256())) {
            file.truncate(0);
            throw new IOException(
                    "what arrived is not that file: its SHA-256 is "
                            + hash
                            + " instead of "
                            + jar.sha256());
        }
    }

    /**
     * @return why a download failed, in words
     */
    static String reason(Exception e) {
        if (e instanceof FileNotFoundException) {
            return "the server does not have it";
        }
        return e instanceof IOException failure ? FileReason.of(failure) : e.toString();
    }
}
