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

package io.github.diffseg.service;

import ij.ImagePlus;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.PlaneImages;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.imagej.stack.SegmentedStack;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.large.LargeResult;
import io.github.diffseg.large.LargeSegmenter;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.store.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import net.imglib2.RandomAccessibleInterval;
import org.scijava.app.StatusService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.Service;
import org.scijava.task.TaskService;

/** The default implementation, on the model and the attention that commands share too. */
@Plugin(type = Service.class)
public final class DefaultDiffSegService extends AbstractService implements DiffSegService {

    /** ImgLib2's images have no names. */
    private static final String TITLE = "image";

    @Parameter private OpenModels openModels;

    @Parameter private SessionAttention sessionAttention;

    @Parameter private TaskService taskService;

    @Parameter private StatusService statusService;

    @Override
    public DiffSegResult segment(ImagePlus image, Map<String, ?> settings) {
        NamedSettings named = NamedSettings.of(settings);
        return segment(required(image), StackSegmenter.plane(image, named.request()), named);
    }

    @Override
    public DiffSegStack segmentStack(ImagePlus image, Map<String, ?> settings) {
        NamedSettings named = NamedSettings.ofStack(settings);
        required(image);
        return new DiffSegStack(
                (SegmentedStack)
                        runs().run(
                                        progress ->
                                                withModel(
                                                        named,
                                                        progress,
                                                        segmenter ->
                                                                StackSegmenter.segment(
                                                                        segmenter,
                                                                        image,
                                                                        named.request(),
                                                                        progress))));
    }

    @Override
    public DiffSegResult segment(RandomAccessibleInterval<?> image, Map<String, ?> settings) {
        return segment(PlaneImages.of(TITLE, image), settings);
    }

    @Override
    public LargeResult segmentFile(String address, String result, Map<String, ?> settings) {
        NamedSettings named = NamedSettings.of(settings);
        return runs().run(
                        progress ->
                                openModels.use(
                                        named.model(),
                                        named.device(),
                                        named.precision(),
                                        progress,
                                        (diffSeg, opening) ->
                                                segmentFile(
                                                        new LargeSegmenter(
                                                                diffSeg, named.model(), opening),
                                                        Address.of(address),
                                                        named,
                                                        Path.of(result),
                                                        progress)));
    }

    private static LargeResult segmentFile(
            LargeSegmenter segmenter,
            Address address,
            NamedSettings named,
            Path result,
            Progress progress) {
        try {
            return segmenter.segment(address, named.request(), result, progress);
        } catch (IOException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    @Override
    public ImageAttention attend(ImagePlus image, Map<String, ?> settings) {
        NamedSettings named = NamedSettings.of(settings);
        DisplayedPlane plane = StackSegmenter.plane(required(image), named.request());
        named.request().detail().requireWhole();
        Runs runs = runs();
        return runs.run(
                progress ->
                        withModel(
                                named,
                                progress,
                                segmentation ->
                                        new ImageAttention(
                                                image,
                                                plane,
                                                named,
                                                segmentation,
                                                segmentation.attend(
                                                        plane,
                                                        segmentation
                                                                .settings(named.request())
                                                                .attention(),
                                                        progress),
                                                runs)));
    }

    @Override
    public ImageAttention attend(RandomAccessibleInterval<?> image, Map<String, ?> settings) {
        return attend(PlaneImages.of(TITLE, image), settings);
    }

    @Override
    public void release() {
        openModels.release();
        sessionAttention.cache().close();
    }

    private DiffSegResult segment(ImagePlus image, DisplayedPlane plane, NamedSettings named) {
        SegmentedPlane segmented =
                runs().run(
                                progress ->
                                        withModel(
                                                named,
                                                progress,
                                                segmentation ->
                                                        segmentation.segment(
                                                                image,
                                                                plane,
                                                                named.request(),
                                                                progress)));
        return new DiffSegResult(segmented, changes -> segment(image, plane, named.with(changes)));
    }

    private <T> T withModel(
            NamedSettings named, Progress progress, Function<PlaneSegmenter, T> work) {
        return openModels.use(
                named.model(),
                named.device(),
                named.precision(),
                progress,
                (diffSeg, opening) ->
                        work.apply(
                                new PlaneSegmenter(
                                        diffSeg,
                                        named.model(),
                                        opening,
                                        sessionAttention.cache())));
    }

    private Runs runs() {
        return new Runs(taskService, statusService);
    }

    private static ImagePlus required(ImagePlus image) {
        if (image == null) {
            throw new UserException("There is no image; open one, or give one to the script");
        }
        return image;
    }
}
