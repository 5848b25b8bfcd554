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
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.diffseg.explore.RecordedMacro;
import io.github.diffseg.imagej.SegmentedPlane;
import java.awt.Component;
import java.awt.event.KeyEvent;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JSlider;
import org.junit.jupiter.api.Test;

/** From opening to accepting, with mouse and keys, and what stays behind. */
class ExplorerWindowTest extends ExplorerFixture {

    @Test
    void slideClickCorrectUndoAndAccept() throws Exception {
        open("sample-images/photo_coffee.jpg");
        JSlider slider = find("granularity", JSlider.class);
        int start = slider.getValue();
        driver.click(explorer.window(), 5, -10);
        driver.press(KeyEvent.VK_RIGHT);
        driver.press(KeyEvent.VK_RIGHT);
        await(() -> slider.getValue() == start + 2);
        String coarser = value();
        driver.press(KeyEvent.VK_LEFT);
        await(() -> slider.getValue() == start + 1);
        assertNotEquals(coarser, value());

        int before = segments();
        clickImage(300, 75, false);
        await(() -> message().startsWith("Segment selected"));
        clickImage(301, 75, true);
        await(() -> message().startsWith("alike always"));
        clickImage(560, 350, true);
        await(() -> message().contains("different; they join above"));
        push("merge");
        await(() -> segments() == before - 1);
        push("undo");
        await(() -> segments() == before);
        push("redo");
        await(() -> segments() == before - 1);
        clickImage(300, 180, false);
        driver.press(KeyEvent.VK_DELETE);
        await(() -> segments() == before - 2);
        String corrections = onEventThread(() -> explorer.exploration().corrections().toString());
        assertTrue(
                corrections.matches("tree [\\da-f]{8}, merge [\\d ]+, delete [\\d ]+"),
                corrections);

        int shown = segments();
        driver.press(KeyEvent.VK_ENTER);
        awaitEnd();
        assertNotNull(delivered.get());
        SegmentedPlane accepted = deliveredPlane();
        assertEquals(shown, accepted.labels().count());
        assertFalse(explorer.isOpen());
        assertNull(image.getOverlay());
        assertNull(failed.get());
        SegmentedPlane replayed = RecordedMacro.run(accepted.provenance().macro(), image);
        assertArrayEquals(accepted.labels().labels(), replayed.labels().labels());
    }

    @Test
    void theKeyboardAloneIsEnough() throws Exception {
        open("sample-images/photo_cat.jpg");
        driver.click(explorer.window(), 5, -10);
        int start = segments();
        driver.press(KeyEvent.VK_N);
        await(() -> message().startsWith("Segment selected"));
        driver.press(KeyEvent.VK_SHIFT, KeyEvent.VK_N);
        await(() -> message().contains("they join above"));
        driver.press(KeyEvent.VK_M);
        await(() -> segments() == start - 1);
        driver.press(KeyEvent.VK_CONTROL, KeyEvent.VK_Z);
        await(() -> segments() == start);
        driver.press(KeyEvent.VK_CONTROL, KeyEvent.VK_Y);
        await(() -> segments() == start - 1);
        driver.press(KeyEvent.VK_N);
        driver.press(KeyEvent.VK_S);
        await(() -> segments() == start);
        driver.press(KeyEvent.VK_CONTROL, KeyEvent.VK_Z);
        await(() -> segments() == start - 1);
        driver.press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_Z);
        await(() -> segments() == start);
        driver.press(KeyEvent.VK_N);
        driver.press(KeyEvent.VK_DELETE);
        await(() -> segments() == start - 1);
        driver.press(KeyEvent.VK_P);
        await(() -> value().startsWith("threshold="));
        driver.press(KeyEvent.VK_P);
        await(() -> value().startsWith("granularity="));
        driver.press(KeyEvent.VK_C);
        await(() -> find("crisp", JCheckBox.class).isSelected());
        await(() -> !message().startsWith("Moving"));
        chooseByKeys("palette");
        chooseByKeys("shown");
        assertTrue(explorer.isOpen());
        driver.press(KeyEvent.VK_ENTER);
        awaitEnd();
        assertNotNull(delivered.get());
        assertTrue(delivered.get().provenance().macro().contains(" crisp_borders=true"));
        assertNull(failed.get());
    }

    /** Goes to a box with Tab and chooses its second item. */
    private void chooseByKeys(String name) throws Exception {
        JComboBox<?> box = find(name, JComboBox.class);
        for (int tabs = 0; tabs < 20 && !onEventThread(box::isFocusOwner); tabs++) {
            driver.press(KeyEvent.VK_TAB);
        }
        assertTrue(onEventThread(box::isFocusOwner), name + " is reached with Tab");
        int position = find("granularity", JSlider.class).getValue();
        driver.press(KeyEvent.VK_SPACE);
        await(() -> onEventThread(box::isPopupVisible));
        driver.press(KeyEvent.VK_DOWN);
        driver.press(KeyEvent.VK_ENTER);
        await(() -> onEventThread(box::getSelectedIndex) == 1);
        assertEquals(position, find("granularity", JSlider.class).getValue());
    }

    @Test
    void escapeLeavesTheImageAsItWas() throws Exception {
        image = IJ.openImage("sample-images/photo_cat.jpg");
        image.setOverlay(new Overlay(new Roi(10, 10, 30, 30)));
        image.show();
        int listeners = image.getCanvas().getMouseListeners().length;
        explore();
        await(() -> image.getOverlay().size() == 2);
        clickImage(200, 150, false);
        await(() -> message().startsWith("Segment selected"));
        assertNull(image.getRoi());
        driver.press(KeyEvent.VK_ESCAPE);
        awaitEnd();
        assertEquals(1, image.getOverlay().size());
        assertEquals(listeners, image.getCanvas().getMouseListeners().length);
        assertNull(delivered.get());
    }

    @Test
    void closingTheImageEndsAll() throws Exception {
        List<WeakReference<Explorer>> explorers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            open("sample-images/photo_cat.jpg");
            explorers.add(new WeakReference<>(explorer));
            onEventThread(
                    () -> {
                        image.changes = false;
                        image.close();
                        return null;
                    });
            await(() -> !explorer.isOpen() && !explorer.window().isDisplayable());
            image = null;
            explorer = null;
        }
        // AWT itself may remember the window that had the focus last
        await(
                () -> {
                    System.gc();
                    return explorers.stream().filter(e -> e.get() != null).count() <= 1;
                });
        // One picture, one tensor, however often it was opened
        long once = cache.bytes();
        open("sample-images/photo_cat.jpg");
        assertEquals(once, cache.bytes());
    }

    @Test
    void enterOnAFocusedButtonIsThatButton() throws Exception {
        open("sample-images/photo_cat.jpg");
        driver.click(explorer.window(), 5, -10);
        Component cancel = find("cancel", Component.class);
        for (int tabs = 0; tabs < 20 && !onEventThread(cancel::isFocusOwner); tabs++) {
            driver.press(KeyEvent.VK_TAB);
        }
        driver.press(KeyEvent.VK_ENTER);
        awaitEnd();
        assertNull(delivered.get());
    }
}
