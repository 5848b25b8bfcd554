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

import static io.github.diffseg.explore.window.WindowDriver.await;
import static io.github.diffseg.explore.window.WindowDriver.onEventThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.progress.Progress;
import java.awt.Component;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JSlider;
import org.junit.jupiter.api.Test;

/** What is seen on the image that is explored. */
class ExploredImageTest extends ExplorerFixture {

    @Test
    void attentionAndCrispBordersAreSeenOnTheImage() throws Exception {
        open("sample-images/photo_cat.jpg");
        clickImage(200, 150, false);
        await(() -> message().startsWith("Segment selected"));
        List<BufferedImage> seen = new ArrayList<>();
        int looks = onEventThread(() -> find("shown", JComboBox.class).getItemCount());
        assertTrue(looks > 2, "segments, all resolutions and each of the model's");
        for (int look = 0; look < looks; look++) {
            choose("shown", look);
            seen.add(overlay());
        }
        choose("shown", 0);
        push("crisp");
        await(() -> !message().startsWith("Moving"));
        seen.add(overlay());
        choose("palette", 1);
        seen.add(overlay());
        for (int i = 0; i < seen.size(); i++) {
            for (int j = 0; j < i; j++) {
                // One resolution is all there is of a model with one
                boolean same = looks == 3 && i == 2 && j == 1;
                assertEquals(same, equal(seen.get(i), seen.get(j)), i + " and " + j);
            }
        }
    }

    /** Whatever follows a tick at once: what is ticked is what is shown and accepted. */
    @Test
    void crispBordersComeWhateverElseIsDoneMeanwhile() throws Exception {
        open("sample-images/photo_cat.jpg");
        JSlider slider = find("granularity", JSlider.class);
        JCheckBox crisp = find("crisp", JCheckBox.class);
        JCheckBox paper = find("paper", JCheckBox.class);
        BufferedImage soft = overlay();
        onEventThread(
                () -> {
                    paper.doClick(0);
                    crisp.doClick(0);
                    slider.setValue(slider.getValue() + 1);
                    slider.setValue(slider.getValue() - 1);
                    paper.doClick(0);
                    return null;
                });
        await(() -> !message().startsWith("Moving"));
        assertTrue(crisp.isSelected());
        assertFalse(equal(soft, overlay()));
        BufferedImage shown = overlay();
        onEventThread(
                () -> {
                    crisp.doClick(0);
                    crisp.doClick(0);
                    paper.doClick(0);
                    paper.doClick(0);
                    return null;
                });
        await(() -> !message().startsWith("Moving"));
        assertTrue(equal(shown, overlay()));
        driver.press(KeyEvent.VK_ENTER);
        awaitEnd();
        assertTrue(delivered.get().provenance().macro().contains(" crisp_borders=true"));
        assertNull(failed.get());
    }

    @Test
    void anImageIsExploredOnce() throws Exception {
        open("sample-images/photo_cat.jpg");
        assertSame(explorer, Explorer.of(image).orElseThrow());
        ExploreSource source = look(Progress.NONE);
        assertThrows(
                IllegalStateException.class,
                () ->
                        Explorer.open(
                                source, source.hierarchy(false, Progress.NONE), this, failed::set));
        onEventThread(
                () -> {
                    explorer.toFront();
                    return null;
                });
        assertTrue(message().contains("already"));
        onEventThread(
                () -> {
                    explorer.close();
                    return null;
                });
        assertTrue(Explorer.of(image).isEmpty());
    }

    @Test
    void theLayerIsSeenOnItsPlaneOfAHyperstackOnly() throws Exception {
        ImagePlus hyperstack = IJ.createHyperStack("hyper", 300, 200, 2, 3, 4, 8);
        for (int plane = 1; plane <= hyperstack.getStackSize(); plane++) {
            ImageProcessor pixels = hyperstack.getStack().getProcessor(plane);
            pixels.setColor(30 + 8 * plane);
            pixels.fillOval(20 + 4 * plane, 40, 120, 100);
        }
        for (int mode : new int[] {CompositeImage.COMPOSITE, CompositeImage.GRAYSCALE}) {
            CompositeImage composite = new CompositeImage(hyperstack, mode);
            composite.setPosition(2, 2, 3);
            image = composite;
            image.show();
            onEventThread(
                    () -> {
                        image.getCanvas().setMagnification(1);
                        return null;
                    });
            explore();
            assertTrue(seesLayer(2, 2, 3));
            assertFalse(seesLayer(2, 1, 3));
            assertFalse(seesLayer(2, 2, 4));
            assertEquals(mode == CompositeImage.COMPOSITE, seesLayer(1, 2, 3));
            assertTrue(seesLayer(2, 2, 3));
            await(() -> find("accept", Component.class).isEnabled());
            closeWindows();
        }
    }

    /** Whether the image with its overlay looks other than without. */
    private boolean seesLayer(int channel, int slice, int frame) throws Exception {
        return onEventThread(
                () -> {
                    image.setPosition(channel, slice, frame);
                    BufferedImage with = painted();
                    image.setHideOverlay(true);
                    BufferedImage without = painted();
                    image.setHideOverlay(false);
                    return !equal(with, without);
                });
    }

    @Test
    void aHiddenOverlayStaysHidden() throws Exception {
        image = IJ.openImage("sample-images/photo_cat.jpg");
        Overlay own = new Overlay(new Roi(0, 0, image.getWidth(), image.getHeight()));
        image.setOverlay(own);
        image.show();
        image.setHideOverlay(true);
        explore();
        assertFalse(image.getHideOverlay());
        assertEquals(1, image.getOverlay().size());
        assertNotSame(own, image.getOverlay());
        driver.click(explorer.window(), 5, -10);
        driver.press(KeyEvent.VK_ESCAPE);
        awaitEnd();
        assertSame(own, image.getOverlay());
        assertEquals(1, own.size());
        assertTrue(image.getHideOverlay());
    }
}
