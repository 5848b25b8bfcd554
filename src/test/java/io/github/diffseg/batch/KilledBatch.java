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

package io.github.diffseg.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.diffseg.cli.Main;
import io.github.diffseg.files.JsonLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of small images, good and broken ones, that the command line segments in a process of
 * its own, which is killed now and then.
 */
final class KilledBatch {

    /** Two checksums and an empty chunk. */
    private static final int AFTER_PIXELS_OF_PNG = 20;

    private static final String[] GOOD_NAMES = {
        "plain%d.png",
        "with space %d.png",
        "quo'te\"%d.png",
        "ümläut%d.bmp",
        "new\nline%d.png",
        "sub %%/deeper/%d.jpg",
        "same/a%d.png",
        "same/a%d.bmp"
    };

    /** So that the administrator, who may read everything, may not. */
    private static final List<String> WITHOUT_PRIVILEGES =
            List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");

    /** Of a process that SIGKILL ended. */
    private static final int KILLED = 128 + 9;

    private static final long KIBI = 1024;

    /**
     * One process.
     *
     * @param seconds that it ran
     * @param done images that it segmented
     * @param residentMib its resident memory, one value a second
     */
    record Run(double seconds, long done, List<Long> residentMib) {}

    private final Path folder;
    private final Path input;
    private final Path output;
    private final Random random;
    private final List<String> good = new ArrayList<>();
    private final Map<String, String> bad = new TreeMap<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<String> prefix;

    KilledBatch(Path folder, long seed) throws IOException {
        this.folder = folder;
        this.input = Files.createDirectories(folder.resolve("in"));
        this.output = folder.resolve("out");
        this.random = new Random(seed);
        this.prefix = mayReadAll() ? WITHOUT_PRIVILEGES : List.of();
        // As lost+found on a disk of its own
        forbid(Files.createDirectories(output.resolve("lost+found")));
    }

    private boolean mayReadAll() throws IOException {
        return Files.isReadable(forbid(Files.createFile(folder.resolve("unreadable"))));
    }

    private static Path forbid(Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    }

    /** Every so many-th image is broken. */
    void makeImages(int count, int everyBroken) throws IOException {
        byte[] whole = Files.readAllBytes(TestImages.write(folder.resolve("whole.png"), 0));
        for (int i = 0; i < count; i++) {
            if (i % everyBroken == everyBroken - 1) {
                breakOne(i / everyBroken, whole);
            } else {
                String name = GOOD_NAMES[i % GOOD_NAMES.length].formatted(i / GOOD_NAMES.length);
                TestImages.write(input.resolve(name), i);
                good.add(name);
            }
        }
        Files.createSymbolicLink(input.resolve("loop"), input);
        bad.put("loop", "link to a folder that contains it");
    }

    private void breakOne(int i, byte[] whole) throws IOException {
        switch (i % 8) {
            case 0 -> truncate("png", i, "is truncated");
            case 1 -> Files.createFile(bad("empty" + i + ".tif", "is empty"));
            case 2 -> Files.writeString(bad("text" + i + ".png", "not an image"), "text");
            case 3 -> Files.createDirectory(bad("folder" + i + ".tif", "is a folder"));
            case 4 ->
                    Files.createSymbolicLink(
                            bad("dangling" + i + ".png", "does not exist"),
                            input.resolve("nowhere"));
            case 5 -> truncate("jpg", i, "is truncated");
            case 6 -> truncate("tif", i, "is truncated");
            default ->
                    forbid(Files.write(bad("unreadable" + i + ".png", "may not be read"), whole));
        }
    }

    /**
     * Within the pixels: a file that ends after them is whole, one that ends in its header is no
     * image at all.
     */
    private void truncate(String extension, int i, String reason) throws IOException {
        Path whole = folder.resolve("whole." + extension);
        if (extension.equals("tif")) {
            IJ.saveAsTiff(IJ.createImage("whole", "8-bit ramp", 64, 48, 1), whole.toString());
        } else {
            TestImages.write(whole, i);
        }
        byte[] bytes = Files.readAllBytes(whole);
        int end = bytes.length - (extension.equals("png") ? AFTER_PIXELS_OF_PNG : 0);
        byte[] part = Arrays.copyOf(bytes, (int) (end * (0.7 + 0.25 * random.nextDouble())));
        Files.write(bad("truncated" + i + "." + extension, reason), part);
    }

    private Path bad(String name, String reason) {
        bad.put(name, reason);
        return input.resolve(name);
    }

    /** Lets the batch run until so many images have results, of all runs together, and kills it. */
    void runAndKillAt(int images) throws IOException, InterruptedException {
        int status =
                run(
                        process -> {
                            if (done() < images) {
                                return false;
                            }
                            // Anywhere in the middle of reading, computing or writing
                            Thread.sleep(random.nextInt(150));
                            assertTrue(process.isAlive(), "the batch ended before it was killed");
                            return true;
                        });
        assertEquals(KILLED, status);
    }

    /**
     * @return the process's exit status
     */
    int runToItsEnd() throws IOException, InterruptedException {
        return run(process -> false);
    }

    private int run(KillPoint isToBeKilled) throws IOException, InterruptedException {
        long before = done();
        List<Long> resident = new ArrayList<>();
        long begin = System.nanoTime();
        Process process = start();
        try {
            while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - begin > (resident.size() + 1) * 1e9) {
                    resident.add(residentKib(process.pid()) / KIBI);
                }
                if (isToBeKilled.isReached(process)) {
                    break;
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        runs.add(new Run((System.nanoTime() - begin) / 1e9, done() - before, resident));
        return process.exitValue();
    }

    /** When to kill a process. */
    @FunctionalInterface
    private interface KillPoint {
        boolean isReached(Process process) throws IOException, InterruptedException;
    }

    private Process start() throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(prefix);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        "batch",
                        input.toString(),
                        "--recursive",
                        "--output=" + output,
                        "--working-size=64",
                        "--write=labels,rois,table,overlay,coco,yolo"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private long done() throws IOException {
        Path manifest = output.resolve(Manifest.FILE_NAME);
        if (!Files.exists(manifest)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(manifest)) {
            return lines.filter(line -> line.contains("\"outcome\":\"done\"")).count();
        }
    }

    /** Every good image has exactly one complete result, every broken one its reason. */
    void check() throws IOException {
        List<ManifestEntry> told = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve(Manifest.FILE_NAME))) {
            told.add(JsonLine.parse(line, ManifestFormat.INSTANCE));
        }
        Map<String, List<ManifestEntry>> entries =
                told.stream().collect(Collectors.groupingBy(ManifestEntry::file));
        assertEquals(good.size() + bad.size(), entries.size());
        List<String> files = new ArrayList<>(List.of(Manifest.FILE_NAME, BatchSession.COCO_FILE));
        for (String name : good) {
            assertEquals(1, entries.get(name).size(), "once and for all: " + name);
            ManifestEntry entry = entries.get(name).get(0);
            assertTrue(entry.isDone(), () -> name + ": " + entry.reason());
            assertEquals(6, entry.files().size());
            files.addAll(entry.files());
            ImagePlus labels = IJ.openImage(output.resolve(entry.files().get(0)).toString());
            assertEquals(64, labels.getWidth());
            assertEquals(48, labels.getHeight());
            assertEquals(entry.segments(), (int) labels.getStatistics().max);
        }
        bad.forEach(
                (name, reason) -> {
                    for (ManifestEntry entry : entries.get(name)) {
                        assertFalse(entry.isDone(), name);
                        assertTrue(entry.reason().contains(reason), name + ": " + entry.reason());
                    }
                });
        assertEquals(files.stream().sorted().toList(), resultFiles(), "no file too many or few");
    }

    private List<String> resultFiles() throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> output.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    Path log() {
        return folder.resolve("log.txt");
    }

    int goodImages() {
        return good.size();
    }

    int badImages() {
        return bad.size();
    }

    /** All processes so far. */
    List<Run> runs() {
        return List.copyOf(runs);
    }

    private static long residentKib(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
