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

package io.github.diffseg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.github.diffseg.imagej.format.LabelTiff;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.zarr.OmeZarrLabels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are read in parts, through the command line. */
class LargeFileTest {

    private static final int SIDE = 192;

    @TempDir private Path folder;

    private record Run(int status, String out, String err) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status =
                Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    /** A bright disc on dark ground. */
    private static ArrayImg<UnsignedIntType, IntArray> disc() {
        int[] pixels = new int[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            boolean inside = Math.hypot(i % SIDE - 90, i / SIDE - 100) < 50;
            pixels[i] = (inside ? 200 : 30) + i % 7;
        }
        return ArrayImgs.unsignedInts(pixels, SIDE, SIDE);
    }

    private Path tiff() throws IOException {
        Path file = folder.resolve("disc.tif");
        new LabelTiff(8, new double[] {10000, 10000}, "").write(file, disc(), Progress.NONE);
        return file;
    }

    private Path zarr() throws IOException {
        Path file = folder.resolve("disc.zarr");
        new OmeZarrLabels(8, 1, 1, "micrometer", Map.of()).write(file, disc(), Progress.NONE);
        return file;
    }

    private Run segment(String image, Path output) {
        return run(
                image,
                "-o",
                output.toString(),
                "--detail=2x",
                "--working-size=64",
                "--anchors-per-axis=6",
                "--json");
    }

    @Test
    void bothFormatsGiveTheSameSegments() throws IOException {
        Run ofTiff = segment(tiff().toString(), folder.resolve("results"));
        assertEquals("", ofTiff.err);
        JsonObject json = JsonParser.parseString(ofTiff.out).getAsJsonObject();
        assertTrue(json.get("tiles").getAsInt() > 1, ofTiff.out);
        assertEquals(SIDE, json.get("width").getAsInt());
        Path labels = folder.resolve("results/disc-labels.tif");
        Path table = folder.resolve("results/disc-segments.csv");
        assertEquals(labels.toString(), json.getAsJsonObject("files").get("labels").getAsString());
        List<String> rows = Files.readAllLines(table);
        assertEquals(
                "Label,Area,Pixels,X,Y,BX,BY,Width,Height,Mean,Confidence,Threshold", rows.get(0));
        assertEquals(json.get("segments").getAsInt(), rows.size() - 1);
        long pixels = rows.stream().skip(1).mapToLong(r -> Long.parseLong(r.split(",")[2])).sum();
        assertEquals(SIDE * SIDE, pixels);

        Path written = folder.resolve("new/labels.ome.zarr");
        Run ofZarr = segment(zarr().toString(), written);
        assertEquals("", ofZarr.err);
        assertTrue(Files.exists(written.resolve("labels/diffseg/0/.zarray")));
        assertEquals(rows, Files.readAllLines(folder.resolve("new/labels-segments.csv")));
        String attributes = Files.readString(written.resolve(".zattrs"));
        assertTrue(attributes.contains("run(\\\"DiffSeg Large Image...\\\""), attributes);
    }

    @Test
    void anAddressIsAsGoodAsAPath() throws IOException {
        zarr();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
                    try (exchange) {
                        boolean there = Files.isRegularFile(file);
                        exchange.sendResponseHeaders(
                                there ? 200 : 404, there ? Files.size(file) : -1);
                        if (there) {
                            Files.copy(file, exchange.getResponseBody());
                        }
                    }
                });
        server.start();
        try {
            String root = "http://127.0.0.1:" + server.getAddress().getPort();
            Run run = segment(root + "/disc.zarr", folder.resolve("served.tif"));
            assertEquals("", run.err);
            assertTrue(Files.exists(folder.resolve("served-segments.csv")));
            Run missing = segment(root + "/none.zarr", folder.resolve("none.tif"));
            assertEquals(1, missing.status);
            assertTrue(
                    missing.err.startsWith(
                            "diffseg: " + root + "/none.zarr is neither Zarr nor N5"),
                    missing.err);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void filesOfOthersAreNotReplaced() throws IOException {
        Path image = tiff();
        Path other = folder.resolve("other.tif");
        Files.write(
                other, Files.readAllBytes(Path.of("src/test/resources/images/files/turned-2.tif")));
        byte[] before = Files.readAllBytes(other);
        Run run = segment(image.toString(), other);
        assertEquals(1, run.status);
        assertTrue(
                run.err.contains(other + " is there already and is no label image of DiffSeg"),
                run.err);
        assertTrue(Arrays.equals(before, Files.readAllBytes(other)));
    }

    @Test
    void whatNeedsAWholeImageIsRefused() throws IOException {
        String image = tiff().toString();
        String out = folder.resolve("x").toString();
        assertTrue(run(image, "-o", out, "--centre-crop").err.contains("centre_crop is \"true\""));
        assertTrue(run(image, "-o", out, "--geojson").err.contains("no --geojson"));
        assertTrue(
                run(image, "-o", out, "--slices=1,2")
                        .err
                        .contains("slices is \"1,2\", but \"disc.tif\" has slices 1 only"));
        assertTrue(run(image, "-o", out, "--channels=2").err.contains("has channels 1 only"));
        assertFalse(Files.exists(folder.resolve("x/disc-labels.tif")));
    }
}
