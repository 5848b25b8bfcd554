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

package io.github.diffseg.imagej.stack;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.github.diffseg.StageTimes;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.plane.ShownStack;
import io.github.diffseg.imagej.stack.ChosenPlanes.Place;
import io.github.diffseg.output.ClassImages;
import io.github.diffseg.output.GeoJson;
import io.github.diffseg.output.ImageTitles;
import io.github.diffseg.output.LabelImages;
import io.github.diffseg.output.LabelRois;
import io.github.diffseg.output.LabelStack;
import io.github.diffseg.output.Provenance;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.output.RoiImages;
import io.github.diffseg.output.VocabularyClasses;
import io.github.diffseg.segment.label.SegmentClasses;
import io.github.diffseg.vocabulary.SegmentFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was found in the planes of a stack. */
public final class SegmentedStack implements ImageResult {

    /** The property of label images that names the planes that were left empty. */
    public static final String EMPTY = Provenance.KEY_PREFIX + "empty_planes";

    private final ImagePlus input;
    private final ShownStack stack;
    private final ChosenPlanes planes;
    private final LabelStack labels;
    private final List<Optional<SegmentClasses>> classes;
    private final ImageStack confidence;
    private final ResultsTable table;
    private final int segments;
    private final int objects;
    private final List<String> failed;
    private final Provenance provenance;
    private final StageTimes times;
    private final List<SegmentFeature> features;
    private final Optional<VocabularyClasses> vocabularyClasses;

    SegmentedStack(
            ImagePlus input,
            ShownStack stack,
            ChosenPlanes planes,
            LabelStack labels,
            List<Optional<SegmentClasses>> classes,
            ImageStack confidence,
            ResultsTable table,
            int segments,
            int objects,
            List<String> failed,
            Provenance provenance,
            StageTimes times,
            List<SegmentFeature> features,
            Optional<VocabularyClasses> vocabularyClasses) {
        this.input = input;
        this.stack = stack;
        this.planes = planes;
        this.labels = labels;
        this.classes = List.copyOf(classes);
        this.confidence = confidence;
        this.table = table;
        this.segments = segments;
        this.objects = objects;
        this.failed = List.copyOf(failed);
        this.provenance = provenance;
        this.times = times;
        this.features = List.copyOf(features);
        this.vocabularyClasses = vocabularyClasses;
    }

    @Override
    public ImagePlus input() {
        return input;
    }

    @Override
    public int segments() {
        return segments;
    }

    /** {@return how many planes were segmented, those that failed counted too} */
    public int planes() {
        return planes.size();
    }

    /** {@return how many objects there are where they were followed through the planes, else 0} */
    public int objects() {
        return objects;
    }

    @Override
    public List<String> emptyPlanes() {
        return failed;
    }

    @Override
    public String outcome() {
        StringBuilder outcome = new StringBuilder();
        if (objects > 0) {
            outcome.append(count(objects, "object")).append(", ");
        }
        outcome.append(count(segments, "segment")).append(" in ").append(count(size(), "plane"));
        if (!failed.isEmpty()) {
            outcome.append("; left empty: ");
            outcome.append(String.join("; ", failed));
        }
        return outcome.toString();
    }

    private int size() {
        return planes.size();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /**
     * {@return a calibrated label image with a plane for each that was asked for, in their order,
     * and the slice labels of the input; on the pixels of this result}
     */
    @Override
    public ImagePlus labelImage() {
        ImagePlus image =
                LabelImages.of(labels, planes.slices().length, provenance.image(), calibration());
        for (Place place : planes.places()) {
            image.getStack()
                    .setSliceLabel(stack.label(place.slice(), place.frame()), place.index() + 1);
        }
        provenance.writeTo(image);
        if (!failed.isEmpty()) {
            image.setProp(EMPTY, String.join("\n", failed));
        }
        return image;
    }

    @Override
    public Optional<ImagePlus> classImage() {
        return vocabularyClasses.map(known -> known.image(labelImage())).or(this::imageOfNames);
    }

    private Optional<ImagePlus> imageOfNames() {
        Optional<SegmentClasses> any = classes.stream().flatMap(Optional::stream).findFirst();
        if (any.isEmpty()) {
            return Optional.empty();
        }
        LabelStack kinds = new LabelStack(labels.width(), labels.height(), size());
        for (int i = 0; i < size(); i++) {
            if (classes.get(i).isPresent()) {
                kinds.put(i, classes.get(i).get().of(labels.get(i)));
            }
        }
        ImagePlus image =
                ClassImages.of(
                        kinds,
                        any.get().names(),
                        planes.slices().length,
                        provenance.image(),
                        calibration());
        provenance.writeTo(image);
        return Optional.of(image);
    }

    /** Also between planes, of which some may have been left out. */
    private Calibration calibration() {
        Calibration input = stack.calibration();
        Calibration calibration = LabelImages.planeCalibration(input);
        int slices = ChosenPlanes.step(planes.slices());
        calibration.pixelDepth = input.pixelDepth * slices;
        calibration.setZUnit(input.getZUnit());
        calibration.zOrigin = (input.zOrigin - planes.slices()[0] + 1) / slices;
        calibration.frameInterval = input.frameInterval * ChosenPlanes.step(planes.frames());
        calibration.setTimeUnit(input.getTimeUnit());
        calibration.fps = input.fps / ChosenPlanes.step(planes.frames());
        return calibration;
    }

    @Override
    public ImagePlus confidenceImage() {
        if (confidence == null) {
            throw new UserException(
                    "The confidence of this stack was not kept; ask for it before it is segmented");
        }
        for (int i = 1; i <= confidence.size(); i++) {
            if (confidence.getPixels(i) == null) {
                confidence.setPixels(new float[confidence.getWidth() * confidence.getHeight()], i);
            }
        }
        ImagePlus image =
                new ImagePlus(
                        ImageTitles.stem(provenance.image()) + " - DiffSeg confidence", confidence);
        int slices = planes.slices().length;
        image.setDimensions(1, slices, confidence.size() / slices);
        image.setOpenAsHyperStack(slices > 1 && confidence.size() > slices);
        image.setDisplayRange(0, 1);
        image.setCalibration(calibration());
        return image;
    }

    /** {@return one ROI for each segment, in the order of the table, at its place in the input} */
    @Override
    public List<Roi> rois() {
        List<Roi> rois = new ArrayList<>(segments);
        for (Place place : planes.places()) {
            rois.addAll(rois(place));
        }
        vocabularyClasses.ifPresent(known -> known.mark(rois));
        return rois;
    }

    private List<Roi> rois(Place place) {
        List<Roi> rois = LabelRois.of(labels.get(place.index()), classes.get(place.index()));
        String plane = stack.name(place.slice(), place.frame());
        for (Roi roi : rois) {
            roi.setName(roi.getName() + plane);
            stack.position(place.slice(), place.frame()).assignTo(roi);
        }
        RoiImages.mark(rois, provenance.image());
        return rois;
    }

    @Override
    public ResultsTable table() {
        return table;
    }

    @Override
    public List<SegmentFeature> features() {
        return features;
    }

    @Override
    public Optional<VocabularyClasses> vocabularyClasses() {
        return vocabularyClasses;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public StageTimes times() {
        return times;
    }

    @Override
    public Path writeOverlay(ResultFiles files) throws IOException {
        int slices = planes.slices().length;
        ImagePlus pictures =
                new ImagePlus(
                        ImageTitles.stem(provenance.image()) + " - DiffSeg overlay",
                        new OverlayStack(stack, planes, labels));
        pictures.setDimensions(1, slices, planes.size() / slices);
        pictures.setOpenAsHyperStack(slices > 1 && planes.size() > slices);
        pictures.setCalibration(calibration());
        return files.writeOverlays(pictures);
    }

    @Override
    public void writeGeoJson(Path file) throws IOException {
        List<Roi> rois = new ArrayList<>(segments);
        List<GeoJson.Plane> places = new ArrayList<>(segments);
        for (Place place : planes.places()) {
            List<Roi> ofPlane = rois(place);
            rois.addAll(ofPlane);
            GeoJson.Plane plane =
                    new GeoJson.Plane(stack.channel() - 1, place.slice() - 1, place.frame() - 1);
            ofPlane.forEach(roi -> places.add(plane));
        }
        vocabularyClasses.ifPresent(known -> known.mark(rois));
        GeoJson.write(file, rois, places, table);
    }
}
