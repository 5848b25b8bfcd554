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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.US_ASCII);

    @TempDir private Path folder;

    private HttpServer server;
    private String root;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", AddressTest::answer);
        server.start();
        root = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "https://host/a%20b/image.zarr/0, https://host/a%20b/image.zarr, 0",
        "https://host/a%20b/0, https://host/a%20b, 0",
        "s3://bucket/image.zarr/scale0/image, s3://bucket/image.zarr/scale0, image",
        "/data/image.zarr/0/, /data/image.zarr, 0"
    })
    void whatAFolderIsInIsAbove(String place, String above, String name) {
        ByteStore store = Address.of(place).open();
        assertEquals(name, store.lastName());
        assertEquals(above, store.above().orElseThrow().name().replace('\\', '/'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://host", "https://host/0", "https://host/image.zarr/0?signature=1"})
    void aboveIsNothingThatCouldBeAskedFor(String place) {
        assertTrue(Address.of(place).open().above().isEmpty());
    }

    @Test
    void whatIsAboveOnAServerIsRead() throws IOException {
        ByteStore above = Address.of(root + "/x/a%20b/0").open().above().orElseThrow();
        assertArrayEquals(TEXT, above.read("digits").orElseThrow());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        try (exchange) {
            if (path.startsWith("/forbidden")) {
                exchange.sendResponseHeaders(403, -1);
            } else if (!path.endsWith("/a b/digits")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", "10");
                exchange.sendResponseHeaders(200, -1);
            } else if (range == null || path.startsWith("/whole")) {
                exchange.sendResponseHeaders(200, TEXT.length);
                exchange.getResponseBody().write(TEXT);
            } else {
                String[] ends = range.substring("bytes=".length()).split("-", 2);
                int from =
                        ends[0].isEmpty()
                                ? TEXT.length - Integer.parseInt(ends[1])
                                : Integer.parseInt(ends[0]);
                int to =
                        ends[0].isEmpty()
                                ? TEXT.length
                                : Math.min(TEXT.length, Integer.parseInt(ends[1]) + 1);
                byte[] part = Arrays.copyOfRange(TEXT, from, to);
                exchange.sendResponseHeaders(206, part.length);
                exchange.getResponseBody().write(part);
            }
        }
    }

    private static void assertReads(ByteStore store) throws IOException {
        assertArrayEquals(TEXT, store.read("a b/digits").orElseThrow());
        assertArrayEquals(TEXT, store.in("a b").read("digits").orElseThrow());
        assertEquals("345", new String(store.read("a b/digits", 3, 3), StandardCharsets.US_ASCII));
        assertEquals("89", new String(store.read("a b/digits", 8, 9), StandardCharsets.US_ASCII));
        assertEquals("789", new String(store.read("a b/digits", -3, 3), StandardCharsets.US_ASCII));
        assertEquals(10, store.size("a b/digits"));
        assertEquals(Optional.empty(), store.read("other"));
        assertThrows(IOException.class, () -> store.size("other"));
    }

    @Test
    void foldersAndServersGiveTheSame() throws IOException {
        Files.createDirectory(folder.resolve("a b"));
        Files.write(folder.resolve("a b/digits"), TEXT);
        assertReads(Address.of(folder.toString()).open());
        assertReads(Address.of(folder.toUri().toString()).open());
        assertReads(Address.of(root + "/files?signature=x").open());
    }

    @Test
    void bucketsAreReadFromTheServerThatTheEnvironmentNames() throws IOException {
        Surroundings surroundings =
                new Surroundings(name -> null, Map.of("AWS_ENDPOINT_URL", root + "/")::get);
        assertReads(Address.of("s3://bucket/folder", surroundings).open());
        // A bucket whose list is closed answers so for what is missing
        ByteStore closed = Address.of("s3://forbidden/x", surroundings).open();
        assertEquals(Optional.empty(), closed.read("other"));
    }

    @Test
    void refusalsNameTheAddress() {
        ByteStore forbidden = Address.of(root + "/forbidden").open();
        assertEquals(
                root + "/forbidden/x cannot be read: the server forbids it (403)",
                assertThrows(IOException.class, () -> forbidden.read("x")).getMessage());
        ByteStore whole = Address.of(root + "/whole").open();
        assertTrue(
                assertThrows(IOException.class, () -> whole.read("a b/digits", 2, 2))
                        .getMessage()
                        .contains("the server sends no parts of files"));
        server.stop(0);
        assertTrue(
                assertThrows(IOException.class, () -> forbidden.size(""))
                        .getMessage()
                        .startsWith(root + "/forbidden cannot be read: no connection"));
    }

    @Test
    void otherSchemesAreRefused() {
        assertTrue(
                assertThrows(UserException.class, () -> Address.of("ftp://a/b").open())
                        .getMessage()
                        .contains("begins with \"ftp:\"; a path, https:, http:, s3: or file:"));
        assertThrows(UserException.class, () -> Address.of("https:///x").open());
        assertThrows(UserException.class, () -> Address.of(" "));
    }

    @Test
    void drivesOfWindowsAreNoSchemes() {
        assertTrue(Address.of("C:\\images\\a.tif").path().isPresent());
        assertEquals("a.tif", Address.of("C:\\images\\a.tif").lastName());
        assertEquals("a.zarr", Address.of("https://x.org/b/a.zarr/?q=1/2").lastName());
    }
}
