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

import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request for one file. A secret that goes with it is sent to the host that it is for and to no
 * other, and never over another scheme than the one that was asked for.
 */
public final class HttpRequest {

    private static final int TIMEOUT_MILLISECONDS = 10_000;
    private static final int MOST_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int FIRST_ERROR = 400;

    private static final String ASK = "; run it again later, or ask who runs that server";

    private final URI address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Optional<String> authorization = Optional.empty();

    /**
     * Prepares a request for an address.
     *
     * @param address {@code http:}, {@code https:} or {@code file:}
     */
    public HttpRequest(URI address) {
        this.address = address;
        // Packed, a file would have no length, and could not be resumed
        headers.put("Accept-Encoding", "identity");
        headers.put("User-Agent", "diffseg-fiji");
    }

    /**
     * Adds a header.
     *
     * @param name of a header
     * @param value sent wherever the request is led
     * @return this
     */
    public HttpRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * Adds what proves whose the request is.
     *
     * @param value of the header {@code Authorization}, sent to the address's own host alone
     * @return this
     */
    public HttpRequest authorization(Optional<String> value) {
        authorization = value;
        return this;
    }

    /**
     * {@return the answer, after all redirects; to be closed}
     *
     * @param progress asked whether to go on
     * @throws HttpStatusException if it is a refusal
     * @throws IOException if there is no connection, or a redirect may not be followed
     * @throws java.util.concurrent.CancellationException if the user cancels
     */
    public HttpResponse get(Progress progress) throws IOException {
        return send("GET", true, progress);
    }

    /**
     * Asks for the headers alone. A redirect to another place is not followed but returned.
     *
     * @param progress asked whether to go on
     * @return the answer, without a body; to be closed
     * @throws HttpStatusException if it is a refusal
     * @throws IOException if there is no connection
     * @throws java.util.concurrent.CancellationException if the user cancels
     */
    public HttpResponse head(Progress progress) throws IOException {
        return send("HEAD", false, progress);
    }

    private HttpResponse send(String method, boolean everywhere, Progress progress)
            throws IOException {
        URI place = address;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            HttpResponse response = once(method, place, progress);
            Optional<String> location = response.header("Location");
            if (!REDIRECTS.contains(response.status()) || location.isEmpty()) {
                if (response.status() >= FIRST_ERROR) {
                    response.close();
                    throw new HttpStatusException(response);
                }
                return response;
            }
            URI next = next(place, location.get());
            if (!everywhere && !isSameHost(place, next)) {
                return response;
            }
            response.close();
            place = next;
        }
        throw new IOException("the server leads from one address to the next without an end" + ASK);
    }

    private HttpResponse once(String method, URI place, Progress progress) throws IOException {
        Patience patience = new Patience(progress);
        try {
            URLConnection connection = connect(method, place);
            int status =
                    patience.await(
                            () ->
                                    connection instanceof HttpURLConnection http
                                            ? http.getResponseCode()
                                            : HttpURLConnection.HTTP_OK);
            if (status < 0) {
                throw new IOException(
                        "what answers there is no web server; look at the address, and at the proxy if one is set");
            }
            return new HttpResponse(place, connection, status, patience);
        } catch (IOException e) {
            patience.close();
            throw isProxysLogIn(e) ? new IOException(HttpStatusException.PROXY_WANTS_LOG_IN, e) : e;
        } catch (RuntimeException e) {
            patience.close();
            throw e;
        }
    }

    /** Of a tunnel, which {@code https:} needs, Java tells the proxy's refusal in words only. */
    private static boolean isProxysLogIn(IOException e) {
        return String.valueOf(e.getMessage()).matches("Unable to tunnel.*\\b407\\b.*");
    }

    private URLConnection connect(String method, URI place) throws IOException {
        Optional<Proxy> proxy;
        try {
            proxy = Proxies.of(place, System::getProperty, System::getenv);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the proxy that an environment variable (HTTPS_PROXY or the like) names is no"
                            + " address; write it as HOST:PORT",
                    e);
        }
        URLConnection connection =
                proxy.isPresent()
                        ? place.toURL().openConnection(proxy.get())
                        : place.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLISECONDS);
        connection.setReadTimeout(TIMEOUT_MILLISECONDS);
        headers.forEach(connection::setRequestProperty);
        if (isSameHost(address, place)) {
            authorization.ifPresent(v -> connection.setRequestProperty("Authorization", v));
        }
        if (connection instanceof HttpURLConnection http) {
            http.setRequestMethod(method);
            // Java would take the authorization along, and would not ask
            http.setInstanceFollowRedirects(false);
        }
        return connection;
    }

    private static URI next(URI from, String location) throws IOException {
        URI next;
        try {
            next = from.resolve(location.replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            throw new IOException("the server leads to something that is no address" + ASK, e);
        }
        if (!from.getScheme().equalsIgnoreCase(next.getScheme())) {
            throw new IOException(
                    "the server leads from "
                            + from.getScheme()
                            + ": to "
                            + next.getScheme()
                            + ":, which is not followed"
                            + (next.getScheme().equalsIgnoreCase("https")
                                    ? "; give the server's address with https:"
                                    : ASK));
        }
        return next;
    }

    private static boolean isSameHost(URI one, URI other) {
        return String.valueOf(one.getRawAuthority())
                .equalsIgnoreCase(String.valueOf(other.getRawAuthority()));
    }
}
