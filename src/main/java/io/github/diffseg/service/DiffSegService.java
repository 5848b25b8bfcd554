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
import io.github.diffseg.large.LargeResult;
import java.util.Map;
import net.imglib2.RandomAccessibleInterval;
import org.scijava.service.SciJavaService;

/**
 * DiffSeg for scripts: image and settings in, everything that can be made of the segments out. No
 * window is opened, nothing is shown, and the image stays as it is.
 *
 * <pre>{@code
 * #@ DiffSegService diffseg
 * #@ ImagePlus image
 * result = diffseg.segment(image, [threshold: 0.4, crisp_borders: true])
 * }</pre>
 *
 * <p>Settings are named as in macros ({@link io.github.diffseg.Setting#key}), with {@code model},
 * {@code device} and {@code precision} beside them; what is left out is as the model recommends.
 * Values are numbers, booleans or text.
 *
 * <p>Safe for use by several threads; one image is looked at at a time, the others wait. Esc, the
 * task's Cancel and an interrupt of the calling thread stop a run.
 *
 * <p>All methods throw {@link io.github.diffseg.failure.UserException} with one sentence if image,
 * settings, model or device cannot be used or memory does not suffice, and {@link
 * java.util.concurrent.CancellationException} if they are cancelled.
 */
public interface DiffSegService extends SciJavaService {

    /**
     * Segments what an image shows now: its current plane, as it is displayed. A selection
     * restricts the result to it.
     *
     * @param image of at least 16 x 16 pixels; not changed
     * @param settings by name
     * @return the result, which needs no closing
     */
    DiffSegResult segment(ImagePlus image, Map<String, ?> settings);

    /**
     * Segments a plane of ImgLib2. Colours are taken as they are, unsigned bytes from 0 to 255, all
     * other real types from their smallest to their largest finite value, as ImageJ displays a file
     * that it has just opened.
     *
     * @param image {@code [width, height]} of real or ARGB type, at least 16 x 16 pixels; not
     *     changed
     * @param settings by name
     * @return the result, which needs no closing; its pixel (0, 0) is the plane's first
     */
    DiffSegResult segment(RandomAccessibleInterval<?> image, Map<String, ?> settings);

    /**
     * Segments an image as the model recommends.
     *
     * @param image as in {@link #segment(ImagePlus, Map)}
     * @return the result
     */
    default DiffSegResult segment(ImagePlus image) {
        return segment(image, Map.of());
    }

    /**
     * Segments a plane of ImgLib2 as the model recommends.
     *
     * @param image as in {@link #segment(RandomAccessibleInterval, Map)}
     * @return the result
     */
    default DiffSegResult segment(RandomAccessibleInterval<?> image) {
        return segment(image, Map.of());
    }

    /**
     * Segments the planes of a stack, one after another: all slices and frames unless {@code
     * slices} or {@code frames} say which, in the channels that are displayed unless {@code
     * channels} says which. A selection restricts the result to it, in each plane.
     *
     * @param image of at least 16 x 16 pixels, virtual or not; not changed
     * @param settings by name
     * @return the result, which needs no closing
     */
    DiffSegStack segmentStack(ImagePlus image, Map<String, ?> settings);

    /**
     * Segments all planes of a stack as the model recommends.
     *
     * @param image as in {@link #segmentStack(ImagePlus, Map)}
     * @return the result
     */
    default DiffSegStack segmentStack(ImagePlus image) {
        return segmentStack(image, Map.of());
    }

    /**
     * Segments a file that need not fit into memory, and writes its labels and their table: a TIFF
     * or BigTIFF, or the folder of an OME-Zarr, Zarr or N5, which are read in parts.
     *
     * @param address a path, or an address with {@code https:}, {@code http:} or {@code s3:}
     * @param result where the labels go: {@code NAME.ome.zarr}, {@code NAME.tif}, or a folder
     * @param settings by name
     * @return what became of it, with the paths of the files
     */
    LargeResult segmentFile(String address, String result, Map<String, ?> settings);

    /**
     * Looks at an image, and holds its attention for as many segmentations as are wanted.
     *
     * @param image as in {@link #segment(ImagePlus, Map)}
     * @param settings by name; those that later segmentations do not change
     * @return the attention, to be closed: it holds native memory
     */
    ImageAttention attend(ImagePlus image, Map<String, ?> settings);

    /**
     * Looks at a plane of ImgLib2, and holds its attention for as many segmentations as are wanted.
     *
     * @param image as in {@link #segment(RandomAccessibleInterval, Map)}
     * @param settings by name; those that later segmentations do not change
     * @return the attention, to be closed: it holds native memory
     */
    ImageAttention attend(RandomAccessibleInterval<?> image, Map<String, ?> settings);

    /**
     * Frees the native memory that the session keeps for the next run: the opened model, and the
     * attention of the last images but for what an {@link ImageAttention} holds. The next run opens
     * the model anew. Waits for a run that is under way.
     */
    void release();
}
