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

package io.github.diffseg.download;

import io.github.diffseg.files.FileReason;
import io.github.diffseg.progress.Progress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file, which appears under its name only when it is complete and has the right hash. Until
 * then it grows beside it, as {@code NAME.part}, and a later run, of this process or another, goes
 * on from there.
 */
public final class Download {

    private static final int CHUNK_BYTES = 1 << 18;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** What to do about a file that is not the one that was published. */
    private static final String OTHER_FILE =
            "; run it again, it begins anew; if the same comes, ask who runs your network or the"
                    + " mirror what replaces files on the way";

    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    private final URI source;
    private final Path target;
    private final Path part;
    private final OptionalLong size;
    private final Optional<ContentHash> hash;
    private final Retries retries;
    private Optional<String> authorization = Optional.empty();

    /**
     * Prepares to load a file.
     *
     * @param source where it is
     * @param target where it shall be; the folder exists
     * @param size in bytes, where it is known
     * @param hash where it is known; without one a file that was begun is begun again
     * @param retries what is done when the connection fails
     */
    public Download(
            URI source,
            Path target,
            OptionalLong size,
            Optional<ContentHash> hash,
            Retries retries) {
        this.source = source;
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.size = size;
        this.hash = hash;
        this.retries = retries;
    }

    /**
     * Lets the request prove whose it is.
     *
     * @param value of the header {@code Authorization}; sent to the source's host alone
     * @return this
     */
    public Download authorization(Optional<String> value) {
        authorization = value;
        return this;
    }

    /**
     * {@return how many bytes an earlier run has left of it}
     *
     * @throws IOException if the file system does not say it
     */
    public long begun() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /**
     * Loads the file, from where an earlier run has stopped.
     *
     * @param listener told how far it is
     * @param progress may cancel, at any moment; what has arrived is kept
     * @throws HttpStatusException if the server refuses it
     * @throws IOException if it cannot be loaded; the message is a clause. What has arrived stays
     *     for the next time, unless it is wrong
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public void run(DownloadListener listener, Progress progress) throws IOException {
        try (FileChannel file =
                        FileChannel.open(
                                part,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                FileLock lock = lock(file)) {
            if (lock == null) {
                throw new IOException(
                        "another program is loading it now; wait until that one is done");
            }
            if (hash.isEmpty()) {
                file.truncate(0);
            }
            for (int failures = 0; !isComplete(file); ) {
                long before = file.size();
                try {
                    load(file, listener, progress);
                    break;
                } catch (IOException e) {
                    retries.pause(e, failures, progress);
                    failures = file.size() > before + CHUNK_BYTES ? 0 : failures + 1;
                }
            }
            check(file, listener, progress);
            file.force(true);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Also of this process: two windows may ask for the same. */
    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private boolean isComplete(FileChannel file) throws IOException {
        return size.isPresent() && file.size() >= size.getAsLong() && size.getAsLong() > 0;
    }

    private void load(FileChannel file, DownloadListener listener, Progress progress)
            throws IOException {
        HttpRequest request = new HttpRequest(source).authorization(authorization);
        if (file.size() > 0) {
            request.header("Range", "bytes=" + file.size() + "-");
        }
        try (HttpResponse response = get(request, file, progress)) {
            if (response.status() == RANGE_NOT_SATISFIABLE) {
                return;
            }
            if (response.isWebPage()) {
                throw new IOException(
                        "a web page came instead of it, such as a network's log-in page; log in with a browser of this computer, then run it again");
            }
            requireSize(response, file);
            copy(response, file, listener, progress);
        } catch (FileNotFoundException e) {
            // Of a file: address
            throw new IOException("the server does not have it", e);
        }
    }

    /**
     * Asks again from the begin where the server has no such rest. That it has none because all has
     * arrived is the one refusal that is an answer.
     */
    private HttpResponse get(HttpRequest request, FileChannel file, Progress progress)
            throws IOException {
        try {
            HttpResponse response = request.get(progress);
            if (response.status() == HttpURLConnection.HTTP_PARTIAL
                    && rangeBegin(response).orElse(-1) != file.size()) {
                response.close();
                file.truncate(0);
                throw new BrokenOffException(
                        "the server sent another part of it than it was asked for; run it again, it begins anew",
                        null);
            }
            if (response.status() != HttpURLConnection.HTTP_PARTIAL) {
                file.truncate(0);
            }
            return response;
        } catch (HttpStatusException e) {
            if (e.status() == RANGE_NOT_SATISFIABLE && file.size() > 0) {
                if (wholeLength(e.response()).orElse(-1) == file.size()) {
                    return e.response();
                }
                file.truncate(0);
                HttpRequest whole = new HttpRequest(source).authorization(authorization);
                return whole.get(progress);
            }
            throw e;
        }
    }

    private void copy(
            HttpResponse response, FileChannel file, DownloadListener listener, Progress progress)
            throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        file.position(file.size());
        listener.arrived(file.position());
        for (int read = read(response, chunk, file);
                read >= 0;
                read = read(response, chunk, file)) {
            progress.checkCancelled();
            if (size.isPresent() && file.position() + read > size.getAsLong()) {
                file.truncate(0);
                throw new IOException(
                        "it is longer than " + size.getAsLong() + " bytes" + OTHER_FILE);
            }
            write(file, ByteBuffer.wrap(chunk, 0, read));
            listener.arrived(file.position());
        }
        OptionalLong announced = size.isPresent() ? size : response.length();
        if (announced.isPresent() && file.position() < announced.getAsLong()) {
            throw brokenOff(file.position(), announced, "", null);
        }
    }

    private static BrokenOffException brokenOff(
            long arrived, OptionalLong of, String reason, IOException cause) {
        return new BrokenOffException(
                "the connection ended after "
                        + arrived
                        + (of.isPresent() ? " of " + of.getAsLong() : "")
                        + " bytes"
                        + reason
                        + "; the next run goes on from there",
                cause);
    }

    private int read(HttpResponse response, byte[] chunk, FileChannel file) throws IOException {
        try {
            return response.read(chunk);
        } catch (IOException e) {
            throw brokenOff(file.position(), size, " (" + FileReason.of(e) + ")", e);
        }
    }

    private void write(FileChannel file, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new IOException(
                    "it cannot be written to "
                            + target.getParent()
                            + " ("
                            + FileReason.ofWriting(e)
                            + "); make room there, and run it again: it goes on where it stopped",
                    e);
        }
    }

    /** Before anything is loaded that would be thrown away. */
    private void requireSize(HttpResponse response, FileChannel file) throws IOException {
        OptionalLong whole =
                response.status() == HttpURLConnection.HTTP_PARTIAL
                        ? wholeLength(response)
                        : response.length();
        if (size.isPresent() && whole.isPresent() && whole.getAsLong() != size.getAsLong()) {
            file.truncate(0);
            throw new IOException(
                    (whole.getAsLong() > size.getAsLong()
                                    ? "it is longer than "
                                    : "it is shorter than ")
                            + size.getAsLong()
                            + " bytes: the server's has "
                            + whole.getAsLong()
                            + OTHER_FILE);
        }
    }

    private static OptionalLong rangeBegin(HttpResponse response) {
        Matcher range = CONTENT_RANGE.matcher(response.header("Content-Range").orElse(""));
        return range.matches() && range.group(1) != null
                ? OptionalLong.of(Long.parseLong(range.group(1)))
                : OptionalLong.empty();
    }

    private static OptionalLong wholeLength(HttpResponse response) {
        Matcher range = CONTENT_RANGE.matcher(response.header("Content-Range").orElse(""));
        return range.matches() && !range.group(2).equals("*")
                ? OptionalLong.of(Long.parseLong(range.group(2)))
                : OptionalLong.empty();
    }

    private void check(FileChannel file, DownloadListener listener, Progress progress)
            throws IOException {
        if (hash.isEmpty()) {
            return;
        }
        ContentHash found = hash.get().ofSameKind(file, new Checking(listener, progress));
        if (!found.equals(hash.get())) {
            file.truncate(0);
            throw new IOException(
                    "what arrived is not that file: its "
                            + found.kind()
                            + " is "
                            + found.hex()
                            + " instead of "
                            + hash.get().hex()
                            + OTHER_FILE);
        }
    }

    private record Checking(DownloadListener listener, Progress progress) implements Progress {

        @Override
        public void report(String step, double fraction) {
            listener.checking(fraction);
        }

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
