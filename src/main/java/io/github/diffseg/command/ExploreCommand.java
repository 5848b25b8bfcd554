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

import io.github.diffseg.DiffSeg;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.command.dialog.DialogRows;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.window.Explorer;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.service.SessionAttention;
import java.time.Duration;
import java.util.Optional;
import javax.swing.SwingUtilities;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Plugins › DiffSeg › DiffSeg Explore...: one pass over the current plane, then a window in which
 * granularity, clicks and corrections show at once. Accepting gives what DiffSeg Segment... gives.
 *
 * <p>The macro recorder gets the accepted result's line only: a macro that opened the explorer
 * again would wait for nobody and paint over the image.
 */
@Plugin(
        type = Command.class,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = "DiffSeg Explore...", weight = 2)
        },
        attrs = @Attr(name = "no-record"))
public final class ExploreCommand extends ExploreParameters {

    @Parameter private SessionAttention sessionAttention;

    @Override
    public DialogRows dialog() {
        return CommandDialogs.EXPLORE;
    }

    @Override
    String work(Progress progress) {
        Optional<Explorer> open = Explorer.of(image());
        if (open.isPresent()) {
            SwingUtilities.invokeLater(open.get()::toFront);
        } else {
            SettingsRequest request = settings();
            new Exploration(
                            image(),
                            outputs(),
                            step -> look(request, step),
                            (chosen, step) -> segmentAll(chosen.over(request), step),
                            this::reportLate)
                    .begin(progress);
        }
        return "exploring";
    }

    /** Looks at the plane that the image shows now. */
    private ExploreSource look(SettingsRequest request, Progress progress) {
        return withModel(
                model(),
                progress,
                (diffSeg, opening) -> {
                    PlaneSegmenter segmenter = segmenter(diffSeg, opening);
                    return ExploreSource.open(
                            segmenter, image(), segmenter.settings(request), progress);
                });
    }

    /** Segments the planes that are asked for, as the image shows them now. */
    private ImageResult segmentAll(SettingsRequest request, Progress progress) {
        return withModel(
                model(),
                progress,
                (diffSeg, opening) ->
                        StackSegmenter.segment(
                                segmenter(diffSeg, opening), image(), request, progress));
    }

    private PlaneSegmenter segmenter(DiffSeg diffSeg, Duration opening) {
        return new PlaneSegmenter(diffSeg, model(), opening, sessionAttention.cache(), outputs());
    }
}
