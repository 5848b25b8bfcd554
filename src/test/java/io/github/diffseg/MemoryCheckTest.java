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

package io.github.diffseg;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.diffusion.MemoryEstimate;
import io.github.diffseg.diffusion.UnetConfigParser;
import io.github.diffseg.diffusion.VaeConfig;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.NotEnoughMemoryException;
import io.github.diffseg.image.WorkingSize;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {

    private static final int MULTIPLE = 64;
    private static final long GIGABYTE = 1L << 30;

    private final MemoryEstimate estimate = estimate();

    @Test
    void whatFitsIsNotRefused() {
        MemoryCheck check = new MemoryCheck(estimate, ComputeDevice.CPU, 8 * GIGABYTE);
        assertDoesNotThrow(() -> check.require(size(512), MULTIPLE, this::size));
    }

    @Test
    void theRefusalNamesTheLargestSizeThatFits() {
        long available = estimate.bytes(768, 768) + 1;
        MemoryCheck check = new MemoryCheck(estimate, ComputeDevice.CPU, available);
        String message =
                assertThrows(
                                NotEnoughMemoryException.class,
                                () -> check.require(size(2048), MULTIPLE, this::size))
                        .getMessage();
        assertTrue(message.startsWith("working_size 2048 needs "), message);
        assertTrue(message.endsWith("working_size 768 would fit"), message);
        assertDoesNotThrow(() -> check.require(size(768), MULTIPLE, this::size));
        assertThrows(
                NotEnoughMemoryException.class,
                () -> check.require(size(832), MULTIPLE, this::size));
    }

    @Test
    void aGpuIsNamed() {
        ComputeDevice gpu = new ComputeDevice(Device.gpu(1));
        MemoryCheck check = new MemoryCheck(estimate, gpu, estimate.bytes(512, 512));
        String message =
                assertThrows(
                                NotEnoughMemoryException.class,
                                () -> check.require(size(1024), MULTIPLE, this::size))
                        .getMessage();
        assertTrue(message.contains(" GB of memory on gpu:1 for this image (1024 x 1024"), message);
        assertTrue(message.endsWith("working_size 512 would fit"), message);
    }

    @Test
    void aMachineWithoutMemoryIsToldSo() {
        MemoryCheck check = new MemoryCheck(estimate, ComputeDevice.CPU, 1);
        String message =
                assertThrows(
                                NotEnoughMemoryException.class,
                                () -> check.require(size(256), MULTIPLE, this::size))
                        .getMessage();
        assertTrue(message.contains("not even 64 would fit"), message);
    }

    /** Models whose sizes are multiples of 32, too, have no smaller one than 64. */
    @Test
    void noSizeIsNamedThatSettingsRefuse() {
        MemoryCheck check =
                new MemoryCheck(estimate, ComputeDevice.CPU, estimate.bytes(32, 32) + 1);
        String message =
                assertThrows(
                                NotEnoughMemoryException.class,
                                () -> check.require(size(256), 32, this::size))
                        .getMessage();
        assertTrue(message.contains("not even 64 would fit"), message);
        assertEquals(
                "try working_size 64 instead of 96, or close other programs",
                MemoryCheck.remedy(WorkingSize.of(1000, 1000, 96, 32, false), 32));
        assertEquals(
                "try another device instead of 64, or close other programs",
                MemoryCheck.remedy(WorkingSize.of(1000, 1000, 64, 32, false), 32));
    }

    @Test
    void afterAFailureAThirdOfTheMemoryIsTried() {
        WorkingSize failed = WorkingSize.of(1500, 1000, 1024, MULTIPLE, false);
        assertEquals(
                "try working_size 768 instead of 1024, or close other programs",
                MemoryCheck.remedy(failed, MULTIPLE));
        double part = (double) estimate.bytes(768, 768) / estimate.bytes(1024, 1024);
        assertTrue(part > 0.25 && part < 0.5, "part " + part);
    }

    @Test
    void moreAnchorsThanThereIsMemoryForAreRefused() {
        String message =
                assertThrows(
                                NotEnoughMemoryException.class,
                                () -> MemoryCheck.requireMerging(64, 64, 64, GIGABYTE / 2))
                        .getMessage();
        assertEquals(
                "anchors_per_axis 64 needs 1.2 GB of memory for this image, and 0.5 GB are free;"
                        + " anchors_per_axis 41 would fit",
                message);
        MemoryCheck.requireMerging(41, 64, 64, GIGABYTE / 2);
        assertThrows(
                NotEnoughMemoryException.class,
                () -> MemoryCheck.requireMerging(42, 64, 64, GIGABYTE / 2));
        // Clipped to the grid
        MemoryCheck.requireMerging(64, 16, 16, 256 * 256 * Float.BYTES * 19);
        // Part of the working size's need
        MemoryCheck.requireMerging(16, 64, 64, 0);
    }

    @Test
    void whatCannotFitIsRefusedBeforeAnyLayerRuns() {
        int side = 4096;
        // One map for each of 512 x 512 cells: 256 GB
        List<String> steps = new ArrayList<>();
        Progress listening =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        steps.add(step);
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };
        ModelFolder folder = EmbeddedModel.folder();
        try (DiffSeg diffSeg = DiffSeg.open(folder, ComputeDevice.CPU, Progress.NONE)) {
            AttentionSettings settings =
                    new AttentionSettings(
                            side,
                            false,
                            folder.recommendation().timestep(),
                            Aggregation.PER_RESOLUTION);
            String message =
                    assertThrows(
                                    NotEnoughMemoryException.class,
                                    () ->
                                            diffSeg.attend(
                                                    ArrayImgs.argbs(128, 128), settings, listening))
                            .getMessage();
            assertTrue(message.startsWith("working_size 4096 needs "), message);
            assertTrue(message.endsWith(" would fit"), message);
        }
        assertEquals(List.of(), steps);
    }

    @Test
    void attentionGrowsWithTheFourthPowerOfTheSide() {
        double large = estimate.bytes(8192, 8192);
        double small = estimate.bytes(4096, 4096);
        assertEquals(16, large / small, 0.5);
    }

    private WorkingSize size(int shortSide) {
        return WorkingSize.of(1000, 1000, shortSide, MULTIPLE, false);
    }

    private static MemoryEstimate estimate() {
        ModelFolder folder = EmbeddedModel.folder();
        return new MemoryEstimate(
                VaeConfig.parse(folder.vae().config(), "vae/config.json"),
                UnetConfigParser.parse(folder.unet().config(), "unet/config.json"));
    }
}
