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

package io.github.diffseg.command;

import ij.ImagePlus;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.StackExploration;
import io.github.diffseg.explore.window.Explorer;
import io.github.diffseg.explore.window.ExplorerWork;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.Outputs;
import io.github.diffseg.output.RoiManagers;
import io.github.diffseg.progress.Progress;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.SwingUtilities;

/** From a first look at an image to the explorer's window, and from there to what was chosen. */
final class Exploration implements ExplorerWork {

    private final ImagePlus image;
    private final Outputs outputs;
    private final Function<Progress, ExploreSource> look;
    private final BiFunction<StackExploration, Progress, ImageResult> segmentAll;
    private final Consumer<Throwable> tell;

    /**
     * Prepares to explore an image; nothing is looked at yet.
     *
     * @param image to explore
     * @param outputs that accepting makes
     * @param look at the plane that the image shows
     * @param segmentAll all planes of the image
     * @param tell of a failure when the command itself has ended: nobody else shows the reason
     */
    Exploration(
            ImagePlus image,
            Outputs outputs,
            Function<Progress, ExploreSource> look,
            BiFunction<StackExploration, Progress, ImageResult> segmentAll,
            Consumer<Throwable> tell) {
        this.image = image;
        this.outputs = outputs;
        this.look = look;
        this.segmentAll = segmentAll;
        this.tell = tell;
    }

    /**
     * Looks once, then opens the window.
     *
     * @throws UserException if the image has no window
     */
    void begin(Progress progress) {
        if (!RoiManagers.available() || image.getWindow() == null) {
            throw new UserException(
                    "DiffSeg Explore... needs an image in a window; without windows use DiffSeg"
                            + " Segment... with granularity=");
        }
        ExploreSource source = look.apply(progress);
        try {
            SegmentationHierarchy hierarchy = source.hierarchy(false, progress);
            progress.checkCancelled();
            SwingUtilities.invokeLater(() -> open(source, hierarchy));
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    private void open(ExploreSource source, SegmentationHierarchy hierarchy) {
        Optional<Explorer> open = Explorer.of(image);
        if (image.getWindow() == null) {
            // Closed in the meantime
            source.close();
        } else if (open.isPresent()) {
            // Explored twice at the same time
            source.close();
            open.get().toFront();
        } else {
            try {
                Explorer.open(source, hierarchy, this, tell);
            } catch (RuntimeException | OutOfMemoryError e) {
                tell.accept(e);
            }
        }
    }

    @Override
    public ExploreSource look(Progress progress) {
        return look.apply(progress);
    }

    @Override
    public ImageResult segmentAll(StackExploration chosen, Progress progress) {
        return segmentAll.apply(chosen, progress);
    }

    @Override
    public Runnable deliver(ImageResult segmented) {
        ResultDelivery delivery = new ResultDelivery(segmented, outputs);
        return () -> {
            if (outputs.labels()) {
                delivery.labelImage().show();
            }
            delivery.show();
        };
    }
}
