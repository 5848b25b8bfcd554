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

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A server's answer that is not the file. The message is a clause, to stand after "cannot be
 * loaded: ".
 */
public final class HttpStatusException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Java sends none through a tunnel, unless it was told so when it started. */
    static final String PROXY_WANTS_LOG_IN =
            "the proxy wants a name and a password (407), which DiffSeg does not send; name a proxy"
                    + " that wants none, such as a program on this computer that logs in there, or"
                    + " carry it over from another computer";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_OF_SERVER = 500;

    private final int status;
    private final transient HttpResponse response;

    HttpStatusException(HttpResponse response) {
        super(words(response));
        this.status = response.status();
        this.response = response;
    }

    /** {@return HTTP's status, e.g. 404} */
    public int status() {
        return status;
    }

    /**
     * {@return a header's value, if the answer has it}
     *
     * @param name of a header of the answer
     */
    public Optional<String> header(String name) {
        return response.header(name);
    }

    HttpResponse response() {
        return response;
    }

    /** Whether the same may work a little later. */
    boolean passes() {
        return status == HttpURLConnection.HTTP_CLIENT_TIMEOUT
                || status == TOO_MANY_REQUESTS
                || status >= FIRST_OF_SERVER;
    }

    /** How long the server asks to wait. */
    Optional<Duration> wait(Instant now) {
        return RetryAfter.of(response, now);
    }

    private static String words(HttpResponse response) {
        int status = response.status();
        switch (status) {
            case HttpURLConnection.HTTP_UNAUTHORIZED:
                return "the server wants a log-in (401)";
            case HttpURLConnection.HTTP_FORBIDDEN:
                return "the server forbids it (403)";
            case HttpURLConnection.HTTP_NOT_FOUND:
            case HttpURLConnection.HTTP_GONE:
                return "the server does not have it (" + status + ")";
            case HttpURLConnection.HTTP_PROXY_AUTH:
                return PROXY_WANTS_LOG_IN;
            case TOO_MANY_REQUESTS:
                return "the server takes no more requests from here for now (429)";
            default:
                return status >= FIRST_OF_SERVER
                        ? "the server is out of order for now (" + status + ")"
                        : "the server answered " + status;
        }
    }
}
