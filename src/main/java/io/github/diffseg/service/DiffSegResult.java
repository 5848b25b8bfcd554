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
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.output.LabelImgs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.IntegerType;

/**
 * The segments of one image, as a script has them. Each form of them is made when it is asked for,
 * anew each time, and belongs to the caller. Holds no native memory.
 */
public final class DiffSegResult {

    private final SegmentedPlane segmented;
    private final Function<Map<String, ?>, DiffSegResult> repetition;

    /**
     * Wraps a segmented plane.
     *
     * @param repetition segments the same plane with some settings changed
     */
    DiffSegResult(SegmentedPlane segmented, Function<Map<String, ?>, DiffSegResult> repetition) {
        this.segmented = segmented;
        this.repetition = repetition;
    }

    /** {@return the number of segments, 0 or more} */
    public int count() {
        return segmented.labels().count();
    }

    /**
     * {@return the labels {@code [width, height]}, of the whole image's size, from (0, 0): segments
     * are 1…{@link #count()} by decreasing area, 0 is no segment; unsigned shorts up to 65,535
     * segments, else unsigned ints}
     */
    public Img<? extends IntegerType<?>> labels() {
        return LabelImgs.of(segmented.labels());
    }

    /**
     * {@return the labels as a calibrated image with colours, whose properties tell what it was
     * made with; not shown}
     */
    public ImagePlus labelImage() {
        return segmented.labelImage();
    }

    /**
     * {@return the classes, in the form of a vocabulary's file, to be written wherever a script
     * likes}
     *
     * @throws io.github.diffseg.failure.UserException if neither {@code classes} nor {@code
     *     vocabulary} was set
     */
    public String vocabulary() {
        return ScriptClasses.vocabulary(segmented);
    }

    /**
     * {@return which of the given {@code names} each pixel has, 1 for the first of them, or its
     * class of the vocabulary, 0 for no segment; empty if there are neither; not shown}
     */
    public Optional<ImagePlus> classImage() {
        return segmented.classImage();
    }

    /** {@return the name of each segment, in the order of the labels; empty if none were given} */
    public List<String> names() {
        return segmented
                .segmentation()
                .classes()
                .map(c -> IntStream.rangeClosed(1, count()).mapToObj(c::nameOf).toList())
                .orElse(List.of());
    }

    /** {@return one ROI for each segment, with holes, in the order of the labels} */
    public List<Roi> rois() {
        return segmented.rois();
    }

    /** {@return one row for each segment: area, place, mean intensity, confidence; not shown} */
    public ResultsTable table() {
        return segmented.table();
    }

    /** {@return {@code [count]}: how clearly segment i + 1 wins where it wins, in (0, 1]} */
    public float[] confidence() {
        return segmented.segmentation().confidence().clone();
    }

    /**
     * {@return a 32-bit image of how clearly the winner wins at each pixel, in (0, 1]; 0 where
     * there is no segment; not shown}
     */
    public ImagePlus confidenceImage() {
        return segmented.confidenceImage();
    }

    /**
     * {@return the threshold that was taken: the one that was asked for, or else the model's, which
     * may have been chosen for this image; NaN where a classifier was asked. It counts where
     * granularity is 0.}
     */
    public double threshold() {
        return segmented.mergedAt();
    }

    /**
     * {@return what the result was made with, by name: image, model and its hash, device, versions,
     * and each setting as {@code setting.NAME}}
     */
    public Map<String, String> provenance() {
        return segmented.provenance().entries();
    }

    /**
     * {@return the line of an ImageJ macro that segments the image again in the same way, when an
     * image of its title is open}
     */
    public String macro() {
        return segmented.provenance().macro();
    }

    /**
     * {@return the result as the plugin's Java API has it, with the plane that was segmented and
     * the times of the stages}
     */
    public SegmentedPlane segmentedPlane() {
        return segmented;
    }

    /**
     * Segments the same pixels with other settings, whatever has become of the image. With the same
     * working size, timestep, aggregation and centre crop, model, device and precision this needs
     * no pass through the network as long as the session keeps the attention: that of the last
     * image always while memory is free, of several as far as 512 MB reach. {@link
     * DiffSegService#attend} keeps it for sure.
     *
     * @param changes by name; what is left out stays as it was asked for
     * @return another result; this one stays as it is
     * @throws io.github.diffseg.failure.UserException as {@link DiffSegService#segment}
     */
    public DiffSegResult again(Map<String, ?> changes) {
        return repetition.apply(changes);
    }

    /**
     * {@return the number of segments in words, with the threshold if it was chosen for this image}
     */
    @Override
    public String toString() {
        return segmented.outcome();
    }
}
