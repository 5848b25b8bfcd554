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

import static io.github.diffseg.download.FileServer.broken;
import static io.github.diffseg.download.FileServer.file;
import static io.github.diffseg.download.FileServer.inTurn;
import static io.github.diffseg.download.FileServer.page;
import static io.github.diffseg.download.FileServer.redirect;
import static io.github.diffseg.download.FileServer.status;
import static io.github.diffseg.download.FileServer.trickle;
import static io.github.diffseg.download.FileServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.diffseg.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads a file from servers on this machine, good ones and bad ones. */
class DownloadTest {

    private static final String OTHER_FILE =
            "; run it again, it begins anew; if the same comes, ask who runs your network or the"
                    + " mirror what replaces files on the way";

    private static final int SIZE = 1_500_000;
    private static final Retries SOON = new Retries(3, Duration.ofMillis(1), Duration.ofSeconds(5));

    @TempDir private Path folder;
    private final byte[] content = new byte[SIZE];
    private FileServer server;
    private String hash;

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(content);
        hash = DigestUtils.sha256Hex(content);
        server = new FileServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void loadsAFileAndTellsHowFarItIs() throws IOException {
        server.on("/a.bin", file(content));
        List<Long> arrived = new ArrayList<>();
        List<Double> checked = new ArrayList<>();
        download("/a.bin", Retries.NONE)
                .run(
                        new DownloadListener() {
                            @Override
                            public void arrived(long bytes) {
                                arrived.add(bytes);
                            }

                            @Override
                            public void checking(double fraction) {
                                checked.add(fraction);
                            }
                        },
                        Progress.NONE);
        assertLoaded();
        assertEquals(0, arrived.get(0));
        assertEquals(SIZE, arrived.get(arrived.size() - 1));
        assertEquals(1, checked.get(checked.size() - 1));
        assertEquals(List.of("GET /a.bin"), server.log());
    }

    @Test
    void goesOnWhereTheConnectionEnded() throws IOException {
        server.on(
                "/a.bin",
                inTurn(
                        broken(content, 400_000, Map.of()),
                        broken(content, 1_000_000, Map.of()),
                        file(content)));
        run("/a.bin", SOON);
        assertLoaded();
        assertEquals(3, server.log().size(), "" + server.log());
        assertRange(server.log().get(1), 400_000);
        assertRange(server.log().get(2), 1_000_000);
    }

    /** By how much the server's buffers hold back. */
    private static void assertRange(String line, int end) {
        assertTrue(line.matches("GET /a.bin bytes=\\d+-"), line);
        int from = Integer.parseInt(line.replaceAll("\\D", ""));
        assertTrue(from > end / 2 && from <= end, line);
    }

    @Test
    void goesOnInAnotherRunAndSaysSo() throws IOException {
        server.on("/a.bin", broken(content, 400_000, Map.of()));
        String message = failure("/a.bin", Retries.NONE);
        long begun = download("/a.bin", Retries.NONE).begun();
        assertTrue(
                message.matches(
                        "the connection ended after "
                                + begun
                                + " of 1500000 bytes( \\(.*\\))?; the next run goes on from there"),
                message);
        server.on("/a.bin", file(content));
        run("/a.bin", Retries.NONE);
        assertLoaded();
        assertEquals("GET /a.bin bytes=" + begun + "-", server.log().get(1));
    }

    @Test
    void aServerWithoutRangesBeginsAgain() throws IOException {
        Files.write(folder.resolve("a.bin.part"), Arrays.copyOf(content, 1_000_000));
        server.on("/a.bin", whole(content));
        run("/a.bin", Retries.NONE);
        assertLoaded();
        assertEquals(List.of("GET /a.bin bytes=1000000-"), server.log());
    }

    @Test
    void anotherPartThanTheOneThatWasAskedForIsNotAppended() throws IOException {
        Files.write(folder.resolve("a.bin.part"), Arrays.copyOf(content, 1_000_000));
        server.on(
                "/a.bin",
                inTurn(status(206, "Content-Range", "bytes 5-1499999/1500000"), file(content)));
        run("/a.bin", SOON);
        assertLoaded();
        assertEquals(List.of("GET /a.bin bytes=1000000-", "GET /a.bin"), server.log());
    }

    @Test
    void aRestThatTheServerDoesNotHaveIsCompared() throws IOException {
        Files.write(folder.resolve("a.bin.part"), content);
        server.on("/a.bin", file(content));
        new Download(
                        server.address("/a.bin"),
                        folder.resolve("a.bin"),
                        OptionalLong.empty(),
                        Optional.of(ContentHash.sha256(hash)),
                        Retries.NONE)
                .run(DownloadListener.NONE, Progress.NONE);
        assertLoaded();
        assertEquals(List.of("GET /a.bin bytes=1500000-"), server.log(), "416 says that is all");

        Files.delete(folder.resolve("a.bin"));
        Files.write(folder.resolve("a.bin.part"), Arrays.copyOf(content, SIZE - 1));
        server.on("/a.bin", inTurn(status(416, "Content-Range", "bytes */7"), file(content)));
        run("/a.bin", Retries.NONE);
        assertLoaded();
        assertEquals("GET /a.bin", server.log().get(2));
    }

    @Test
    void anotherContentIsRefusedAndNotKept() throws IOException {
        byte[] other = content.clone();
        other[SIZE - 1]++;
        server.on("/a.bin", file(other));
        assertEquals(
                "what arrived is not that file: its SHA-256 is "
                        + DigestUtils.sha256Hex(other)
                        + " instead of "
                        + hash
                        + OTHER_FILE,
                failure("/a.bin", SOON));
        assertEquals(0, download("/a.bin", SOON).begun());
        assertEquals(1, server.log().size(), "not tried again: it would be the same");
    }

    @Test
    void anotherLengthIsRefusedBeforeItIsLoaded() throws IOException {
        server.on("/a.bin", file(Arrays.copyOf(content, SIZE + 1)));
        assertEquals(
                "it is longer than 1500000 bytes: the server's has 1500001" + OTHER_FILE,
                failure("/a.bin", SOON));
        server.on("/a.bin", file(Arrays.copyOf(content, SIZE - 1)));
        assertEquals(
                "it is shorter than 1500000 bytes: the server's has 1499999" + OTHER_FILE,
                failure("/a.bin", SOON));
        server.on("/a.bin", exchange -> chunked(exchange, Arrays.copyOf(content, SIZE + 1)));
        assertEquals("it is longer than 1500000 bytes" + OTHER_FILE, failure("/a.bin", SOON));
        assertFalse(Files.exists(folder.resolve("a.bin")));
    }

    private static void chunked(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(bytes);
    }

    @Test
    void smallFilesMayComePackedAndWithoutALength() throws IOException {
        byte[] text = "{\"a\": 1}".getBytes();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text);
        }
        server.on(
                "/a.bin",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    chunked(exchange, packed.toByteArray());
                });
        String git = DigestUtils.sha1Hex("blob 8\0{\"a\": 1}");
        new Download(
                        server.address("/a.bin"),
                        folder.resolve("a.bin"),
                        OptionalLong.of(8),
                        ContentHash.of(git),
                        Retries.NONE)
                .run(DownloadListener.NONE, Progress.NONE);
        assertArrayEquals(text, Files.readAllBytes(folder.resolve("a.bin")));
    }

    @Test
    void cancellingEndsAtOnceAlsoWhileNothingComes() throws IOException {
        for (FileServer.Answer slow :
                List.of(trickle(content, 1000, 20), trickle(content, 1000, 60_000))) {
            server.on("/a.bin", slow);
            AtomicBoolean cancelled = new AtomicBoolean();
            Download download = download("/a.bin", SOON);
            Progress user = progress(cancelled);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () ->
                            assertThrows(
                                    CancellationException.class,
                                    () ->
                                            download.run(
                                                    new DownloadListener() {
                                                        @Override
                                                        public void arrived(long bytes) {
                                                            cancelled.set(bytes > 0);
                                                        }

                                                        @Override
                                                        public void checking(double fraction) {}
                                                    },
                                                    user)));
            assertTrue(download.begun() > 0, "what arrived is kept");
            Files.delete(folder.resolve("a.bin.part"));
        }
    }

    private static Progress progress(AtomicBoolean cancelled) {
        return new Progress() {
            @Override
            public void report(String step, double fraction) {}

            @Override
            public boolean isCancelled() {
                return cancelled.get();
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "401, the server wants a log-in (401), 1",
        "403, the server forbids it (403), 1",
        "404, the server does not have it (404), 1",
        "408, the server answered 408, 4",
        "418, the server answered 418, 1",
        "429, the server takes no more requests from here for now (429), 4",
        "503, the server is out of order for now (503), 4",
    })
    void refusalsAreTold(int status, String message, int tries) {
        server.on("/a.bin", status(status));
        assertEquals(message, failure("/a.bin", SOON));
        assertEquals(tries, server.log().size(), "" + server.log());
    }

    @Test
    void aServerThatAsksToWaitIsWaitedFor() throws IOException {
        server.on("/a.bin", inTurn(status(429, "Retry-After", "1"), file(content)));
        Instant begin = Instant.now();
        run("/a.bin", SOON);
        assertLoaded();
        assertTrue(Duration.between(begin, Instant.now()).toMillis() >= 1000);

        server.on("/a.bin", status(429, "RateLimit", "\"api\";r=0;t=57"));
        assertEquals(
                "the server takes no more requests from here for now (429) and asks to wait 57 s; run it again then: it goes on where it stopped",
                failure("/a.bin", SOON));
        Instant now = Instant.parse("2026-11-27T11:00:00Z");
        assertEquals(
                Optional.of(Duration.ofSeconds(90)),
                RetryAfter.parse("Fri, 27 Nov 2026 11:01:30 GMT", now));
        assertEquals(Optional.empty(), RetryAfter.parse("soon", now));
    }

    @Test
    void redirectsAreFollowedButSecretsStay() throws IOException {
        try (FileServer other = new FileServer()) {
            other.on("/signed", file(content));
            server.on("/a.bin", redirect("/b.bin"));
            server.on("/b.bin", redirect(other.address("/signed?Signature=s3cret").toString()));
            download("/a.bin", Retries.NONE)
                    .authorization(Optional.of("Bearer hf_secret"))
                    .run(DownloadListener.NONE, Progress.NONE);
            assertLoaded();
            assertEquals(List.of("GET /a.bin authorized", "GET /b.bin authorized"), server.log());
            assertEquals(List.of("GET /signed?Signature=s3cret"), other.log());
        }
    }

    @Test
    void redirectsToAnotherSchemeAreNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        for (String location :
                List.of("https://example.invalid/a", "" + secret.toUri(), "ftp://localhost/a")) {
            server.on("/a.bin", redirect(location));
            String scheme = location.substring(0, location.indexOf(':'));
            assertEquals(
                    "the server leads from http: to "
                            + scheme
                            + ":, which is not followed; "
                            + (scheme.equals("https")
                                    ? "give the server's address with https:"
                                    : "run it again later, or ask who runs that server"),
                    failure("/a.bin", SOON));
        }
        server.on("/a.bin", redirect("/a.bin"));
        assertEquals(
                "the server leads from one address to the next without an end; run it again later, or ask who runs that server",
                failure("/a.bin", SOON));
    }

    @Test
    void aWebPageInPlaceOfTheFileIsCalledOne() throws IOException {
        server.on("/a.bin", page("<html>Please log in to the guest network</html>"));
        assertEquals(
                "a web page came instead of it, such as a network's log-in page; log in with a browser of this computer, then run it again",
                failure("/a.bin", SOON));
        assertFalse(Files.exists(folder.resolve("a.bin")));
    }

    /** This device takes nothing, as a full disk does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsTold() throws IOException {
        Files.createSymbolicLink(folder.resolve("a.bin.part"), Path.of("/dev/full"));
        server.on("/a.bin", file(content));
        assertEquals(
                "it cannot be written to "
                        + folder
                        + " (No space left on device); make room there, and run it again: it goes"
                        + " on where it stopped",
                failure("/a.bin", SOON));
        assertEquals(1, server.log().size());
    }

    @Test
    void twoRunsAtOnceDoNotMixTheirBytes() throws IOException {
        server.on("/a.bin", file(content));
        AtomicBoolean inside = new AtomicBoolean();
        download("/a.bin", SOON)
                .run(
                        new DownloadListener() {
                            @Override
                            public void arrived(long bytes) {
                                if (inside.compareAndSet(false, true)) {
                                    assertEquals(
                                            "another program is loading it now; wait until that one is done",
                                            failure("/a.bin", Retries.NONE));
                                }
                            }

                            @Override
                            public void checking(double fraction) {}
                        },
                        Progress.NONE);
        assertTrue(inside.get());
        assertLoaded();
    }

    @Test
    void theHeadTellsWithoutLeavingTheServer() throws IOException {
        server.on("/a.bin", redirect("/b.bin"));
        server.on("/b.bin", redirect("http://example.invalid/c"));
        try (HttpResponse head = new HttpRequest(server.address("/a.bin")).head(Progress.NONE)) {
            assertEquals(302, head.status());
            assertEquals(Optional.of("http://example.invalid/c"), head.header("location"));
        }
        assertEquals(List.of("HEAD /a.bin", "HEAD /b.bin"), server.log());
    }

    @Test
    void aProxyThatWantsALogInIsTold() throws IOException {
        String sentence =
                "the proxy wants a name and a password (407), which DiffSeg does not send; name a"
                        + " proxy that wants none, such as a program on this computer that logs in"
                        + " there, or carry it over from another computer";
        server.on("/a.bin", status(407));
        assertEquals(sentence, failure("/a.bin", SOON));
        assertEquals(1, server.log().size(), "" + server.log());

        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> refusing =
                    CompletableFuture.runAsync(() -> refuseTunnel(proxy));
            System.setProperty("https.proxyHost", "localhost");
            System.setProperty("https.proxyPort", "" + proxy.getLocalPort());
            HttpRequest request = new HttpRequest(URI.create("https://no-such-host.invalid/a"));
            assertEquals(
                    sentence,
                    assertThrows(IOException.class, () -> request.get(Progress.NONE)).getMessage());
            refusing.join();
        } finally {
            System.clearProperty("https.proxyHost");
            System.clearProperty("https.proxyPort");
        }
    }

    private static void refuseTunnel(ServerSocket proxy) {
        try (Socket tunnel = proxy.accept()) {
            assertTrue(tunnel.getInputStream().read(new byte[1000]) > 0);
            tunnel.getOutputStream()
                    .write(
                            ("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                            + "Proxy-Authenticate: Basic realm=\"x\"\r\n"
                                            + "Content-Length: 0\r\n\r\n")
                                    .getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Fiji sets it in its dialog. */
    @Test
    void javasProxyIsAskedInPlaceOfTheServer() throws IOException {
        server.on("/a.bin", file(content));
        System.setProperty("http.proxyHost", "localhost");
        System.setProperty("http.proxyPort", "" + server.address().getPort());
        try {
            new Download(
                            URI.create("http://no-such-host.invalid/a.bin"),
                            folder.resolve("a.bin"),
                            OptionalLong.of(SIZE),
                            Optional.of(ContentHash.sha256(hash)),
                            Retries.NONE)
                    .run(DownloadListener.NONE, Progress.NONE);
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
        assertLoaded();
        assertEquals(
                List.of("GET http://no-such-host.invalid/a.bin for no-such-host.invalid"),
                server.log());
    }

    private Download download(String path, Retries retries) {
        return new Download(
                server.address(path),
                folder.resolve("a.bin"),
                OptionalLong.of(SIZE),
                Optional.of(ContentHash.sha256(hash)),
                retries);
    }

    private void run(String path, Retries retries) throws IOException {
        download(path, retries).run(DownloadListener.NONE, Progress.NONE);
    }

    private String failure(String path, Retries retries) {
        return assertThrows(IOException.class, () -> run(path, retries)).getMessage();
    }

    private void assertLoaded() throws IOException {
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("a.bin")));
        assertFalse(Files.exists(folder.resolve("a.bin.part")));
    }
}
