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

package io.github.diffseg.teach;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.diffseg.classify.TaughtClassifier;
import io.github.diffseg.classify.TaughtPlane;
import io.github.diffseg.classify.Training;
import io.github.diffseg.explore.History;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Teaches classes by scribbles on any number of planes, of one or several images, with undo. The
 * same scribbles give the same classifier. Changed on one thread; what {@link #train} works on is
 * immutable.
 */
public final class TeachSession {

    private final List<SeenPlane> planes = new ArrayList<>();
    private final History<Lesson> history = new History<>(Lesson.START);

    /**
     * Adds a plane that was looked at.
     *
     * @param plane with the model and settings of the others
     * @throws UserException if those are others
     */
    public void add(SeenPlane plane) {
        if (!planes.isEmpty() && !planes.get(0).origin().equals(plane.origin())) {
            throw new UserException(
                    "This plane was looked at with other settings or another model than the first;"
                            + " end this session before you teach with them");
        }
        planes.add(plane);
    }

    /** {@return the plane that an image shows, if it was looked at} */
    public Optional<SeenPlane> shownBy(ImagePlus image) {
        return planes.stream().filter(plane -> plane.isShownBy(image)).findFirst();
    }

    /**
     * Adds a scribble.
     *
     * @param plane that was added
     * @param number of the class, 1 to {@link Lesson#MOST_CLASSES}
     * @param roi of any type
     * @throws UserException if it covers no pixel, or there are not so many classes
     */
    public void draw(SeenPlane plane, int number, Roi roi) {
        history.add(lesson().with(Scribble.of(plane, number, roi)));
    }

    /**
     * Adds all ROIs that have a group, as scribbles of the class of that number, in one step.
     *
     * @param plane that was added
     * @param rois of it
     * @return how many there were
     * @throws UserException if none has a group, or one covers no pixel
     */
    public int drawGroups(SeenPlane plane, List<Roi> rois) {
        Lesson lesson = lesson();
        int count = 0;
        for (Roi roi : rois) {
            if (roi.getGroup() > 0) {
                lesson = lesson.with(Scribble.of(plane, roi.getGroup(), roi));
                count++;
            }
        }
        if (count == 0) {
            throw new UserException(
                    "No ROI of this plane has a group; give each the number of its class as group"
                            + " (ROI Manager, Properties...)");
        }
        history.add(lesson);
        return count;
    }

    /** Adds a class, up to {@link Lesson#MOST_CLASSES}. */
    public void addClass() {
        history.add(lesson().withClasses(lesson().classes().size() + 1));
    }

    /**
     * Renames a class, which is no step to be undone.
     *
     * @param number of the class, from 1
     * @param name a blank one stands for its number
     */
    public void rename(int number, String name) {
        history.replace(lesson().renamed(number, name));
    }

    /** {@return what was taught so far} */
    public Lesson lesson() {
        return history.now();
    }

    /** {@return whether there is a step to take back} */
    public boolean canUndo() {
        return history.canUndo();
    }

    /** Takes the last step back; there is one. */
    public void undo() {
        history.undo();
    }

    /**
     * Teaches a classifier. Classes that nothing was drawn of are left out.
     *
     * @param lesson of this session
     * @param progress asked often whether to stop
     * @throws UserException if nothing was drawn of two classes
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static TaughtClassifier train(Lesson lesson, Progress progress) {
        int[] drawn = lesson.drawn();
        if (drawn.length < 2) {
            throw new UserException("Draw in at least two classes; then the others are told apart");
        }
        List<SeenPlane> planes =
                lesson.scribbles().stream().map(Scribble::plane).distinct().toList();
        return Training.train(
                planes.stream().map(plane -> taught(lesson, plane, drawn)).toList(),
                Arrays.stream(drawn).mapToObj(k -> lesson.classes().get(k - 1)).toList(),
                planes.get(0).origin(),
                progress);
    }

    private static TaughtPlane taught(Lesson lesson, SeenPlane plane, int[] drawn) {
        int[] numbers = lesson.drawnOn(plane);
        int[] pixels = IntStream.range(0, numbers.length).filter(i -> numbers[i] > 0).toArray();
        int[] classOf =
                Arrays.stream(pixels).map(i -> Arrays.binarySearch(drawn, numbers[i])).toArray();
        return new TaughtPlane(plane.features(), plane.width(), plane.height(), pixels, classOf);
    }

    /**
     * {@return how likely each class is at each pixel of a plane, {@code [K, height, width]}}
     *
     * @param classifier of this session
     * @param plane that was added
     * @param progress asked often whether to stop
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static float[] probabilities(
            TaughtClassifier classifier, SeenPlane plane, Progress progress) {
        return classifier.probabilities(plane.features(), plane.width(), plane.height(), progress);
    }
}
