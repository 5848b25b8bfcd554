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
import io.github.diffseg.Segmentation;
import io.github.diffseg.StageTimes;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.SettingRange;
import io.github.diffseg.output.ClassImages;
import io.github.diffseg.output.ConfidenceImages;
import io.github.diffseg.output.GeoJson;
import io.github.diffseg.output.LabelImages;
import io.github.diffseg.output.LabelRois;
import io.github.diffseg.output.OverlayPictures;
import io.github.diffseg.output.Provenance;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.output.RoiImages;
import io.github.diffseg.output.SegmentTable;
import io.github.diffseg.output.VocabularyClasses;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.cut.ComparedCells;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.SegmentClasses;
import io.github.diffseg.segment.label.Splitting;
import io.github.diffseg.vocabulary.SegmentFeature;
import io.github.diffseg.vocabulary.Vocabulary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A plane of an ImageJ image with its segments, and what can be made of them: label image, ROIs,
 * table, overlay.
 *
 * @param input the image, the user's own: it may show something else by now
 * @param plane of it that was segmented, as it was
 * @param labels of the whole image's size; 0 outside the selection
 * @param segmentation confidence and counts
 * @param provenance what the result was made with
 * @param times how long each stage took
 * @param features of the segments, in the order of the table; empty unless they were kept
 * @param vocabularyClasses of the segments, if they are put into classes of a vocabulary
 */
public record SegmentedPlane(
        ImagePlus input,
        DisplayedPlane plane,
        LabelMap labels,
        Segmentation segmentation,
        Provenance provenance,
        StageTimes times,
        List<SegmentFeature> features,
        Optional<VocabularyClasses> vocabularyClasses)
        implements ImageResult {

    @Override
    public int segments() {
        return labels.count();
    }

    /**
     * {@return the number of segments in words, with the threshold where it was chosen for this
     * image, and a hint where there is nothing to see}
     */
    @Override
    public String outcome() {
        if (isTaught()) {
            return outcome(segmentation.classes().get());
        }
        int count = labels.count();
        if (count == 0) {
            return "no segment: the selection and the centre crop have no pixel in common";
        }
        SegmentationSettings settings = segmentation.settings();
        StringBuilder outcome = new StringBuilder(count == 1 ? "1 segment" : count + " segments");
        if (provenance.hasChosenThreshold() && settings.granularity() == 0) {
            outcome.append(", threshold ")
                    .append(SettingRange.plain(settings.fixedThreshold()))
                    .append(", ")
                    .append(Provenance.CHOSEN_FOR_THIS_IMAGE);
        }
        if (count == 1) {
            outcome.append(hint(settings));
        }
        return outcome.toString();
    }

    private String outcome(SegmentClasses classes) {
        int found = labelsWithPixels().length;
        int names = classes.names().size();
        return segmentation.settings().splitting() != Splitting.NONE
                ? found + (found == 1 ? " object of " : " objects of ") + names + " classes"
                : found + " of " + names + " classes";
    }

    private int[] labelsWithPixels() {
        return Arrays.stream(labels.labels())
                .filter(label -> label > 0)
                .sorted()
                .distinct()
                .toArray();
    }

    /** What may find more than one segment. */
    private String hint(SegmentationSettings settings) {
        boolean cut = settings.granularity() > 0;
        double now = cut ? settings.granularity() : segmentation.settings().fixedThreshold();
        boolean merges = settings.method().merges();
        double least = merges ? SettingRange.THRESHOLD.least() : ComparedCells.LEAST_THRESHOLD;
        double smaller = merges ? now / 2 : (now + least) / 2;
        boolean dropsSmall = settings.minimumArea() > 0;
        if (now <= least || smaller < least) {
            return dropsSmall
                    ? "; a smaller minimum area may find more"
                    : "; the model sees nothing apart here";
        }
        return "; a smaller "
                + (cut ? "granularity" : "threshold")
                + ", such as "
                + rounded(smaller)
                + (dropsSmall ? ", or a smaller minimum area" : "")
                + ", may find more";
    }

    private static String rounded(double value) {
        return new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
    }

    /** {@return the same segments, each in its class of a vocabulary} */
    SegmentedPlane classified(Vocabulary vocabulary) {
        return new SegmentedPlane(
                input,
                plane,
                labels,
                segmentation,
                provenance,
                times,
                features,
                Optional.of(new VocabularyClasses(vocabulary, features)));
    }

    /** {@return a calibrated label image that tells in its properties what it was made with} */
    @Override
    public ImagePlus labelImage() {
        ImagePlus image = LabelImages.of(labels, plane.copy());
        provenance.writeTo(image);
        return image;
    }

    @Override
    public Optional<ImagePlus> classImage() {
        return vocabularyClasses.map(known -> known.image(labelImage())).or(this::imageOfNames);
    }

    private Optional<ImagePlus> imageOfNames() {
        return segmentation
                .classes()
                .map(
                        classes -> {
                            ImagePlus image =
                                    ClassImages.of(
                                            classes.of(labels), classes.names(), plane.copy());
                            provenance.writeTo(image);
                            return image;
                        });
    }

    /**
     * {@return a 32-bit image of how clearly the winner wins at each pixel, in (0, 1]; 0 where
     * there is no segment. Of a classifier: a slice with the probability of each class}
     */
    @Override
    public ImagePlus confidenceImage() {
        return segmentation
                .classes()
                .map(
                        classes ->
                                ConfidenceImages.ofClasses(
                                        segmentation.confidenceMap(),
                                        classes.names(),
                                        plane.copy()))
                .orElseGet(() -> ConfidenceImages.of(segmentation.confidenceMap(), plane.copy()));
    }

    /**
     * {@return one ROI for each segment, with holes, in the order of the labels, on the plane that
     * was segmented}
     */
    @Override
    public List<Roi> rois() {
        List<Roi> rois = LabelRois.of(labels, segmentation.classes());
        rois.forEach(plane.position()::assignTo);
        RoiImages.mark(rois, provenance.image());
        vocabularyClasses.ifPresent(known -> known.mark(rois));
        return rois;
    }

    /** {@return one row for each segment} */
    @Override
    public ResultsTable table() {
        ResultsTable table =
                SegmentTable.of(
                        labels,
                        segmentation.confidence(),
                        mergedAt(),
                        segmentation.classes(),
                        plane.copy());
        vocabularyClasses.ifPresent(known -> known.addTo(table));
        return table;
    }

    /** {@return the threshold; NaN where a classifier was asked} */
    public double mergedAt() {
        return isTaught() ? Double.NaN : segmentation.settings().fixedThreshold();
    }

    /** Words have a strength, taught classes have none. */
    private boolean isTaught() {
        return segmentation.classes().filter(classes -> !classes.hasStrength()).isPresent();
    }

    @Override
    public Path writeOverlay(ResultFiles files) throws IOException {
        return files.writeOverlay(overlayPicture());
    }

    @Override
    public void writeGeoJson(Path file) throws IOException {
        List<Roi> rois = rois();
        GeoJson.Plane place = plane.position().inGeoJson(input);
        GeoJson.write(file, rois, Collections.nCopies(rois.size(), place), table());
    }

    /** {@return the input with coloured, outlined segments} */
    public BufferedImage overlayPicture() {
        DisplayedPlane whole =
                plane.selection().isEmpty() ? plane : DisplayedPlane.ofWholeImage(plane.copy());
        return OverlayPictures.render(whole.pixels(), labels);
    }
}
