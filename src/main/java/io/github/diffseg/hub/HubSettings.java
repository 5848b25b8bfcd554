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

import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.files.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the environment says of the hub, by the variables that its own library reads. */
public final class HubSettings {

    private static final String ENDPOINT = "HF_ENDPOINT";
    private static final String OFFICIAL = "https://huggingface.co";
    private static final List<String> OFFLINE = List.of("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE");
    private static final List<String> TOKENS = List.of("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN");
    private static final Set<String> YES = Set.of("1", "ON", "YES", "TRUE");

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final Surroundings surroundings;

    /**
     * Reads the variables when they are asked for.
     *
     * @param surroundings where the variables come from
     */
    public HubSettings(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * {@return {@code HF_ENDPOINT}, else the hub's own address; without a slash at its end}
     *
     * @throws UserException if the variable holds no address
     */
    public URI endpoint() {
        String address = surroundings.variable(ENDPOINT).orElse(OFFICIAL).replaceFirst("/+$", "");
        try {
            URI endpoint = URI.create(address);
            if (endpoint.getHost() != null
                    && endpoint.getUserInfo() == null
                    && endpoint.getScheme().matches("(?i)https?")) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            throw new UserException(noAddress(address), e);
        }
        throw new UserException(noAddress(address));
    }

    private static String noAddress(String address) {
        return "The environment variable "
                + ENDPOINT
                + " is \""
                + address.replaceFirst("//[^/]*@", "//...@")
                + "\", which is no address such as "
                + OFFICIAL;
    }

    /** {@return the variable that forbids to use the network} */
    public Optional<String> offline() {
        return OFFLINE.stream()
                .filter(
                        name ->
                                surroundings
                                        .variable(name)
                                        .map(value -> YES.contains(value.toUpperCase(Locale.ROOT)))
                                        .orElse(false))
                .findFirst();
    }

    /**
     * The value for {@code Authorization}. It is a secret: it may go to the endpoint's host alone,
     * and into no message. Over plain HTTP, where anyone on the way could read it, it stays here.
     *
     * @return of {@code HF_TOKEN}, {@code HUGGING_FACE_HUB_TOKEN} or the file that {@code
     *     HF_TOKEN_PATH} names, {@code HF_HOME/token} by default; empty if there is none
     * @throws UserException if the file cannot be read
     */
    public Optional<String> authorization() {
        if (!endpoint().getScheme().equalsIgnoreCase("https") && !isThisMachine()) {
            return Optional.empty();
        }
        return TOKENS.stream()
                .map(surroundings::variable)
                .flatMap(Optional::stream)
                .findFirst()
                .or(this::tokenOfFile)
                .map(HubSettings::bearer);
    }

    /** What Java says of a header that it does not take would tell the token. */
    private static String bearer(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new UserException(
                    "The hub's token (HF_TOKEN, or the file of that name) holds blanks or signs that"
                            + " no token has; copy it again");
        }
        return "Bearer " + token;
    }

    private boolean isThisMachine() {
        return endpoint().getHost().matches("localhost|127(\\.\\d+){3}|\\[::1\\]");
    }

    private Optional<String> tokenOfFile() {
        Path file = surroundings.path("HF_TOKEN_PATH").orElse(home().resolve("token"));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            throw new UserException(
                    "The hub's token in " + file + " cannot be read: " + FileReason.of(e), e);
        }
    }

    private Path home() {
        return surroundings
                .path("HF_HOME")
                .orElseGet(
                        () ->
                                surroundings
                                        .path("XDG_CACHE_HOME")
                                        .orElse(surroundings.home().resolve(".cache"))
                                        .resolve("huggingface"));
    }

    /** {@return where the hub's own library keeps what it has loaded; need not exist} */
    public Path cache() {
        return surroundings
                .path("HF_HUB_CACHE")
                .or(() -> surroundings.path("HUGGINGFACE_HUB_CACHE"))
                .orElse(home().resolve("hub"));
    }
}
