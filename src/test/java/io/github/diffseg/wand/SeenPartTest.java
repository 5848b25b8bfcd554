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

package io.github.diffseg.wand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import java.awt.Rectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeenPartTest {

    private static final Rectangle LARGE = new Rectangle(8000, 6000);

    private static SeenPart of(Rectangle view) {
        return SeenPart.of(LARGE.width, LARGE.height, view, 512);
    }

    @Test
    void aSmallImageIsSeenWholeAtAnyZoom() {
        Rectangle view = new Rectangle(300, 200, 64, 48);
        SeenPart seen = SeenPart.of(1400, 1000, view, 512);
        assertEquals(new Rectangle(1400, 1000), seen.part());
        assertTrue(seen.answers(1400, 1000, new Rectangle(1400, 1000), 5, 990));
    }

    @Test
    void ofALargeImageItIsTheView() {
        Rectangle view = new Rectangle(1000, 2000, 900, 700);
        assertEquals(view, of(view).part());
    }

    /** Enlarged it would tell the network nothing. */
    @Test
    void aSmallViewIsGrownToTheNetworksInput() {
        assertEquals(
                new Rectangle(1000 - 206, 2000 - 216, 512, 512),
                of(new Rectangle(1000, 2000, 100, 80)).part());
        // At the image's corner there is less
        assertEquals(new Rectangle(0, 0, 306, 296), of(new Rectangle(0, 0, 100, 80)).part());
    }

    @Test
    void mostOfTheImageIsTheWhole() {
        assertEquals(LARGE, of(new Rectangle(0, 0, 7000, 5000)).part());
        assertEquals(LARGE, of(LARGE).part());
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 2000, 900, 700, 1400, 2300, true",
        // Scrolled a little
        "1100, 2050, 900, 700, 1400, 2300, true",
        // Near the edge of what was seen
        "1100, 2050, 900, 700, 1850, 2300, false",
        "1000, 2000, 900, 700, 1400, 2060, false",
        // Zoomed in, and out
        "1200, 2100, 450, 350, 1400, 2300, false",
        "800, 1800, 1800, 1400, 1400, 2300, false",
    })
    void aPartAnswersPlacesWithinAtItsZoom(
            int left, int top, int width, int height, int x, int y, boolean answers) {
        SeenPart seen = of(new Rectangle(1000, 2000, 900, 700));
        Rectangle now = new Rectangle(left, top, width, height);
        assertEquals(answers, seen.answers(LARGE.width, LARGE.height, now, x, y));
    }

    @Test
    void theEdgesOfTheImageAreNoMargin() {
        Rectangle view = new Rectangle(0, 5300, 900, 700);
        SeenPart seen = of(view);
        assertTrue(seen.answers(LARGE.width, LARGE.height, view, 0, 5999));
        assertFalse(seen.answers(LARGE.width, LARGE.height, view, 0, 5310));
    }

    @Test
    void theTextIsReadBack() {
        Rectangle part = new Rectangle(10, 20, 300, 200);
        String text = SeenPart.text(part, 8000, 6000);
        assertEquals("10,20,300,200", text);
        assertEquals(part, SeenPart.parse(text, 8000, 6000, "slide"));
        assertEquals("whole", SeenPart.text(LARGE, 8000, 6000));
        assertEquals(LARGE, SeenPart.parse(" Whole ", 8000, 6000, "slide"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "part", "1,2,3", "1,2,3,4,5", "-1,0,20,20", "7990,0,20,20", "1,2,0,0"})
    void whatIsNoPartIsRefused(String text) {
        String message =
                assertThrows(UserException.class, () -> SeenPart.parse(text, 8000, 6000, "slide"))
                        .getMessage();
        assertEquals(
                "seen is \""
                        + text
                        + "\"; it must be \"whole\", or x,y,width,height of a part of \"slide\","
                        + " which has 8000 x 6000 pixels",
                message);
    }
}
