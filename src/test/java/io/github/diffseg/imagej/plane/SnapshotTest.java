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

package io.github.diffseg.imagej.plane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.failure.UserException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plane, place and selection of one moment, though the user scrolls and selects meanwhile. */
class SnapshotTest {

    private static final int SIDE = 64;

    /** Where the user looks next; the grey value and the selection tell which plane it is. */
    private static void goTo(ImagePlus image, int slice) {
        image.setSlice(slice);
        image.setRoi(new Roi(slice, 0, 20 + slice, 30));
    }

    private static void assertOneMoment(DisplayedPlane plane, int atLeast) {
        int slice = plane.position().stackIndex();
        assertTrue(slice >= atLeast, "slice " + slice);
        assertEquals("Z " + slice, plane.description());
        assertEquals(10 * slice, plane.copy().getProcessor().get(5, 5));
        assertEquals(slice, plane.bounds().x);
        assertEquals(20 + slice, plane.bounds().width);
        assertEquals(20 + slice, plane.pixels().dimension(0));
        assertEquals(10 * slice, plane.pixels().getAt(3, 3).get() & 255);
        assertEquals(
                "Rectangle, " + (20 + slice) + " x 30 at (" + slice + ", 0)", plane.selection());
    }

    /** Scrolls at each of the moments at which the image is asked for something. */
    @ParameterizedTest
    @CsvSource({
        "1, 0", "2, 0", "3, 0", "4, 0", "5, 0", "6, 0", "0, 1", "0, 2", "0, 3", "0, 4", "1, 2",
        "2, 1"
    })
    void isOfOneMoment(int atProcessor, int atSelection) {
        Restless image = new Restless();
        image.atProcessor = atProcessor;
        image.atSelection = atSelection;
        assertOneMoment(DisplayedPlane.of(image), 1);
    }

    @Test
    void isRefusedWhereNothingStays() {
        Restless image = new Restless();
        image.always = true;
        String message =
                assertThrows(UserException.class, () -> DisplayedPlane.of(image)).getMessage();
        assertEquals(
                "The image \"restless\" changes all the time; stop what changes it, and run again",
                message);
    }

    /** ImageJ sets the number of the slice before its pixels. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void doesNotLookWhileImageJIsOnItsWay(int slice) throws Exception {
        CountDownLatch between = new CountDownLatch(1);
        ImageStack stack =
                new ImageStack(SIDE, SIDE) {
                    @Override
                    public Object getPixels(int n) {
                        if (Thread.currentThread().getName().equals("scrolling")) {
                            between.countDown();
                            sleep();
                        }
                        return super.getPixels(n);
                    }
                };
        ImagePlus image = new ImagePlus("stack", fill(stack));
        goTo(image, 1);
        image.setRoi((Roi) null);
        Thread scrolling = new Thread(() -> image.setSlice(slice), "scrolling");
        scrolling.start();
        assertTrue(between.await(30, TimeUnit.SECONDS));
        DisplayedPlane plane = DisplayedPlane.of(image);
        scrolling.join();
        assertEquals(10 * plane.position().stackIndex(), plane.copy().getProcessor().get(5, 5));
    }

    private static void sleep() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ImageStack fill(ImageStack stack) {
        for (int slice = 1; slice <= 5; slice++) {
            ByteProcessor plane = new ByteProcessor(SIDE, SIDE);
            plane.setColor(10 * slice);
            plane.fill();
            stack.addSlice(plane);
        }
        return stack;
    }

    /** Goes on to the next slice after the n-th question of a kind. */
    private static final class Restless extends ImagePlus {

        private int atProcessor;
        private int atSelection;
        private boolean always;
        private boolean moving;

        Restless() {
            super("restless", fill(new ImageStack(SIDE, SIDE)));
            goTo(this, 1);
        }

        @Override
        public ImageProcessor getProcessor() {
            ImageProcessor processor = super.getProcessor();
            atProcessor--;
            move(atProcessor == 0);
            return processor;
        }

        @Override
        public Roi getRoi() {
            Roi roi = super.getRoi();
            atSelection--;
            move(atSelection == 0);
            return roi;
        }

        private void move(boolean now) {
            if ((now || always) && !moving) {
                moving = true;
                goTo(this, 1 + getCurrentSlice() % 5);
                moving = false;
            }
        }
    }
}
