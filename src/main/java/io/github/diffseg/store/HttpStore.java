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

package io.github.diffseg.store;

import io.github.diffseg.download.HttpRequest;
import io.github.diffseg.download.HttpResponse;
import io.github.diffseg.download.HttpStatusException;
import io.github.diffseg.download.Retries;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Files of a web server, or of a bucket that everybody may read.
 *
 * @param base address of a folder or a file; a query goes along with each request
 * @param isBucket whether what is missing may be answered as forbidden
 * @param shown what users call the place
 */
record HttpStore(URI base, boolean isBucket, String shown) implements ByteStore {

    private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        try {
            return Optional.of(
                    retried(
                            () -> {
                                try (HttpResponse answer = get(key, null)) {
                                    return body(answer);
                                }
                            }));
        } catch (HttpStatusException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw failure(key, e);
        } catch (IOException e) {
            throw failure(key, e);
        }
    }

    private boolean isMissing(HttpStatusException e) {
        return e.status() == HttpURLConnection.HTTP_NOT_FOUND
                || e.status() == HttpURLConnection.HTTP_GONE
                // Of a bucket whose list is closed
                || isBucket && e.status() == HttpURLConnection.HTTP_FORBIDDEN;
    }

    @Override
    public byte[] read(String key, long position, int length) throws IOException {
        if (length == 0) {
            return new byte[0];
        }
        String range =
                position < 0
                        ? "bytes=" + position
                        : "bytes=" + position + "-" + (position + length - 1);
        try {
            return retried(() -> part(key, range, length));
        } catch (IOException e) {
            throw failure(key, e);
        }
    }

    private byte[] part(String key, String range, int length) throws IOException {
        try (HttpResponse answer = get(key, range)) {
            if (answer.status() != HttpURLConnection.HTTP_PARTIAL) {
                throw new IOException(
                        "the server sends no parts of files; copy it to a disk, or use one that"
                                + " answers range requests");
            }
            byte[] bytes = body(answer);
            return bytes.length > length ? Arrays.copyOf(bytes, length) : bytes;
        }
    }

    /** Java takes a connection that breaks off for the end of what came. */
    private static byte[] body(HttpResponse answer) throws IOException {
        byte[] bytes = answer.bytes(MOST_BYTES);
        if (answer.length().orElse(bytes.length) != bytes.length) {
            throw new SocketException("the connection broke off");
        }
        return bytes;
    }

    @Override
    public long size(String key) throws IOException {
        try (HttpResponse answer = new HttpRequest(address(key)).head(Progress.NONE)) {
            return answer.length()
                    .orElseThrow(() -> new IOException("the server does not say how long it is"));
        } catch (IOException e) {
            throw failure(key, e);
        }
    }

    private HttpResponse get(String key, String range) throws IOException {
        HttpRequest request = new HttpRequest(address(key));
        if (range != null) {
            request.header("Range", range);
        }
        return request.get(Progress.NONE);
    }

    private static byte[] retried(Retries.Work<byte[]> work) throws IOException {
        return Retries.STANDARD.of(work, Progress.NONE);
    }

    private IOException failure(String key, IOException e) {
        return new IOException(
                ByteStore.join(shown, key) + " cannot be read: " + FileReason.of(e), e);
    }

    private URI address(String key) throws IOException {
        if (key.isEmpty()) {
            return base;
        }
        try {
            String path = base.getRawPath().replaceFirst("/+$", "");
            String below = new URI(null, null, "/" + key, null).getRawPath();
            String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
            return new URI(
                    base.getScheme() + "://" + base.getRawAuthority() + path + below + query);
        } catch (URISyntaxException e) {
            throw new IOException("it is no address: " + e.getMessage(), e);
        }
    }

    @Override
    public ByteStore in(String folder) {
        if (folder.isEmpty()) {
            return this;
        }
        try {
            return new HttpStore(address(folder), isBucket, ByteStore.join(shown, folder));
        } catch (IOException e) {
            throw new IllegalArgumentException(folder, e);
        }
    }

    /** None where a query, such as a signature, may be of this place alone. */
    @Override
    public Optional<ByteStore> above() {
        String path = base.getRawPath();
        int slash = path.lastIndexOf('/');
        int shownSlash = shown.lastIndexOf('/');
        if (slash < 1 || shownSlash < 1 || base.getRawQuery() != null) {
            return Optional.empty();
        }
        return Optional.of(
                new HttpStore(
                        base.resolve(path.substring(0, slash)),
                        isBucket,
                        shown.substring(0, shownSlash)));
    }

    @Override
    public String lastName() {
        return base.getPath().substring(base.getPath().lastIndexOf('/') + 1);
    }

    @Override
    public String name() {
        return shown;
    }
}
