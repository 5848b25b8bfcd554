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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.RegionMask;
import java.util.Arrays;
import java.util.Map;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Passes with the noise of the timestep, and segments refined by PAMR. */
class NoiseTest {

    private static final int SIDE = 96;
    private static final RegionMask ALL = RegionMask.all(SIDE, SIDE);
    private static final Map<String, ?> CUT =
            Map.of("method", "cut", "working_size", 128, "timestep", 50);

    private static DiffSeg diffSeg;

    @BeforeAll
    static void open() {
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
    }

    @AfterAll
    static void close() {
        diffSeg.close();
    }

    @Test
    void itIsTheSameEachTimeAndNotTheSameAsNone() {
        float[] with = maps(CUT, true);
        assertArrayEquals(with, maps(CUT, true));
        assertFalse(Arrays.equals(with, maps(CUT, false)));
    }

    @Test
    void aPlainImageIsStillOneSegment() {
        SettingsRequest noisy = SettingsRequest.of(CUT).with(Setting.NOISE, true);
        int[] grey = new int[SIDE * SIDE];
        Arrays.fill(grey, 0xff808080);
        assertEquals(1, segment(noisy, ArrayImgs.argbs(grey, SIDE, SIDE)).labels().count());
    }

    @Test
    void whatIsAskedForIsInTheResultAndOnlyThen() {
        SettingsRequest asked =
                SettingsRequest.of(CUT).with(Setting.NOISE, "true").with(Setting.PAMR, true);
        Map<String, String> byKey = resolved(asked).byKey();
        assertEquals("true", byKey.get("noise"));
        assertEquals("true", byKey.get("pamr"));
        assertEquals(resolved(asked), resolved(SettingsRequest.of(byKey)));
        Map<String, String> without = resolved(SettingsRequest.of(CUT)).byKey();
        assertFalse(without.containsKey("noise") || without.containsKey("pamr"));
    }

    @Test
    void pamrIsOfTheFinishedSegmentsAndNotBesideCrispBorders() {
        SettingsRequest pamr = SettingsRequest.of(CUT).with(Setting.PAMR, true);
        int[] refined = segment(pamr, picture()).labels().labels();
        assertFalse(
                Arrays.equals(
                        refined, segment(SettingsRequest.of(CUT), picture()).labels().labels()));
        assertRefused(
                () -> resolved(pamr.with(Setting.CRISP_BORDERS, true)),
                "crisp_borders and pamr are both true");
        try (Attention attention =
                diffSeg.attend(picture(), resolved(pamr).attention(), Progress.NONE)) {
            assertRefused(
                    () ->
                            attention.hierarchy(
                                    resolved(pamr).segmentation(), picture(), ALL, Progress.NONE),
                    "pamr is true");
        }
    }

    private static void assertRefused(Runnable work, String expected) {
        UserException refused = assertThrows(UserException.class, work::run);
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private static float[] maps(Map<String, ?> settings, boolean noise) {
        SettingsRequest request = SettingsRequest.of(settings).with(Setting.NOISE, noise);
        try (Attention attention =
                diffSeg.attend(picture(), resolved(request).attention(), Progress.NONE)) {
            return attention.maps().toFloatArray();
        }
    }

    private static Segmentation segment(SettingsRequest request, Img<ARGBType> picture) {
        Settings settings = resolved(request);
        try (Attention attention = diffSeg.attend(picture, settings.attention(), Progress.NONE)) {
            return attention.segment(settings.segmentation(), picture, ALL, Progress.NONE);
        }
    }

    private static Settings resolved(SettingsRequest request) {
        return request.resolve(EmbeddedModel.folder().recommendation());
    }

    /** Two discs on a gradient. */
    private static Img<ARGBType> picture() {
        int[] argb = new int[SIDE * SIDE];
        for (int pixel = 0; pixel < argb.length; pixel++) {
            int x = pixel % SIDE;
            int y = pixel / SIDE;
            int colour = 0x203040 + x / 2 * 0x010000;
            if (Math.hypot(x - 30, y - 35) < 17) {
                colour = 0xe0c030;
            } else if (Math.hypot(x - 66, y - 62) < 20) {
                colour = 0x3060e0;
            }
            argb[pixel] = 0xff000000 | colour;
        }
        return ArrayImgs.argbs(argb, SIDE, SIDE);
    }
}
