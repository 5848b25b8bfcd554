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

package io.github.diffseg.imagej;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.github.diffseg.StageTimes;
import io.github.diffseg.output.Provenance;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.output.VocabularyClasses;
import io.github.diffseg.vocabulary.SegmentFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What was found in an image: in one plane, or in the planes of a stack. */
public interface ImageResult {

    /** {@return the image that was segmented} */
    ImagePlus input();

    /** {@return how many segments there are, in all planes together} */
    int segments();

    /** {@return the number of segments in words, and what the user should know of them} */
    String outcome();

    /**
     * {@return the planes of a stack that were left empty since they could not be segmented, each
     * with the reason, such as {@code Z 3: it cannot be read}}
     */
    default List<String> emptyPlanes() {
        return List.of();
    }

    /** {@return a calibrated label image that tells in its properties what it was made with} */
    ImagePlus labelImage();

    /**
     * {@return a calibrated image of the classes of the segments, where they have any: 1…C in the
     * order of the names that were given, or of a vocabulary, 0 outside}
     */
    Optional<ImagePlus> classImage();

    /**
     * {@return a 32-bit image of how clearly the winner wins at each pixel, in (0, 1]; 0 where
     * there is no segment}
     */
    ImagePlus confidenceImage();

    /** {@return one ROI for each segment, with holes, on its plane, in the order of the table} */
    List<Roi> rois();

    /** {@return one row for each segment} */
    ResultsTable table();

    /**
     * {@return what the network makes of each segment, in the order of the table; empty unless that
     * was kept}
     */
    List<SegmentFeature> features();

    /** {@return the classes of the segments, if they were put into those of a vocabulary} */
    Optional<VocabularyClasses> vocabularyClasses();

    /** {@return what it was made with} */
    Provenance provenance();

    /** {@return how long each stage took} */
    StageTimes times();

    /**
     * Writes the input with coloured, outlined segments.
     *
     * @param files gets it
     * @return where it will be
     * @throws IOException if it cannot be written; the message names it
     */
    Path writeOverlay(ResultFiles files) throws IOException;

    /**
     * Writes the outlines for QuPath.
     *
     * @param file replaced if it exists
     * @throws IOException if it cannot be written
     */
    void writeGeoJson(Path file) throws IOException;
}
