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

package io.github.diffseg.hub;

import io.github.diffseg.download.HttpStatusException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** What the hub means by its error codes. */
final class HubRefusal {

    private static final String CODE = "X-Error-Code";

    private HubRefusal() {}

    /**
     * @param pinned whether the version is one that has been there: a mirror that knows no codes
     *     then means the file
     */
    static boolean isNoSuchFile(HttpStatusException e, boolean pinned) {
        return e.header(CODE)
                .map("EntryNotFound"::equals)
                .orElse(pinned && e.status() == HttpURLConnection.HTTP_NOT_FOUND);
    }

    static IOException of(HttpStatusException e, URI page, String revision, boolean hasToken) {
        String repository = page.getPath().replaceFirst("^/", "");
        String code = e.header(CODE).orElse("");
        switch (code) {
            case "GatedRepo":
                return new HubException(gated(page, hasToken), e);
            case "RepoNotFound":
                return new HubException(notFound(repository, hasToken), e);
            case "RevisionNotFound":
                return new HubException(
                        repository + " has no version " + revision + "; give another or none", e);
            default:
                // Without a token the hub does not say what it hides
                return e.status() == HttpURLConnection.HTTP_UNAUTHORIZED
                        ? new HubException(notFound(repository, hasToken), e)
                        : e;
        }
    }

    private static String gated(URI page, boolean hasToken) {
        String agree =
                "it is for those alone who have agreed to its terms: agree to them at " + page;
        return hasToken
                ? agree + ", with the account that your token (HF_TOKEN) is of"
                : agree
                        + ", make a token at "
                        + page.resolve("/settings/tokens")
                        + ", and start Fiji with the environment variable HF_TOKEN set to it";
    }

    private static String notFound(String repository, boolean hasToken) {
        String none = "the hub has no model " + repository;
        return hasToken
                ? none + ", or your token (HF_TOKEN) does not open it; check the name"
                : none
                        + ", or shows it only to those who are logged in; check the name, or set the"
                        + " environment variable HF_TOKEN to your token";
    }
}
