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

import ij.ImageListener;
import ij.ImagePlus;
import io.github.diffseg.explore.ExploreSource;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/**
 * Watches the image under the explorer: whether it is closed, shows another plane, or has other
 * pixels than those that were explored. Tells of it on the event thread.
 */
final class ImageWatch implements AutoCloseable {

    /** What the image shows. */
    enum Shown {
        EXPLORED,
        OTHER_PLANE,
        OTHER_PIXELS
    }

    /** Who is told. */
    interface Listener {

        /** The image was closed. */
        void closed();

        /** It shows something else than before. */
        void shows(Shown shown);
    }

    private static final int CHECK_MILLISECONDS = 250;

    private final ImagePlus image;
    private final Listener listener;
    private final ImageListener imageListener = new Events();
    private final Timer timer = new Timer(CHECK_MILLISECONDS, e -> check());
    private final BackgroundTask comparison = new BackgroundTask(false);
    private ExploreSource source;
    private int slice;
    private Shown shown = Shown.EXPLORED;
    private boolean samePixels = true;

    /** ImageJ tells of updates on any thread. */
    private volatile boolean updated;

    ImageWatch(ImagePlus image, Listener listener) {
        this.image = image;
        this.listener = listener;
        ImagePlus.addImageListener(imageListener);
        timer.start();
    }

    /** From now on, what the image shows is compared with this source. */
    void startFrom(ExploreSource explored, int exploredSlice) {
        comparison.close();
        source = explored;
        slice = exploredSlice;
        samePixels = true;
        // It may have changed while it was looked at
        updated = true;
        tell(Shown.EXPLORED);
    }

    /** What the image shows, as far as it is known. */
    Shown shown() {
        return shown;
    }

    /** To be called when pixels were found to differ in another way. */
    void pixelsDiffer() {
        samePixels = false;
        check();
    }

    @Override
    public void close() {
        timer.stop();
        comparison.close();
        ImagePlus.removeImageListener(imageListener);
    }

    private void check() {
        boolean here = image.getCurrentSlice() == slice;
        if (here && updated && !comparison.isRunning()) {
            updated = false;
            ExploreSource compared = source;
            comparison.start(
                    progress -> compared.isUnchanged(),
                    same -> {
                        samePixels = same;
                        check();
                    },
                    same -> {},
                    // What cannot be shown is not what was explored
                    failure -> pixelsDiffer());
        }
        Shown now = samePixels ? Shown.EXPLORED : Shown.OTHER_PIXELS;
        tell(here ? now : Shown.OTHER_PLANE);
    }

    private void tell(Shown now) {
        if (now != shown) {
            shown = now;
            listener.shows(now);
        }
    }

    private final class Events implements ImageListener {

        @Override
        public void imageOpened(ImagePlus opened) {}

        @Override
        public void imageClosed(ImagePlus closed) {
            if (closed == image) {
                SwingUtilities.invokeLater(listener::closed);
            }
        }

        @Override
        public void imageUpdated(ImagePlus changed) {
            updated |= changed == image;
        }
    }
}
