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

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server on the loopback address that behaves well or badly, as it is told, and keeps a log.
 */
public final class FileServer implements AutoCloseable {

    private static final int PIECE_BYTES = 1 << 16;

    static {
        // Else each small answer waits 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** How one address is answered. */
    @FunctionalInterface
    public interface Answer {

        /**
         * @param exchange closed afterwards
         * @throws IOException if the client has gone
         */
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile Answer otherwise = status(404);
    private final List<String> log = new CopyOnWriteArrayList<>();

    /** Serves nothing yet. */
    public FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Of the server itself, without a slash at its end. */
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public URI address(String path) {
        return URI.create(address() + path);
    }

    /** What was asked for: method, path, range and whether there was an authorization. */
    public List<String> log() {
        return log;
    }

    public FileServer on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** For all addresses that have no answer of their own. */
    public FileServer otherwise(Answer answer) {
        otherwise = answer;
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String secret = exchange.getRequestHeaders().getFirst("Authorization");
        String host = exchange.getRequestHeaders().getFirst("Host");
        URI uri = exchange.getRequestURI();
        log.add(
                exchange.getRequestMethod()
                        + " "
                        + uri
                        + (range == null ? "" : " " + range)
                        + (secret == null ? "" : " authorized")
                        + (uri.isAbsolute() ? " for " + host : ""));
        try (exchange) {
            answers.getOrDefault(uri.getPath(), otherwise).to(exchange);
        }
    }

    /** A file, and its ranges. */
    public static Answer file(byte[] content, Map<String, String> headers) {
        return broken(content, content.length, headers);
    }

    public static Answer file(byte[] content) {
        return file(content, Map.of());
    }

    /** A file whose connection ends before this byte, or never gets beyond it. */
    public static Answer broken(byte[] content, int end, Map<String, String> headers) {
        return exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (from >= content.length && range != null) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (range != null) {
                exchange.getResponseHeaders().set("Content-Range", contentRange(content, from));
            }
            send(exchange, range == null ? 200 : 206, content, from, end);
        };
    }

    /** A server that knows no ranges. */
    public static Answer whole(byte[] content) {
        return exchange -> send(exchange, 200, content, 0, content.length);
    }

    /** A few bytes now and then, of the range that was asked for. */
    public static Answer trickle(byte[] content, int piece, long millisecondsBetween) {
        return exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (range != null) {
                exchange.getResponseHeaders().set("Content-Range", contentRange(content, from));
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
            OutputStream out = exchange.getResponseBody();
            for (int at = from; at < content.length; at += piece) {
                out.write(content, at, Math.min(piece, content.length - at));
                out.flush();
                try {
                    Thread.sleep(millisecondsBetween);
                } catch (InterruptedException e) {
                    return;
                }
            }
        };
    }

    private static String contentRange(byte[] content, int from) {
        return "bytes " + from + "-" + (content.length - 1) + "/" + content.length;
    }

    public static Answer status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    public static Answer redirect(String location) {
        return status(302, "Location", location);
    }

    public static Answer page(String html) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            byte[] bytes = html.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            send(exchange, 200, bytes, 0, bytes.length);
        };
    }

    /** One answer after the other; the last one from then on. */
    public static Answer inTurn(Answer... turns) {
        java.util.concurrent.atomic.AtomicInteger turn =
                new java.util.concurrent.atomic.AtomicInteger();
        return exchange -> turns[Math.min(turn.getAndIncrement(), turns.length - 1)].to(exchange);
    }

    private static void send(HttpExchange exchange, int status, byte[] content, int from, int end)
            throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + (content.length - from));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, content.length - from);
        OutputStream out = exchange.getResponseBody();
        for (int at = from; at < end; at += PIECE_BYTES) {
            out.write(content, at, Math.min(PIECE_BYTES, end - at));
        }
    }

    /** Headers as a map that keeps their order. */
    public static Map<String, String> headers(String... pairs) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i], pairs[i + 1]);
        }
        return headers;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
