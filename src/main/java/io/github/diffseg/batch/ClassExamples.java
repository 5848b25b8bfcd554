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

package io.github.diffseg.batch;

import ij.ImagePlus;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.format.ImageFiles;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.output.ClassPage;
import io.github.diffseg.output.ClassThumbnail;
import io.github.diffseg.output.ClassedFiles;
import io.github.diffseg.output.VocabularyClasses;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.vocabulary.SegmentClass;
import io.github.diffseg.vocabulary.SegmentFeature;
import io.github.diffseg.vocabulary.Vocabulary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the most typical segments of each class, at most {@value #OF_ONE_IMAGE} of one image, and
 * draws them: one image at a time is in memory.
 */
final class ClassExamples {

    private static final Logger LOG = System.getLogger(ClassExamples.class.getName());
    private static final int OF_ONE_IMAGE = 2;

    private final BatchRequest request;
    private final Map<InputFile, VocabularyClasses> classes;

    /** A segment that shall be shown. */
    private record Choice(InputFile file, int row, int number, double distance) {}

    ClassExamples(BatchRequest request, Map<InputFile, VocabularyClasses> classes) {
        this.request = request;
        this.classes = classes;
    }

    /** {@return the page of the vocabulary} */
    BufferedImage page(Vocabulary vocabulary, Progress progress) {
        Map<Integer, ClassPage.Occurrence> occurrences = new TreeMap<>();
        Map<Integer, List<Choice>> choices = new TreeMap<>();
        for (SegmentClass c : vocabulary.classes()) {
            List<Choice> candidates = candidates(vocabulary, c.number());
            Set<InputFile> images = new HashSet<>();
            long pixels = 0;
            for (Choice choice : candidates) {
                images.add(choice.file());
                pixels += segment(choice).pixels();
            }
            occurrences.put(
                    c.number(), new ClassPage.Occurrence(candidates.size(), images.size(), pixels));
            choices.put(c.number(), chosen(candidates));
        }
        return ClassPage.of(
                vocabulary, classes.size(), occurrences, draw(vocabulary, choices, progress));
    }

    private SegmentFeature segment(Choice choice) {
        return classes.get(choice.file()).segments().get(choice.row());
    }

    /** All segments of a class, the typical ones first. */
    private List<Choice> candidates(Vocabulary vocabulary, int number) {
        List<Choice> candidates = new ArrayList<>();
        classes.forEach(
                (file, ofFile) -> {
                    for (int row = 0; row < ofFile.segments().size(); row++) {
                        if (ofFile.of(row).number() == number) {
                            float[] values = ofFile.segments().get(row).values();
                            candidates.add(
                                    new Choice(
                                            file,
                                            row,
                                            number,
                                            vocabulary.distance(number, values)));
                        }
                    }
                });
        candidates.sort(Comparator.comparingDouble(Choice::distance));
        return candidates;
    }

    private static List<Choice> chosen(List<Choice> candidates) {
        Map<InputFile, Integer> ofImage = new HashMap<>();
        List<Choice> chosen = new ArrayList<>();
        for (Choice choice : candidates) {
            if (chosen.size() < ClassPage.EXAMPLES
                    && ofImage.merge(choice.file(), 1, Integer::sum) <= OF_ONE_IMAGE) {
                chosen.add(choice);
            }
        }
        return chosen;
    }

    private Map<Integer, List<ClassPage.Example>> draw(
            Vocabulary vocabulary, Map<Integer, List<Choice>> choices, Progress progress) {
        Map<Choice, ClassPage.Example> drawn = new HashMap<>();
        for (InputFile file : classes.keySet()) {
            List<Choice> ofFile =
                    choices.values().stream()
                            .flatMap(List::stream)
                            .filter(choice -> choice.file().equals(file))
                            .toList();
            if (!ofFile.isEmpty()) {
                progress.checkCancelled();
                draw(file, ofFile, vocabulary, drawn);
            }
        }
        Map<Integer, List<ClassPage.Example>> examples = new TreeMap<>();
        choices.forEach(
                (number, ofClass) ->
                        examples.put(
                                number,
                                ofClass.stream()
                                        .filter(drawn::containsKey)
                                        .map(drawn::get)
                                        .toList()));
        return examples;
    }

    /** An image that cannot be read any more has its classes, but is not shown. */
    private void draw(
            InputFile file,
            List<Choice> choices,
            Vocabulary vocabulary,
            Map<Choice, ClassPage.Example> drawn) {
        try {
            ImagePlus image = ImageFiles.open(file.path());
            ImagePlus labels =
                    ClassedFiles.openLabels(Export.LABELS.target(file, request.output()));
            for (Choice choice : choices) {
                SegmentFeature segment = segment(choice);
                BufferedImage picture =
                        ClassThumbnail.of(
                                StackSegmenter.pixels(image, request.settings(), segment.plane()),
                                labels.getStack().getProcessor(segment.plane() + 1),
                                segment.label(),
                                vocabulary.get(choice.number()).rgb());
                drawn.put(choice, new ClassPage.Example(picture, file.name()));
            }
        } catch (IOException | UserException e) {
            LOG.log(Level.WARNING, file.name() + " is not on the page of classes", e);
        }
    }
}
