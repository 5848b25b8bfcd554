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

import ij.ImageListener;
import ij.ImagePlus;
import ij.plugin.frame.Recorder;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.window.Explorer;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.Outputs;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.output.RoiManagers;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.service.SessionAttention;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import javax.swing.SwingUtilities;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.TextWidget;

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
public final class ExploreCommand extends ModelCommand {

    @Parameter private SessionAttention sessionAttention;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String subject = "";

    @Parameter(
            label = "Image",
            description = "Its current plane is explored; a selection restricts it.")
    private ImagePlus imp;

    @Parameter(label = "Model", persist = false, description = Parameters.MODEL_MEANS)
    private String model = ModelChoice.EMBEDDED;

    @Parameter(label = "Show label image", persist = false, description = Parameters.LABELS_MEANS)
    private boolean show_labels = true;

    @Parameter(
            label = "Add ROIs to ROI Manager",
            persist = false,
            description = Parameters.ROIS_MEANS)
    private boolean add_rois = true;

    @Parameter(label = "Show table", persist = false, description = Parameters.TABLE_MEANS)
    private boolean show_table;

    @Parameter(label = "Draw overlay", persist = false, description = Parameters.OVERLAY_MEANS)
    private boolean draw_overlay;

    @Parameter(
            label = "Show confidence map",
            persist = false,
            description = Parameters.CONFIDENCE_MEANS)
    private boolean confidence_map;

    @Parameter(
            label = SettingTexts.WORKING_SIZE,
            min = "0",
            max = SettingTexts.WORKING_SIZE_MOST,
            stepSize = "64",
            persist = false,
            description = SettingTexts.WORKING_SIZE_MEANS)
    private int working_size;

    @Parameter(
            label = "Device",
            persist = false,
            style = TextWidget.FIELD_STYLE,
            description = Parameters.DEVICE_MEANS)
    private String device = "auto";

    @Parameter(
            label = "Precision",
            choices = {ComputePrecision.AUTOMATIC, "float32", "bfloat16", "float16"},
            persist = false,
            description = Parameters.PRECISION_MEANS)
    private String precision = ComputePrecision.AUTOMATIC;

    /** Whether the image was closed during the pass. */
    private volatile boolean windowClosed;

    @Override
    boolean isUnwanted() {
        return isCanceled() || windowClosed;
    }

    @Override
    public void run() {
        if (Recorder.record) {
            // ImageJ's menu would record the call, without parameters
            Recorder.setCommand(null);
        }
        ImageListener closing = new Closing();
        ImagePlus.addImageListener(closing);
        try {
            super.run();
        } finally {
            ImagePlus.removeImageListener(closing);
        }
    }

    @Override
    String work(Progress progress) {
        Optional<Explorer> open = Explorer.of(imp);
        if (open.isPresent()) {
            SwingUtilities.invokeLater(open.get()::toFront);
        } else {
            explore(progress);
        }
        return "exploring";
    }

    private void explore(Progress progress) {
        if (!RoiManagers.available() || imp.getWindow() == null) {
            throw new UserException(
                    "DiffSeg Explore... needs an image in a window; without windows use DiffSeg"
                            + " Segment... with granularity=");
        }
        SettingsRequest request =
                SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, working_size);
        Function<Progress, ExploreSource> look = step -> look(request, step);
        ExploreSource source = look.apply(progress);
        try {
            SegmentationHierarchy hierarchy = source.hierarchy(false, progress);
            progress.checkCancelled();
            SwingUtilities.invokeLater(() -> open(source, hierarchy, look));
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    /** Looks at the plane that the image shows now. */
    private ExploreSource look(SettingsRequest request, Progress progress) {
        try {
            return withModel(
                    model,
                    device,
                    precision,
                    progress,
                    (diffSeg, opening) -> {
                        PlaneSegmenter segmenter =
                                new PlaneSegmenter(
                                        diffSeg,
                                        model,
                                        opening,
                                        sessionAttention.cache(),
                                        outputs());
                        return ExploreSource.open(
                                segmenter, imp, segmenter.settings(request), progress);
                    });
        } catch (IOException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private void open(
            ExploreSource source,
            SegmentationHierarchy hierarchy,
            Function<Progress, ExploreSource> look) {
        Optional<Explorer> open = Explorer.of(imp);
        if (imp.getWindow() == null) {
            // Closed in the meantime
            source.close();
        } else if (open.isPresent()) {
            // Explored twice at the same time
            source.close();
            open.get().toFront();
        } else {
            try {
                Explorer.open(source, hierarchy, look, this::deliver, this::tell);
            } catch (RuntimeException | OutOfMemoryError e) {
                tell(e);
            }
        }
    }

    private void tell(Throwable failure) {
        report(failure);
        String reason = getCancelReason();
        if (reason != null && !reason.isEmpty()) {
            // The command itself has ended: nobody else shows the reason
            MessageDialog.show(reason);
        }
    }

    private Outputs outputs() {
        return new Outputs(show_labels, add_rois, show_table, draw_overlay, confidence_map);
    }

    /** Makes what was chosen, and returns what shows it. */
    private Runnable deliver(SegmentedPlane segmented) {
        ResultDelivery delivery = new ResultDelivery(segmented, outputs());
        return () -> {
            if (show_labels) {
                delivery.labelImage().show();
            }
            delivery.show();
        };
    }

    private final class Closing implements ImageListener {

        @Override
        public void imageOpened(ImagePlus opened) {}

        @Override
        public void imageClosed(ImagePlus closed) {
            windowClosed |= closed == imp;
        }

        @Override
        public void imageUpdated(ImagePlus changed) {}
    }
}
