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

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.diffseg.download.ContentHash;
import io.github.diffseg.download.Download;
import io.github.diffseg.download.HttpRequest;
import io.github.diffseg.download.HttpResponse;
import io.github.diffseg.download.HttpStatusException;
import io.github.diffseg.download.Retries;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the hub for files, as its own library does. */
public final class HubClient {

    /** The branch that people mean who name none. */
    public static final String MAIN = "main";

    private static final int LARGEST_TEXT = 8_000_000;

    private final HubSettings settings;
    private final Retries retries;

    /**
     * Asks a hub.
     *
     * @param settings where it is, and who asks
     * @param retries what is done when it does not answer for now
     */
    public HubClient(HubSettings settings, Retries retries) {
        this.settings = settings;
        this.retries = retries;
    }

    /**
     * {@return the page that tells of it}
     *
     * @param repository {@code ORG/NAME}
     */
    public URI page(String repository) {
        return URI.create(settings.endpoint() + "/" + repository);
    }

    /**
     * Asks for a file's headers.
     *
     * @param repository {@code ORG/NAME}
     * @param revision a branch or a version's number
     * @param path the file's, with slashes
     * @param progress may cancel
     * @return the file, pinned to its version; empty if the repository has none of this name
     * @throws HubException if the hub refuses it, or something else answers in its place
     * @throws IOException if it does not answer; the message is a clause
     */
    public Optional<HubFile> file(
            String repository, String revision, String path, Progress progress) throws IOException {
        HttpRequest request = request(address(repository, revision, path));
        try (HttpResponse head = retries.of(() -> request.head(progress), progress)) {
            return Optional.of(read(repository, path, head));
        } catch (HttpStatusException e) {
            if (HubRefusal.isNoSuchFile(e, !revision.equals(MAIN))) {
                return Optional.empty();
            }
            throw refusal(e, repository, revision);
        }
    }

    private HubFile read(String repository, String path, HttpResponse head) throws IOException {
        String commit =
                head.header("X-Repo-Commit")
                        .filter(text -> text.matches("[0-9a-f]{7,64}"))
                        .orElseThrow(
                                () ->
                                        new HubException(
                                                "something else than the hub has answered in its"
                                                        + " place, such as a firewall or a network's"
                                                        + " log-in page; open "
                                                        + page(repository)
                                                        + " in a browser of this computer to see"
                                                        + " what",
                                                null));
        Optional<ContentHash> hash =
                head.header("X-Linked-Etag")
                        .or(() -> head.header("ETag"))
                        .flatMap(tag -> ContentHash.of(tag.replaceAll("^W/|\"", "")));
        OptionalLong linked =
                head.header("X-Linked-Size")
                        .filter(text -> text.matches("\\d{1,18}"))
                        .map(text -> OptionalLong.of(Long.parseLong(text)))
                        .orElse(OptionalLong.empty());
        OptionalLong size =
                linked.isPresent() || head.status() != HttpURLConnection.HTTP_OK
                        ? linked
                        : head.length();
        return new HubFile(path, address(repository, commit, path), commit, size, hash);
    }

    /**
     * {@return the text of a file}
     *
     * @param file a small one
     * @param progress may cancel
     * @throws IOException if it cannot be loaded; the message is a clause
     */
    public String text(HubFile file, Progress progress) throws IOException {
        HttpRequest request = request(file.address());
        return retries.of(
                () -> {
                    try (HttpResponse response = request.get(progress)) {
                        return response.text(LARGEST_TEXT);
                    }
                },
                progress);
    }

    /**
     * {@return the licence that its card names, as the hub abbreviates it; empty if it names none
     * or the server knows no cards}
     *
     * @param repository {@code ORG/NAME}
     * @param progress may cancel
     * @throws IOException if it does not answer; the message is a clause
     */
    public Optional<String> licence(String repository, Progress progress) throws IOException {
        URI address = URI.create(settings.endpoint() + "/api/models/" + repository);
        HttpRequest request = request(address);
        try {
            String json =
                    retries.of(
                            () -> {
                                try (HttpResponse response = request.get(progress)) {
                                    return response.text(LARGEST_TEXT);
                                }
                            },
                            progress);
            return licence(JsonParser.parseString(json));
        } catch (HttpStatusException | JsonParseException e) {
            // A mirror may have files alone; then the card has to be read
            return Optional.empty();
        }
    }

    private static Optional<String> licence(JsonElement answer) {
        if (answer instanceof JsonObject model
                && model.get("cardData") instanceof JsonObject card
                && card.get("license") != null
                && card.get("license").isJsonPrimitive()) {
            boolean other = card.get("license").getAsString().equals("other");
            JsonElement name = card.get("license_name");
            return Optional.of((other && name != null ? name : card.get("license")).getAsString());
        }
        return Optional.empty();
    }

    /**
     * {@return its download, which has not begun}
     *
     * @param file what to load
     * @param target where it shall be; the folder exists
     */
    public Download download(HubFile file, Path target) {
        return new Download(file.address(), target, file.size(), file.hash(), retries)
                .authorization(settings.authorization());
    }

    /**
     * {@return what it means here}
     *
     * @param e a refusal of a file
     * @param repository {@code ORG/NAME}
     * @param revision that was asked for
     */
    public IOException refusal(HttpStatusException e, String repository, String revision) {
        return HubRefusal.of(e, page(repository), revision, settings.authorization().isPresent());
    }

    private HttpRequest request(URI address) {
        return new HttpRequest(address).authorization(settings.authorization());
    }

    private URI address(String repository, String revision, String path) {
        return URI.create(page(repository) + "/resolve/" + revision + "/" + path);
    }
}
