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

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/** What a server answered; reading it ends at once when the user cancels. */
public final class HttpResponse implements Closeable {

    private static final Logger LOG = System.getLogger(HttpResponse.class.getName());

    private final URI address;
    private final URLConnection connection;
    private final int status;
    private final Patience patience;
    private InputStream body;
    private boolean closed;

    HttpResponse(URI address, URLConnection connection, int status, Patience patience) {
        this.address = address;
        this.connection = connection;
        this.status = status;
        this.patience = patience;
    }

    /** {@return where it came from in the end; may hold a signature, so it is not for messages} */
    public URI address() {
        return address;
    }

    /** {@return HTTP's status; 200 for a {@code file:} address} */
    public int status() {
        return status;
    }

    /**
     * {@return a header's value, if the answer has it}
     *
     * @param name of a header, in any case
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(connection.getHeaderField(name));
    }

    /** {@return how many bytes the body has, if it is said and the body comes as it is} */
    public OptionalLong length() {
        long length = connection.getContentLengthLong();
        return length < 0 || isPacked() ? OptionalLong.empty() : OptionalLong.of(length);
    }

    boolean isPacked() {
        return header("Content-Encoding")
                .map(value -> value.toLowerCase(Locale.ROOT).contains("gzip"))
                .orElse(false);
    }

    boolean isWebPage() {
        return header("Content-Type")
                .map(value -> value.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .orElse(false);
    }

    /**
     * Reads on.
     *
     * @param chunk filled from its begin
     * @return how many bytes came, or -1 at the end
     * @throws IOException if the connection fails
     * @throws java.util.concurrent.CancellationException if the user cancels
     */
    int read(byte[] chunk) throws IOException {
        return patience.await(() -> stream().read(chunk));
    }

    /**
     * {@return the whole body as text in UTF-8}
     *
     * @param most bytes that are taken
     * @throws IOException if the connection fails, or the body is larger
     * @throws java.util.concurrent.CancellationException if the user cancels
     */
    public String text(int most) throws IOException {
        return new String(bytes(most), StandardCharsets.UTF_8);
    }

    /**
     * {@return the whole body}
     *
     * @param most bytes that are taken
     * @throws IOException as {@link #text}
     * @throws java.util.concurrent.CancellationException if the user cancels
     */
    public byte[] bytes(int most) throws IOException {
        byte[] bytes = patience.await(() -> stream().readNBytes(most + 1));
        if (bytes.length > most) {
            throw new IOException("the answer is longer than " + most + " bytes");
        }
        return bytes;
    }

    private InputStream stream() throws IOException {
        if (body == null) {
            InputStream raw = connection.getInputStream();
            body = isPacked() ? new GZIPInputStream(raw) : raw;
        }
        return body;
    }

    /** Nobody waits for the connection to end. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            patience.closeAfter(this::disconnect);
        }
    }

    private void disconnect() {
        if (connection instanceof HttpURLConnection http) {
            // Without reading the rest, which may be gigabytes
            http.disconnect();
        } else if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "After the last byte of " + address.getPath(), e);
            }
        }
    }
}
