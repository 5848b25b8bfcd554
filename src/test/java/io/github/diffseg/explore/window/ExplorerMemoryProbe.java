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

package io.github.diffseg.explore.window;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.ResidentSize;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;

/**
 * Opens the explorer on new images again and again, accepts, cancels, or closes the image while
 * borders are being moved, and prints by how much heap and process grew after the first cycles: the
 * least of the last cycles over the least of earlier ones, one of each end, since what the last
 * image left is let go with the next.
 */
final class ExplorerMemoryProbe {

    private static final int WARM_UP = 9;
    private static final int ENDS = 3;
    private static final int CYCLES = WARM_UP + 21;

    /** Less than one attention tensor of 64 x 64 cells; one for each cycle would be over 1 GB. */
    static final long ALLOWED_NATIVE_GROWTH = 60L << 20;

    /** The labels of four images of 512 x 512 pixels; one for each cycle would be 20. */
    static final long ALLOWED_HEAP_GROWTH = 4L << 20;

    private static final long PATIENCE_NANOSECONDS = 600_000_000_000L;

    private ExplorerMemoryProbe() {}

    public static void main(String[] arguments) throws Exception {
        // The event thread would keep this process alive, and the test waiting
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
        ImageProcessor sample = IJ.openImage(arguments[0]).getProcessor();
        List<Long> heap = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        try (DiffSeg diffSeg =
                        DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
                AttentionCache cache = new AttentionCache(100L << 20)) {
            for (int cycle = 1; cycle <= CYCLES; cycle++) {
                explore(diffSeg, cache, new ImagePlus("cycle " + cycle, another(sample, cycle)));
                heap.add(heapBytes());
                resident.add(ResidentSize.bytes());
                System.out.printf(
                        "cycle %d: heap %d KB, resident %d KB, kept %d KB%n",
                        cycle,
                        heap.get(cycle - 1) >> 10,
                        resident.get(cycle - 1) >> 10,
                        cache.bytes() >> 10);
            }
        }
        System.out.println("heap grew by " + growth(heap) + " bytes");
        System.out.println("process grew by " + growth(resident) + " bytes");
        System.exit(0);
    }

    private static long growth(List<Long> bytes) {
        return Collections.min(bytes.subList(CYCLES - ENDS, CYCLES))
                - Collections.min(bytes.subList(WARM_UP, WARM_UP + ENDS));
    }

    private static ImageProcessor another(ImageProcessor sample, int cycle) {
        ImageProcessor another = sample.duplicate();
        another.setColor(0x0000ff);
        another.fillRect(10 * cycle, 20, 30, 30);
        return another;
    }

    private static void explore(DiffSeg diffSeg, AttentionCache cache, ImagePlus image)
            throws Exception {
        image.show();
        PlaneSegmenter segmenter = new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO, cache);
        ExploreSource source =
                ExploreSource.open(
                        segmenter,
                        image,
                        segmenter.settings(SettingsRequest.ALL_RECOMMENDED),
                        Progress.NONE);
        SegmentationHierarchy hierarchy = source.hierarchy(false, Progress.NONE);
        AtomicReference<Explorer> explorer = new AtomicReference<>();
        AtomicReference<ImageResult> accepted = new AtomicReference<>();
        SwingUtilities.invokeAndWait(
                () ->
                        explorer.set(
                                Explorer.open(
                                        source,
                                        hierarchy,
                                        new OnePlaneWork(source, accepted::set),
                                        failure -> {
                                            throw new IllegalStateException(failure);
                                        })));
        int end = Integer.parseInt(image.getTitle().replaceAll("\\D", "")) % ENDS;
        SwingUtilities.invokeAndWait(
                () -> {
                    ExplorerPanel panel =
                            (ExplorerPanel) ((JFrame) explorer.get().window()).getContentPane();
                    panel.slider.setValue(panel.slider.getMaximum() - 6);
                    panel.shown.setSelectedIndex(1);
                    panel.crisp.doClick(0);
                    if (end == 0) {
                        panel.accept.doClick(0);
                    } else if (end == 1) {
                        panel.cancel.doClick(0);
                    } else {
                        close(image);
                    }
                });
        await(() -> !explorer.get().isOpen());
        if (end == 0) {
            await(() -> accepted.get() != null);
        }
        SwingUtilities.invokeAndWait(() -> close(image));
    }

    private static void close(ImagePlus image) {
        image.changes = false;
        image.close();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOSECONDS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static long heapBytes() throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            LockSupport.parkNanos(100_000_000);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
