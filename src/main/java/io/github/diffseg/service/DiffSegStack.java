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
import io.github.diffseg.imagej.stack.SegmentedStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found in a stack, for scripts. Owns no native memory. */
public final class DiffSegStack {

    private final SegmentedStack segmented;

    DiffSegStack(SegmentedStack segmented) {
        this.segmented = segmented;
    }

    /** {@return the number of segments in all planes together} */
    public int count() {
        return segmented.segments();
    }

    /**
     * {@return the number of objects where they were followed through the planes (setting {@code
     * link}), else 0}
     */
    public int objects() {
        return segmented.objects();
    }

    /**
     * {@return the planes that were left empty since they could not be segmented, each with the
     * reason; none unless {@code skip_failing_planes} is set}
     */
    public List<String> emptyPlanes() {
        return segmented.emptyPlanes();
    }

    /**
     * {@return a calibrated label stack or hyperstack of the planes that were asked for, whose
     * properties tell what it was made with; not shown}
     */
    public ImagePlus labelImage() {
        return segmented.labelImage();
    }

    /** {@return the classes, as {@link DiffSegResult#vocabulary}} */
    public String vocabulary() {
        return ScriptClasses.vocabulary(segmented);
    }

    /** {@return as {@link DiffSegResult#classImage}, with the planes of the label image} */
    public Optional<ImagePlus> classImage() {
        return segmented.classImage();
    }

    /** {@return one ROI for each segment of each plane, at its place in the stack} */
    public List<Roi> rois() {
        return segmented.rois();
    }

    /**
     * {@return one row for each segment of each plane: where it is, its area, the mean of each
     * channel, its confidence; not shown}
     */
    public ResultsTable table() {
        return segmented.table();
    }

    /** {@return what the result was made with, as {@link DiffSegResult#provenance}} */
    public Map<String, String> provenance() {
        return segmented.provenance().entries();
    }

    /** {@return the line of an ImageJ macro that segments the stack again in the same way} */
    public String macro() {
        return segmented.provenance().macro();
    }

    /** {@return the number of segments and planes in words} */
    @Override
    public String toString() {
        return segmented.outcome();
    }
}
