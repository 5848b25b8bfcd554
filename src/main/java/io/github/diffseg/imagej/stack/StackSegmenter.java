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
import ij.measure.ResultsTable;
import io.github.diffseg.PlaneRange;
import io.github.diffseg.PlaneSettings;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.StageTimes;
import io.github.diffseg.engine.EngineException;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.ClassFinder;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.imagej.plane.ShownStack;
import io.github.diffseg.imagej.stack.ChosenPlanes.Place;
import io.github.diffseg.link.ObjectLinks;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.output.ConfidenceImages;
import io.github.diffseg.output.LabelStack;
import io.github.diffseg.output.Provenance;
import io.github.diffseg.output.SegmentTable;
import io.github.diffseg.output.VocabularyClasses;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.SegmentClasses;
import io.github.diffseg.segment.tree.Corrections;
import io.github.diffseg.vocabulary.SegmentFeature;
import io.github.diffseg.vocabulary.SegmentMeans;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/**
 * Segments the planes of an image that were asked for, one after another. In memory are the labels
 * of all planes, in as few bits as they need, and one plane.
 */
public final class StackSegmenter {

    private final PlaneSegmenter segmentation;
    private final PlaneSegmenter ofPlanes;
    private final ImagePlus image;
    private final PlaneSettings wanted;
    private final Settings settings;
    private final ShownStack stack;
    private final ChosenPlanes planes;
    private final LabelStack labels;
    private final ImageStack confidence;
    private final ResultsTable table = SegmentTable.ofPlanes();
    private final List<Optional<SegmentClasses>> classes;
    private final List<String> failed = new ArrayList<>();
    private final List<SegmentFeature> features = new ArrayList<>();
    private final ObjectLinks.Numbers numbers = new ObjectLinks.Numbers();
    private ObjectLinks links;
    private int segments;
    private Provenance first;
    private StageTimes times;
    private UserException failure;

    private StackSegmenter(PlaneSegmenter segmentation, ImagePlus image, SettingsRequest request) {
        this.segmentation = segmentation;
        this.image = image;
        settings = segmentation.settings(request);
        ofPlanes = settings.classes().areOn() ? segmentation.keepingFeatures() : segmentation;
        wanted = settings.planes();
        synchronized (image) {
            stack = ShownStack.of(image, wanted.channels().numbers());
            planes = ChosenPlanes.of(image, wanted);
            labels = new LabelStack(image.getWidth(), image.getHeight(), planes.size());
        }
        classes = new ArrayList<>(Collections.nCopies(planes.size(), Optional.empty()));
        planes.requireAll(wanted.corrections(), image.getTitle());
        confidence =
                segmentation.outputs().confidenceMap()
                        ? new ImageStack(image.getWidth(), image.getHeight(), planes.size())
                        : null;
    }

    /**
     * {@return of the slice and frame that are shown, where no others are asked for, a {@link
     * SegmentedPlane}; else a {@link SegmentedStack}}
     *
     * @param segmentation with an opened model
     * @param image is not changed; a selection on it restricts the result to it, in each plane
     * @param request says which planes, and what a segment is
     * @param progress told which plane is being segmented; may cancel
     * @throws UserException if the image lacks a plane that is asked for, a plane cannot be
     *     segmented and shall not be left empty, or none can; the message names the plane
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static ImageResult segment(
            PlaneSegmenter segmentation,
            ImagePlus image,
            SettingsRequest request,
            Progress progress) {
        return request.planes().isOnePlane()
                ? segmentation.segment(image, plane(image, request), request, progress)
                : new StackSegmenter(segmentation, image, request).run(progress);
    }

    /**
     * {@return the plane that the image shows, in the channels that are asked for}
     *
     * @param image not changed
     * @param request of one plane
     * @throws UserException if the image lacks one of them, or the plane cannot be segmented; or if
     *     several planes are asked for
     */
    public static DisplayedPlane plane(ImagePlus image, SettingsRequest request) {
        PlaneSettings wanted = request.planes();
        if (!wanted.isOnePlane()) {
            throw new UserException(
                    "slices is \""
                            + wanted.slices()
                            + "\" and frames is \""
                            + wanted.frames()
                            + "\", but one plane is seen here; leave both \""
                            + PlaneRange.CURRENT
                            + "\"");
        }
        if (wanted.channels().isAsDisplayed()) {
            return DisplayedPlane.of(image);
        }
        synchronized (image) {
            Place shown = ChosenPlanes.of(image, wanted).places().get(0);
            return ShownStack.of(image, wanted.channels().numbers())
                    .read(shown.slice(), shown.frame())
                    .plane();
        }
    }

    /**
     * {@return what the network saw of a plane, of the whole image, whatever is selected}
     *
     * @param image that was segmented
     * @param request of the result
     * @param index of the plane in the label image, from 0
     * @throws UserException if the plane cannot be read
     */
    public static RandomAccessibleInterval<ARGBType> pixels(
            ImagePlus image, SettingsRequest request, int index) {
        PlaneSettings wanted = request.planes();
        Place place =
                ChosenPlanes.of(image, wanted).places().stream()
                        .filter(chosen -> chosen.index() == index)
                        .findFirst()
                        .orElseThrow(() -> new UserException("There is no plane " + (index + 1)));
        return ShownStack.of(image, wanted.channels().numbers())
                .readWhole(place.slice(), place.frame())
                .pixels();
    }

    private SegmentedStack run(Progress progress) {
        Optional<ClassFinder> finder = segmentation.classFinder(settings, progress);
        List<Place> places = planes.places();
        for (int i = 0; i < places.size(); i++) {
            progress.checkCancelled();
            PlaneProgress told = new PlaneProgress(progress, i + 1, places.size());
            told.report("", 0);
            segment(places.get(i), told);
        }
        if (first == null) {
            throw failure;
        }
        SegmentTable.setDecimals(table, stack.calibration());
        List<SegmentFeature> ofSegments =
                wanted.link() == PlaneSettings.Link.NONE
                        ? features
                        : SegmentMeans.ofObjects(features);
        Optional<VocabularyClasses> ofVocabulary =
                finder.map(
                        found ->
                                new VocabularyClasses(
                                        found.vocabulary(ofSegments, progress), ofSegments));
        ofVocabulary.ifPresent(known -> known.addTo(table));
        String inWords = stack.describe(wanted.slices().toString(), wanted.frames().toString());
        return new SegmentedStack(
                image,
                stack,
                planes,
                labels,
                classes,
                confidence,
                table,
                segments,
                wanted.link() == PlaneSettings.Link.NONE ? 0 : numbers.count(),
                failed,
                segmentation.ofStack(first, inWords, settings),
                times,
                ofSegments,
                ofVocabulary);
    }

    private void segment(Place place, Progress progress) {
        try {
            ShownStack.Read read = stack.read(place.slice(), place.frame());
            SegmentedPlane segmented =
                    ofPlanes.segment(
                            image, read.plane(), settingsAt(place).withoutClasses(), progress);
            keep(place, read, segmented);
        } catch (UserException e) {
            String plane = stack.describe(place.slice(), place.frame());
            failure =
                    new UserException(
                            (plane.isEmpty() ? "The plane" : plane)
                                    + " of \""
                                    + image.getTitle()
                                    + "\": "
                                    + e.getMessage(),
                            e);
            // What model or device lack is no fault of the plane
            boolean ofPlane = !(e instanceof ModelException || e instanceof EngineException);
            if (!wanted.skipFailing() || !ofPlane) {
                throw failure;
            }
            failed.add(plane + ": " + e.getMessage());
            follow(place, labels.get(place.index()));
        }
    }

    private Settings settingsAt(Place place) {
        Corrections corrections = wanted.corrections().of(place.slice(), place.frame());
        SegmentationSettings all = settings.segmentation();
        return corrections.isEmpty()
                ? settings
                : settings.with(all.withCut(all.granularity(), corrections));
    }

    private void keep(Place place, ShownStack.Read read, SegmentedPlane segmented) {
        LabelMap own = segmented.labels();
        float[] certainty = segmented.segmentation().confidence();
        int[] number = follow(place, own);
        LabelMap named = own;
        Optional<SegmentClasses> kinds = segmented.segmentation().classes();
        if (number != null) {
            named = renumbered(own, number);
            float[] ofNumbers = new float[named.count()];
            for (int label = 1; label < number.length; label++) {
                if (number[label] > 0) {
                    ofNumbers[number[label] - 1] = certainty[label - 1];
                }
            }
            certainty = ofNumbers;
            int count = named.count();
            kinds = kinds.map(k -> k.renumbered(number, count));
        }
        labels.put(place.index(), named);
        classes.set(place.index(), kinds);
        int rows = table.size();
        SegmentTable.append(
                table,
                new int[] {stack.channel(), place.slice(), place.frame()},
                named,
                certainty,
                segmented.mergedAt(),
                kinds,
                read.plane().copy(),
                read.channels());
        segments += table.size() - rows;
        keepFeatures(place, segmented, number);
        if (confidence != null) {
            confidence.setPixels(
                    ConfidenceImages.of(
                                    segmented.segmentation().confidenceMap(), read.plane().copy())
                            .getProcessor()
                            .getPixels(),
                    place.index() + 1);
        }
        first = first == null ? segmented.provenance() : first;
        times = times == null ? segmented.times() : times.plus(segmented.times());
    }

    /** In the order of the rows, which is that of the numbers. */
    private void keepFeatures(Place place, SegmentedPlane segmented, int[] number) {
        segmented.features().stream()
                .map(
                        segment ->
                                segment.at(
                                        place.index(),
                                        number == null ? segment.label() : number[segment.label()]))
                .filter(segment -> segment.label() > 0)
                .sorted(Comparator.comparingInt(SegmentFeature::label))
                .forEach(features::add);
    }

    /** The number of each label's object, if objects are followed. */
    private int[] follow(Place place, LabelMap own) {
        if (wanted.link() == PlaneSettings.Link.NONE) {
            return null;
        }
        if (place.beginsSeries()) {
            links = new ObjectLinks(wanted.linkGap(), numbers);
        }
        return links.next(own);
    }

    private static LabelMap renumbered(LabelMap labels, int[] number) {
        int[] renumbered = new int[labels.labels().length];
        int largest = 0;
        for (int i = 0; i < renumbered.length; i++) {
            renumbered[i] = number[labels.labels()[i]];
            largest = Math.max(largest, renumbered[i]);
        }
        return new LabelMap(labels.width(), labels.height(), renumbered, largest);
    }
}
