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

import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.Surroundings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a file or a folder of files is: a path, or an address with {@code https:}, {@code http:},
 * {@code s3:} or {@code file:}. Buckets are read without a log-in, as everybody may.
 */
public final class Address {

    private static final String HTTPS = "https://";
    private static final String AWS = "amazonaws.com";

    private final String text;
    private final Surroundings surroundings;

    private Address(String text, Surroundings surroundings) {
        this.text = text;
        this.surroundings = surroundings;
    }

    /**
     * Reads what a user has written.
     *
     * @param text a path or an address
     * @throws UserException if it is empty
     */
    public static Address of(String text) {
        return of(text, Surroundings.ofProcess());
    }

    static Address of(String text, Surroundings surroundings) {
        if (text.isBlank()) {
            throw new UserException("The path or address of the image is empty");
        }
        return new Address(text.strip(), surroundings);
    }

    /** {@return the path, if it is one} */
    public Optional<Path> path() {
        try {
            return switch (scheme()) {
                case "" -> Optional.of(Path.of(text));
                case "file" -> Optional.of(Path.of(new URI(text)));
                default -> Optional.empty();
            };
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new UserException("\"" + text + "\" is no path: " + e.getMessage(), e);
        }
    }

    /**
     * {@return what is there}
     *
     * @throws UserException if it is no path and no address that can be read
     */
    public ByteStore open() {
        Optional<Path> path = path();
        if (path.isPresent()) {
            return new FolderStore(path.get());
        }
        URI place = uri(text.replaceFirst("/+$", ""));
        return switch (scheme()) {
            case "http", "https" ->
                    new HttpStore(place, place.getRawAuthority().endsWith(AWS), text);
            case "s3" -> new HttpStore(ofBucket(place), true, text);
            default ->
                    throw new UserException(
                            "\""
                                    + text
                                    + "\" begins with \""
                                    + scheme()
                                    + ":\"; a path, https:, http:, s3: or file: can be read");
        };
    }

    /** {@return the last part of the path, for names of results} */
    public String lastName() {
        String[] parts = text.replaceFirst("[?#].*$", "").split("[/\\\\]+");
        return parts.length == 0 ? text : parts[parts.length - 1];
    }

    /** A letter and a colon begin paths of Windows. */
    private String scheme() {
        int colon = text.indexOf(':');
        boolean named = colon > 1 && text.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*");
        return named ? text.substring(0, colon).toLowerCase(Locale.ROOT) : "";
    }

    private URI uri(String address) {
        try {
            URI uri = new URI(address.replace(" ", "%20"));
            if (uri.getRawAuthority() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new UserException("\"" + text + "\" is no address: " + e.getMessage(), e);
        }
        throw new UserException("\"" + text + "\" is no address: it names no server or bucket");
    }

    /** Of Amazon, or of the server that AWS_ENDPOINT_URL names. */
    private URI ofBucket(URI place) {
        String bucket = place.getRawAuthority();
        String key = place.getRawPath();
        Optional<String> endpoint = surroundings.variable("AWS_ENDPOINT_URL");
        if (endpoint.isPresent()) {
            return uri(endpoint.get().replaceFirst("/+$", "") + "/" + bucket + key);
        }
        String region = surroundings.variable("AWS_REGION").map(r -> "." + r).orElse("");
        // A bucket with points in its name has no certificate of its own
        return uri(
                bucket.contains(".")
                        ? HTTPS + "s3" + region + "." + AWS + "/" + bucket + key
                        : HTTPS + bucket + ".s3" + region + "." + AWS + key);
    }

    /** {@return the address as it was written} */
    @Override
    public String toString() {
        return text;
    }
}
