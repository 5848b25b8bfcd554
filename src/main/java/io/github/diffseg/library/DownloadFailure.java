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

package io.github.diffseg.library;

import io.github.diffseg.download.HttpStatusException;
import io.github.diffseg.files.FileReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why a model could not be loaded, and what the user may do about it. */
final class DownloadFailure {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_OF_SERVER = 500;

    private DownloadFailure() {}

    /**
     * {@return why a download failed, in one sentence}
     *
     * @param model what was to be loaded
     * @param failure whose message is a clause
     */
    static String sentence(String model, IOException failure) {
        return model + " cannot be loaded: " + FileReason.of(failure) + advice(failure);
    }

    private static String advice(IOException failure) {
        if (failure instanceof UnknownHostException
                || failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof SocketTimeoutException) {
            return "; check the internet connection and, behind a proxy, Edit > Options > Proxy"
                    + " Settings... or the environment variable HTTPS_PROXY";
        }
        if (failure instanceof SSLException) {
            return "; the connection is not safe: a proxy or a firewall may stand between, ask who"
                    + " runs your network";
        }
        if (failure instanceof HttpStatusException refusal) {
            return advice(refusal.status());
        }
        return failure instanceof SocketException
                ? "; run it again: it goes on where it stopped"
                : "";
    }

    private static String advice(int status) {
        if (status == TOO_MANY_REQUESTS || status >= FIRST_OF_SERVER) {
            return "; run it again in some minutes: it goes on where it stopped";
        }
        switch (status) {
            case HttpURLConnection.HTTP_PROXY_AUTH:
                return "";
            case HttpURLConnection.HTTP_FORBIDDEN:
                return "; a firewall may forbid it: ask who runs your network, or import the model"
                        + " from another computer";
            default:
                return "; look whether HF_ENDPOINT names a server that has it, or import the model"
                        + " from another computer";
        }
    }
}
