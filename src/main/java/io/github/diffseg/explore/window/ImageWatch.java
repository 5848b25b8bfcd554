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
import ij.gui.Roi;
import ij.gui.RoiListener;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.Shown;
import io.github.diffseg.imagej.plane.PlanePosition;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/**
 * Watches the image under the explorer: whether it is closed, shows another plane, or has other
 * pixels or another selection than those that were explored. Tells of it on the event thread.
 */
final class ImageWatch implements AutoCloseable {

    /** Who is told. */
    interface Listener {

        /** The image was closed. */
        void closed();

        /** It shows something else than before. */
        void shows();

        /** It has been moved to another plane, and stays there. */
        void rests();
    }

    private static final int CHECK_MILLISECONDS = 250;

    private final ImagePlus image;
    private final Listener listener;
    private final ImageListener imageListener = new Events();
    private final RoiListener roiListener = this::selectionChanged;
    private final Timer timer = new Timer(CHECK_MILLISECONDS, e -> tick());
    private final BackgroundTask comparison = new BackgroundTask(false);
    private ExploreSource source;
    private Shown shown = Shown.EXPLORED;

    /** Where it was at the last check, and whether that was told. */
    private PlanePosition place;

    private boolean toldPlace = true;

    /** What was found when the explored plane was last compared. */
    private Shown found = Shown.EXPLORED;

    /** ImageJ tells of updates on any thread. */
    private volatile boolean updated;

    ImageWatch(ImagePlus image, Listener listener) {
        this.image = image;
        this.listener = listener;
        place = PlanePosition.of(image);
        ImagePlus.addImageListener(imageListener);
        Roi.addRoiListener(roiListener);
        timer.start();
    }

    /** From now on, what the image shows is compared with this source. */
    void startFrom(ExploreSource explored) {
        comparison.close();
        source = explored;
        found = Shown.EXPLORED;
        // It may have changed, or gone to another plane, while it was looked at
        updated = true;
        toldPlace = false;
        check();
    }

    /** What the image shows, as far as it is known. */
    Shown shown() {
        return shown;
    }

    /** To be called when it was compared in another way. */
    void found(Shown now) {
        // What another plane shows says nothing of the explored one
        if (now != Shown.OTHER_PLANE) {
            found = now;
        }
        check();
    }

    @Override
    public void close() {
        timer.stop();
        comparison.close();
        source = null;
        ImagePlus.removeImageListener(imageListener);
        Roi.removeRoiListener(roiListener);
    }

    private void tick() {
        check();
        PlanePosition now = PlanePosition.of(image);
        boolean rests = now.equals(place);
        if (rests && !toldPlace) {
            listener.rests();
        }
        toldPlace = rests;
        place = now;
    }

    private void check() {
        if (source == null) {
            return;
        }
        boolean here = source.isShown();
        if (here && updated && !comparison.isRunning()) {
            updated = false;
            ExploreSource compared = source;
            comparison.start(
                    progress -> compared.compare(),
                    now -> {
                        // Scrolled away before it was seen
                        if (now == Shown.OTHER_PLANE) {
                            updated = true;
                        }
                        found(now);
                    },
                    late -> {},
                    // What cannot be segmented is not what was explored
                    failure -> found(Shown.CHANGED));
        }
        tell(here ? found : Shown.OTHER_PLANE);
    }

    private void tell(Shown now) {
        if (now != shown) {
            shown = now;
            listener.shows();
        }
    }

    private void selectionChanged(ImagePlus changed, int event) {
        if (changed == image) {
            updated = true;
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
            if (changed == image) {
                updated = true;
            }
        }
    }
}
