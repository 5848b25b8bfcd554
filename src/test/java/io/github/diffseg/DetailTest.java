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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.EmbeddedModel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetailTest {

    private static final PixelSize HALF_MICROMETRE = new PixelSize(0.5, "µm");

    @ParameterizedTest
    @CsvSource({"whole, 10", "Full, 1", "2x, 5", "2.5 x, 4", "1, 2", "0.25, 0.5", "1e1, 20"})
    void aPixelOfTheNetworkIsSoManyOfThePlane(String text, double expected) {
        double side = Detail.of(text).networkPixel(8_000, 5_120, 512, HALF_MICROMETRE);
        assertEquals(expected, side, 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"whole", "full", "3x", "0.65"})
    void itIsReadAsItIsWritten(String text) {
        assertEquals(text, Detail.of(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fine", "0", "-1", "0x", "0.5x", "1.2.3", "NaN", "3d", "Infinity"})
    void whatIsNoneIsRefused(String text) {
        UserException refused = assertThrows(UserException.class, () -> Detail.of(text));
        assertTrue(
                refused.getMessage().startsWith("detail is \"" + text + "\"; it must be \"whole\""),
                refused.getMessage());
    }

    @Test
    void aPixelSizeNeedsACalibratedImage() {
        UserException refused =
                assertThrows(
                        UserException.class,
                        () -> Detail.of("0.5").networkPixel(8_000, 8_000, 512, PixelSize.UNKNOWN));
        assertEquals(
                "detail is \"0.5\", a pixel size, but the image is not calibrated; set its pixel"
                        + " size under Image > Properties..., or choose \"whole\", \"full\" or a"
                        + " number of times such as \"3x\"",
                refused.getMessage());
    }

    @Test
    void noPixelIsMoreThanEightOfTheNetwork() {
        UserException refused =
                assertThrows(
                        UserException.class,
                        () -> Detail.of("0.05").networkPixel(8_000, 8_000, 512, HALF_MICROMETRE));
        assertTrue(refused.getMessage().contains("finer than 8 pixels"), refused.getMessage());
    }

    @Test
    void anotherDetailIsRecordedAndTheWholeIsNot() {
        Settings whole = resolved(Map.of());
        assertTrue(whole.detail().isWhole());
        assertFalse(whole.byKey().containsKey("detail"));
        assertEquals("3x", resolved(Map.of("detail", "3x")).byKey().get("detail"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "centre_crop | true | 0 | centre_crop is true",
                "corrections | delete 3 | 0.5 | corrections is \"delete 3\"",
            })
    void whatNeedsOnePassIsRefused(String key, String value, double granularity, String part) {
        Map<String, Object> settings =
                Map.of("detail", "full", key, value, "granularity", granularity);
        UserException refused = assertThrows(UserException.class, () -> resolved(settings));
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
        assertTrue(
                refused.getMessage().endsWith("choose \"whole\" or leave that out"),
                refused.getMessage());
    }

    @Test
    void oneLookIsAtTheWhole() {
        Detail.WHOLE.requireWhole();
        assertThrows(UserException.class, () -> Detail.of("full").requireWhole());
    }

    private static Settings resolved(Map<String, ?> settings) {
        return SettingsRequest.of(settings).resolve(EmbeddedModel.folder().recommendation());
    }
}
