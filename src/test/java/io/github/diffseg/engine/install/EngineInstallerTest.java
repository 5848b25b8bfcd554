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

package io.github.diffseg.engine.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Installs small files from a repository on this machine. */
class EngineInstallerTest {

    private static final int SIZE = 3_000_000;

    @TempDir private Path folder;
    private final byte[] content = new byte[SIZE];
    private final List<String> ranges = new ArrayList<>();
    private byte[] served;
    private int brokenOffAfter = Integer.MAX_VALUE;
    private HttpServer server;
    private URI repository;
    private NativeJar jar;

    @BeforeEach
    void serve() throws Exception {
        new Random(1).nextBytes(content);
        served = content;
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        jar = new NativeJar("group/native-1.0.jar", SIZE, hash);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/maven/group/native-1.0.jar", this::answer);
        server.start();
        repository = URI.create("http://localhost:" + server.getAddress().getPort() + "/maven/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(String.valueOf(range));
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (range != null) {
                String rest = from + "-" + (served.length - 1) + "/" + served.length;
                exchange.getResponseHeaders().set("Content-Range", "bytes " + rest);
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, served.length - from);
            int to = Math.min(served.length, brokenOffAfter);
            exchange.getResponseBody().write(served, from, to - from);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void loadsWhatIsMissingOnce() throws IOException {
        EngineInstaller installer = installer(jar);
        assertFalse(installer.isInstalled());
        List<Double> fractions = new ArrayList<>();
        installer.install(
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        assertTrue(
                                step.matches(
                                        "PyTorch, once: ([0-3] of 3 MB \\(Esc stops\\)|checking)"),
                                step);
                        fractions.add(fraction);
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                });
        assertTrue(installer.isInstalled());
        assertArrayEquals(content, Files.readAllBytes(installed()));
        assertEquals(1, fractions.get(fractions.size() - 1));
        assertEquals(List.of(installed().toUri().toURL()), List.of(installer.installed()));
        installer.install(Progress.NONE);
        assertEquals(List.of("null"), ranges);
    }

    @Test
    void goesOnWhereItWasBrokenOff() throws IOException {
        brokenOffAfter = 1_000_000;
        String message = failure(installer(jar));
        assertFalse(Files.exists(installed()));
        assertTrue(message.contains("native-1.0.jar cannot be loaded: "), message);
        long arrived = Files.size(folder.resolve("native-1.0.jar.part"));
        assertTrue(arrived > 0 && arrived <= 1_000_000, arrived + " bytes");
        brokenOffAfter = Integer.MAX_VALUE;
        installer(jar).install(Progress.NONE);
        assertArrayEquals(content, Files.readAllBytes(installed()));
        assertEquals("bytes=" + arrived + "-", ranges.get(ranges.size() - 1));
    }

    @Test
    void cancellingKeepsWhatHasArrived() throws IOException {
        Progress impatient =
                new Progress() {
                    private double done;

                    @Override
                    public void report(String step, double fraction) {
                        done = fraction;
                    }

                    @Override
                    public boolean isCancelled() {
                        return done > 0.5;
                    }
                };
        assertThrows(CancellationException.class, () -> installer(jar).install(impatient));
        assertFalse(Files.exists(installed()));
        assertTrue(Files.size(folder.resolve("native-1.0.jar.part")) > SIZE / 2);
        installer(jar).install(Progress.NONE);
        assertArrayEquals(content, Files.readAllBytes(installed()));
    }

    @Test
    void anotherContentIsRefusedAndNotKept() throws IOException {
        served = content.clone();
        served[SIZE - 1]++;
        String message = failure(installer(jar));
        assertTrue(message.contains("what arrived is not that file: its SHA-256 is "), message);
        assertFalse(Files.exists(installed()));
        served = Arrays.copyOf(content, SIZE + 1);
        message = failure(installer(jar));
        assertTrue(message.contains("it is longer than 3000000 bytes"), message);
        served = content;
        installer(jar).install(Progress.NONE);
        assertArrayEquals(content, Files.readAllBytes(installed()));
    }

    @Test
    void saysWhatToDoWithoutInternet() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        URI nowhere = URI.create("http://localhost:" + closed + "/maven/");
        String message = failure(new EngineInstaller(folder, nowhere, List.of(jar)));
        String address = nowhere + "group/native-1.0.jar";
        assertTrue(
                message.startsWith(
                        "PyTorch, which DiffSeg computes with, is not installed yet: "
                                + address
                                + " cannot be loaded: no connection ("),
                message);
        assertTrue(message.contains("Proxy Settings...; or load " + address), message);
        assertTrue(message.endsWith("elsewhere and put it into " + folder), message);

        URI unknown = URI.create("http://no-such-host.invalid/maven/");
        message = failure(new EngineInstaller(folder, unknown, List.of(jar)));
        assertTrue(message.contains("the server no-such-host.invalid is not found"), message);

        NativeJar other = new NativeJar("group/other-1.0.jar", 1, "00");
        message = failure(installer(other));
        assertTrue(message.contains("the server does not have it"), message);
    }

    @Test
    void whatIsPutThereByHandIsUsed() throws IOException {
        Files.write(installed(), content);
        EngineInstaller installer = installer(jar);
        assertTrue(installer.isInstalled());
        Files.writeString(folder.resolve("pytorch-native-gpu.jar"), "x");
        Files.writeString(folder.resolve("notes.txt"), "x");
        assertEquals(2, installer.installed().length);
    }

    @Test
    void whatIsPutThereByHandIsHashedOnceAndAgainWhenItChanged() throws IOException {
        Files.write(installed(), content);
        assertTrue(installer(jar).isInstalled());
        FileTime time = Files.getLastModifiedTime(installed());
        byte[] damaged = content.clone();
        damaged[7]++;
        Files.write(installed(), damaged);
        Files.setLastModifiedTime(installed(), time);
        assertTrue(installer(jar).isInstalled(), "by size and time it is the file of before");
        Files.setLastModifiedTime(installed(), FileTime.fromMillis(time.toMillis() + 2000));
        assertFalse(installer(jar).isInstalled());
    }

    @Test
    void anotherFileOfItsSizeIsSaidAndReplaced() throws IOException {
        Files.write(installed(), new byte[SIZE]);
        EngineInstaller installer = installer(jar);
        assertFalse(installer.isInstalled());
        String message = installer.missing("downloads are forbidden here");
        assertTrue(
                message.endsWith("the file of that name there is damaged or of another version"),
                message);
        installer.install(Progress.NONE);
        assertArrayEquals(content, Files.readAllBytes(installed()));
    }

    @Test
    void eachVersionHasAFolderOfItsOwn() {
        String version = NativeJar.forThisMachine().get(0).version();
        assertTrue(version.matches("\\d[\\d.]+-\\d[\\d.]+"), version);
        String message = EngineInstaller.forThisMachine().missing("test");
        assertTrue(message.endsWith(Path.of("diffseg-jars", version).toString()), message);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-aarch64",
        "Mac OS X, aarch64, osx-aarch64",
        "Windows 11, amd64, win-x86_64",
    })
    void eachMachineHasItsOwn(String system, String machine, String classifier) {
        List<NativeJar> jars = NativeJar.forMachine(system, machine);
        assertEquals(2, jars.size());
        assertTrue(jars.get(0).fileName().startsWith("pytorch-jni-"));
        assertTrue(jars.get(1).fileName().endsWith("-" + classifier + ".jar"));
        assertTrue(jars.get(1).size() > 10_000_000);
    }

    @Test
    void machinesWithoutPyTorchAreNamed() {
        String message =
                assertThrows(UserException.class, () -> NativeJar.forMachine("Mac OS X", "x86_64"))
                        .getMessage();
        assertTrue(message.contains("not published for this machine (Mac OS X, x86_64)"), message);
        assertTrue(message.contains("DiffSeg ROIs to Labels... works"), message);
        assertTrue(message.contains("install the Fiji for Apple Silicon"), message);
        message =
                assertThrows(UserException.class, () -> NativeJar.forMachine("FreeBSD", "amd64"))
                        .getMessage();
        assertTrue(message.endsWith("and Macs with Apple processors"), message);
        assertEquals(Optional.empty(), EngineInstaller.refusalHere());
    }

    /** The list is that of the versions which the project is built with. */
    @Test
    void theListIsThatOfTheClassPath() throws Exception {
        List<Path> classPath =
                Arrays.stream(
                                System.getProperty("java.class.path")
                                        .split(java.io.File.pathSeparator))
                        .map(Path::of)
                        .toList();
        for (NativeJar listed : NativeJar.forThisMachine()) {
            Path file =
                    classPath.stream()
                            .filter(path -> path.endsWith(listed.fileName()))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError(listed + " is not used"));
            assertEquals(Files.size(file), listed.size(), listed.fileName());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(file));
            assertEquals(HexFormat.of().formatHex(digest.digest()), listed.sha256());
        }
    }

    private EngineInstaller installer(NativeJar file) {
        return new EngineInstaller(folder, repository, List.of(file));
    }

    private Path installed() {
        return folder.resolve("native-1.0.jar");
    }

    private static String failure(EngineInstaller installer) {
        return assertThrows(UserException.class, () -> installer.install(Progress.NONE))
                .getMessage();
    }
}
