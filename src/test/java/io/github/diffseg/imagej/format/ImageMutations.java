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

package io.github.diffseg.imagej.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.plugin.filter.AVI_Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Damages image files, mostly in their headers, and opens them: an image or one sentence must come
 * out, within seconds, and nothing else.
 */
final class ImageMutations {

    /** One of each format; in TIFF, what different readers read. */
    static final List<String> FORMATS =
            List.of(
                    "u16.tif",
                    "rgb8-zlib.tif",
                    "stack.tif",
                    "rgb-jpeg.tif",
                    "pillow-rgb.png",
                    "progressive.jpg",
                    "pillow-p.gif",
                    "pillow-p.bmp",
                    "pillow.ppm",
                    "plain.pgm",
                    "u16.fits",
                    "slope.dcm",
                    "movie.avi",
                    "image.zip");

    private static final int SECONDS = 20;
    private static final int HEADER_BYTES = 400;

    private final Path folder;
    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread thread = new Thread(task, "reader of damaged images");
                        thread.setDaemon(true);
                        return thread;
                    });
    private int opened;
    private int refused;

    ImageMutations(Path folder) {
        this.folder = folder;
    }

    /** Opens as many damaged files of a format; the seed and their number say which. */
    void run(String format, int files, long seed) throws IOException, InterruptedException {
        byte[] whole = Files.readAllBytes(original(format));
        Path file = folder.resolve("damaged" + format.substring(format.lastIndexOf('.')));
        for (int i = 0; i < files; i++) {
            Random random = new Random(seed * 1_000_003 + 31L * format.hashCode() + i);
            Files.write(file, damage(whole, random));
            open(file, format + ", seed " + seed + ", file " + i);
        }
        reader.shutdownNow();
    }

    int opened() {
        return opened;
    }

    int refused() {
        return refused;
    }

    private void open(Path file, String which) throws IOException, InterruptedException {
        Future<ImagePlus> image = reader.submit(() -> ImageFiles.open(file, Optional.empty()));
        try {
            ImagePlus read = image.get(SECONDS, TimeUnit.SECONDS);
            assertTrue(read.getWidth() > 0 && read.getHeight() > 0, which + ": " + read);
            assertTrue(read.getProcessor().getPixels() != null, which);
            opened++;
        } catch (TimeoutException e) {
            keep(file, which + " was not read in " + SECONDS + " s", null);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException)) {
                keep(file, which + " brought out " + e.getCause(), e);
            }
            requireSentence(file, String.valueOf(e.getCause().getMessage()), which);
            refused++;
        }
    }

    private static void requireSentence(Path file, String message, String which) {
        String rest = message.replace(file.toString(), "FILE");
        assertTrue(rest.startsWith("FILE "), which + ": " + rest);
        assertEquals(1, rest.lines().count(), which + ": " + rest);
        assertTrue(
                !rest.matches(".*(Exception|\\wError|java\\.|null|Index \\d|@[0-9a-f]{4}).*"),
                which + ": " + rest);
    }

    private static void keep(Path file, String what, Exception e) throws IOException {
        Path kept = Path.of("target", "damaged-" + System.nanoTime() + "-" + file.getFileName());
        Files.copy(file, kept);
        fail(what + "; it is kept as " + kept, e);
    }

    /** What the repository does not hold as a file is made. */
    private Path original(String format) throws IOException {
        Path file = folder.resolve(format);
        ImagePlus image = IJ.createImage("image", "8-bit ramp", 24, 20, 3);
        boolean made =
                switch (format) {
                    case "stack.tif" -> new FileSaver(image).saveAsTiffStack(file.toString());
                    case "image.zip" -> new FileSaver(image).saveAsZip(file.toString());
                    case "movie.avi" -> writeAvi(image, file);
                    default -> false;
                };
        return made ? file : Path.of("src/test/resources/images/files", format);
    }

    private static boolean writeAvi(ImagePlus image, Path file) throws IOException {
        new AVI_Writer().writeImage(image, file.toString(), AVI_Writer.NO_COMPRESSION, 0);
        return true;
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] file = whole.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            file = damageOnce(file, random);
        }
        return file;
    }

    private static byte[] damageOnce(byte[] file, Random random) {
        int length = Math.max(1, file.length);
        int reach = random.nextInt(4) == 0 ? length : Math.min(length, HEADER_BYTES);
        // TIFF's directory and PNG's and GIF's ends lie at the end
        int position =
                random.nextInt(4) == 0 ? length - 1 - random.nextInt(reach) : random.nextInt(reach);
        switch (random.nextInt(7)) {
            case 0 -> file[position] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[position] = (byte) random.nextInt(256);
            case 2 -> Arrays.fill(file, position, Math.min(length, position + 4), (byte) 0xff);
            case 3 -> Arrays.fill(file, position, Math.min(length, position + 4), (byte) 0);
            case 4 -> {
                file[position] = 0x7f;
                Arrays.fill(file, position, Math.min(length, position + 3), (byte) 0xff);
            }
            case 5 -> {
                return Arrays.copyOf(file, 1 + random.nextInt(length));
            }
            default -> {
                int from = random.nextInt(length);
                int count = Math.min(1 + random.nextInt(12), length - Math.max(from, position));
                System.arraycopy(file, from, file, position, count);
            }
        }
        return file;
    }
}
