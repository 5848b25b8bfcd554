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

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javax.swing.SwingUtilities;

/** A user's hands and eyes: mouse and keys of a robot, components by their names. */
public final class WindowDriver {

    private static final int PATIENCE_MILLISECONDS = 60_000;
    private static final int KEY_DELAY_MILLISECONDS = 30;

    private final Robot robot;

    public WindowDriver() throws AWTException {
        assumeFalse(
                GraphicsEnvironment.isHeadless(),
                "The explorer's window was not tested: there is no display");
        robot = new Robot();
        robot.setAutoDelay(KEY_DELAY_MILLISECONDS);
    }

    /** A condition that may look at the windows. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    public static void await(Condition condition) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE_MILLISECONDS;
        while (!condition.holds()) {
            assertTrue(System.currentTimeMillis() < end, "waited in vain");
            Thread.sleep(20);
        }
    }

    public static <T> T onEventThread(Callable<T> action) throws Exception {
        if (SwingUtilities.isEventDispatchThread()) {
            return action.call();
        }
        FutureTask<T> task = new FutureTask<>(action);
        SwingUtilities.invokeAndWait(task);
        return task.get();
    }

    /** The window of that name that is on the screen. */
    public static Optional<Window> window(String name) throws Exception {
        return onEventThread(
                () ->
                        Stream.of(Window.getWindows())
                                .filter(window -> window.isShowing())
                                .filter(window -> name.equals(window.getName()))
                                .findAny());
    }

    public static <C extends Component> C find(Container in, String name, Class<C> type) {
        return search(in, name, type)
                .orElseThrow(() -> new NoSuchElementException("no component named " + name));
    }

    private static <C extends Component> Optional<C> search(
            Container in, String name, Class<C> type) {
        for (Component component : in.getComponents()) {
            if (name.equals(component.getName()) && type.isInstance(component)) {
                return Optional.of(type.cast(component));
            }
            if (component instanceof Container container) {
                Optional<C> found = search(container, name, type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Without a window manager, AWT may have missed where a window is, and clicks would too. */
    public void placeBeside(Window window, Window other) throws Exception {
        onEventThread(
                () -> {
                    Rectangle beside = other.getBounds();
                    window.setLocation(beside.x + beside.width + 8, beside.y);
                    return null;
                });
        settle();
    }

    /** Clicks the middle of a component. */
    public void push(Component component) throws Exception {
        onEventThread(
                () -> {
                    // A button that has just appeared has no place yet
                    SwingUtilities.getWindowAncestor(component).validate();
                    return null;
                });
        click(component, component.getWidth() / 2, component.getHeight() / 2);
    }

    /**
     * @param y from the top, or if negative from the bottom
     */
    public void click(Component component, int x, int y) throws Exception {
        Point corner = onEventThread(component::getLocationOnScreen);
        robot.mouseMove(corner.x + x, corner.y + y + (y < 0 ? component.getHeight() : 0));
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    /** Clicks with shift held. */
    public void shiftClick(Component component, int x, int y) throws Exception {
        robot.keyPress(KeyEvent.VK_SHIFT);
        click(component, x, y);
        robot.keyRelease(KeyEvent.VK_SHIFT);
        robot.waitForIdle();
    }

    /** Clicks with keys held. */
    public void clickHolding(Component component, int x, int y, int... keys) throws Exception {
        for (int key : keys) {
            robot.keyPress(key);
        }
        click(component, x, y);
        for (int key : keys) {
            robot.keyRelease(key);
        }
        robot.waitForIdle();
    }

    /** Presses, holds, moves and releases. */
    public void drag(Component component, int x, int y, int dx, int dy) throws Exception {
        Point corner = onEventThread(component::getLocationOnScreen);
        robot.mouseMove(corner.x + x, corner.y + y);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        settle();
        robot.mouseMove(corner.x + x + dx / 2, corner.y + y + dy / 2);
        robot.mouseMove(corner.x + x + dx, corner.y + y + dy);
        settle();
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    /**
     * @param notches of the wheel, negative away from the user
     */
    public void wheel(int notches) {
        robot.mouseWheel(notches);
        robot.waitForIdle();
    }

    /** Presses keys together, the last one being no modifier. */
    public void press(int... keys) {
        for (int key : keys) {
            robot.keyPress(key);
        }
        for (int i = keys.length - 1; i >= 0; i--) {
            robot.keyRelease(keys[i]);
        }
        robot.waitForIdle();
    }

    /** Waits until what was asked for is on the screen. */
    public void settle() {
        robot.waitForIdle();
        robot.delay(300);
    }

    /** What is on the screen, in its own pixels, however the windows are scaled. */
    public BufferedImage capture(Rectangle area) {
        List<Image> variants =
                robot.createMultiResolutionScreenCapture(area).getResolutionVariants();
        return (BufferedImage) variants.get(variants.size() - 1);
    }
}
