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

package io.github.diffseg.large;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.image.PictureFile;
import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.imagej.format.LabelTiff;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.store.Address;
import io.github.diffseg.zarr.OmeZarrLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plane of 32,768 x 32,768 pixels is written and read again by a Java of 512 MB. */
@Tag("heavy")
class LargeFileMemoryTest {

    private static final int SIDE = Integer.getInteger("diffseg.large.side", 32768);
    private static final LongBinaryOperator LABEL = (x, y) -> 1 + (y / 128) * 256 + x / 128;

    @TempDir private Path folder;

    @Test
    void aGigapixelFitsIntoHalfAGigabyte() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-Ddiffseg.large.side=" + SIDE,
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargeFileMemoryTest.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /** What the process does; an exception ends it with another status than 0. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        RandomAccessibleInterval<UnsignedIntType> labels = Planes.labels(SIDE, SIDE, LABEL);
        Path tiff = folder.resolve("large.tif");
        Path zarr = folder.resolve("large.ome.zarr");
        int bits = SIDE > 32640 ? 32 : 16;
        long begin = System.nanoTime();
        new LabelTiff(bits, new double[2], "").write(tiff, labels, Progress.NONE);
        tell("BigTIFF written", begin);
        new OmeZarrLabels(bits, 1, 1, "", Map.of()).write(zarr, labels, Progress.NONE);
        tell("OME-Zarr written", begin);
        for (Path file : List.of(tiff, zarr)) {
            try (PictureFile picture = LargeFiles.open(Address.of(file.toString()));
                    PlaneRegions plane = picture.plane(0, 0, 0)) {
                requireLabels(plane);
                requireColours(plane);
            }
            tell(file.getFileName() + " read", begin);
        }
    }

    private static void tell(String what, long begin) {
        Runtime java = Runtime.getRuntime();
        System.out.printf(
                "%s after %d s, heap %d MB%n",
                what,
                (System.nanoTime() - begin) / 1_000_000_000,
                (java.totalMemory() - java.freeMemory()) >> 20);
    }

    private static void requireLabels(PlaneRegions plane) throws IOException {
        for (long y = 0; y < SIDE; y += 1024) {
            for (long x = 0; x < SIDE; x += 1024) {
                float[] part = plane.read(new int[] {0}, x, y, 1024, 1024)[0];
                for (int i = 0; i < part.length; i += 97) {
                    if (part[i] != LABEL.applyAsLong(x + i % 1024, y + i / 1024)) {
                        throw new IllegalStateException("wrong at " + x + ", " + y + ", " + i);
                    }
                }
            }
        }
    }

    /** All cells of the plane as the network sees it. */
    private static void requireColours(PlaneRegions plane) {
        RandomAccess<ARGBType> colours =
                DisplayedRegions.image(plane, List.of(new ChannelLook(0, 65536, 0xffffff, true)))
                        .randomAccess();
        for (long y = 0; y < SIDE; y += 512) {
            for (long x = 0; x < SIDE; x += 512) {
                colours.setPosition(new long[] {x, y});
                int expected = (int) (LABEL.applyAsLong(x, y) / 65536.0 * 255 + 0.5);
                if ((colours.get().get() & 0xff) != expected) {
                    throw new IllegalStateException("wrong colour at " + x + ", " + y);
                }
            }
        }
    }
}
