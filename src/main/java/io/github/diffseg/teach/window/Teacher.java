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

package io.github.diffseg.teach.window;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import io.github.diffseg.classify.StoredClassifier;
import io.github.diffseg.classify.TaughtClassifier;
import io.github.diffseg.explore.window.BackgroundTask;
import io.github.diffseg.explore.window.ControlsWindow;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.output.RoiManagers;
import io.github.diffseg.output.RoiPlanes;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.teach.Lesson;
import io.github.diffseg.teach.SeenPlane;
import io.github.diffseg.teach.TaughtLayer;
import io.github.diffseg.teach.TaughtLayer.Look;
import io.github.diffseg.teach.TeachSession;
import java.awt.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.Timer;

/**
 * The window in which classes are taught. There is one at most; it follows the user to other planes
 * and images. Runs on the event thread; what takes longer than a frame runs in the background.
 */
public final class Teacher {

    private static final int CHECK_MILLISECONDS = 200;
    private static final float[] NONE = {};

    private static volatile Teacher current;

    private final TeachWork work;
    private final Consumer<Throwable> fail;
    private final TeachSession session = new TeachSession();
    private final TaughtImages images = new TaughtImages();
    private final TeachPanel panel = new TeachPanel(this::add, this::rename);
    private final ControlsWindow window;
    private final TeachKeys keys;
    private final BackgroundTask lookup = new BackgroundTask(true);
    private final BackgroundTask teaching = new BackgroundTask(false);
    private final Timer timer = new Timer(CHECK_MILLISECONDS, e -> follow());

    /** The image that is worked on, as it was last seen. */
    private ImagePlus image;

    /** What is seen, and of which lesson. */
    private SeenPlane shown;

    private Lesson shownLesson;

    /** The classifier of a lesson, while that is the last one. */
    private TaughtClassifier taught;

    private Lesson taughtLesson;
    private Path saved;
    private Lesson savedLesson;

    private Teacher(SeenPlane first, TeachWork work, Consumer<Throwable> fail) {
        this.work = work;
        this.fail = fail;
        image = first.image();
        window = new ControlsWindow("DiffSeg Teach", "DiffSeg Teach", panel, this::close);
        keys = new TeachKeys(w -> w == window.frame() || images.isWindow(w), this::add, this::undo);
    }

    /**
     * Opens the window; on the event thread.
     *
     * @param first the plane that is taught first, whose image has a window
     * @param work what is done with the model
     * @param fail gets what went wrong, on the event thread
     * @throws IllegalStateException if there is one already
     */
    public static Teacher open(SeenPlane first, TeachWork work, Consumer<Throwable> fail) {
        if (current != null) {
            throw new IllegalStateException("Classes are being taught already");
        }
        Teacher teacher = new Teacher(first, work, fail);
        current = teacher;
        try {
            teacher.listen();
            teacher.begin(first);
            teacher.window.showBeside(first.image().getWindow());
            teacher.timer.start();
            return teacher;
        } catch (RuntimeException | Error e) {
            teacher.close();
            throw e;
        }
    }

    /** {@return the window that is open, if there is one; on any thread} */
    public static Optional<Teacher> current() {
        return Optional.ofNullable(current);
    }

    /** {@return the window of the controls} */
    public Window window() {
        return window.frame();
    }

    /** {@return what was taught so far} */
    public Lesson lesson() {
        return session.lesson();
    }

    /** {@return whether what was drawn last is seen} */
    public boolean isSettled() {
        return !lookup.isRunning() && !teaching.isRunning() && shownLesson == session.lesson();
    }

    /** Brings the window to the front, and says that other images can be taught in it. */
    public void toFront() {
        window.toFront();
        panel.message.setText("Other planes and images: draw in them too.");
    }

    /** Ends; images are as before. */
    public void close() {
        if (current == this) {
            current = null;
            timer.stop();
            lookup.close();
            teaching.close();
            keys.close();
            images.close();
            window.dispose();
        }
    }

    private void listen() {
        panel.look.addActionListener(e -> show());
        panel.newClass.addActionListener(e -> step(session::addClass));
        panel.groups.addActionListener(e -> addGroups());
        panel.undo.addActionListener(e -> undo());
        panel.save.addActionListener(e -> save(true));
        panel.results.addActionListener(e -> results());
        panel.end.addActionListener(e -> stopOrClose());
    }

    private void begin(SeenPlane plane) {
        session.add(plane);
        images.add(plane);
        show();
    }

    private void stopOrClose() {
        if (lookup.isRunning()) {
            lookup.close();
            tell("Stopped.");
        } else {
            close();
        }
    }

    /** What the user works on now may be another plane or image. */
    private void follow() {
        ImagePlus active = WindowManager.getCurrentImage();
        if (active != null && active.getWindow() != null) {
            image = active;
        }
        Optional<SeenPlane> plane = session.shownBy(image);
        if (!lookup.isRunning() && plane.isPresent() && plane.get() != shown) {
            show();
        }
    }

    private void add(int number) {
        ImagePlus target = WindowManager.getCurrentImage();
        Roi selection = target == null ? null : target.getRoi();
        if (selection == null) {
            tell("Draw a selection in the image first.");
            return;
        }
        image = target;
        target.deleteRoi();
        onShownPlane(plane -> session.draw(plane, number, selection));
    }

    private void addGroups() {
        List<Roi> rois =
                RoiManagers.rois().stream()
                        .filter(roi -> RoiPlanes.isOnCurrent(roi, image))
                        .toList();
        onShownPlane(plane -> session.drawGroups(plane, rois));
    }

    private void undo() {
        if (session.canUndo() && !lookup.isRunning()) {
            step(session::undo);
        }
    }

    private void rename(int number, String name) {
        if (number <= lesson().classes().size()
                && !lesson().classes().get(number - 1).equals(name)) {
            step(() -> session.rename(number, name));
        }
    }

    private void step(Runnable change) {
        try {
            change.run();
            show();
        } catch (UserException e) {
            tell(e.getMessage());
        }
    }

    /** Does something with the plane that the image shows, which may have to be looked at first. */
    private void onShownPlane(Consumer<SeenPlane> change) {
        if (lookup.isRunning()) {
            return;
        }
        Optional<SeenPlane> plane = session.shownBy(image);
        if (plane.isPresent()) {
            step(() -> change.accept(plane.get()));
            return;
        }
        ImagePlus target = image;
        wait(
                "Looking at \"" + target.getTitle() + "\"…",
                progress -> work.look(target, progress),
                seen ->
                        step(
                                () -> {
                                    begin(seen);
                                    change.accept(seen);
                                }));
    }

    private interface Work<T> {
        T with(Progress progress);
    }

    private <T> void wait(String what, Work<T> doing, Consumer<T> then) {
        lookup.start(
                doing::with,
                then,
                late -> {},
                failure -> {
                    tell(" ");
                    fail.accept(failure);
                });
        tell(what);
    }

    /** Shows what was drawn at once, and its classes as soon as they are known. */
    private void show() {
        teaching.close();
        Optional<SeenPlane> plane = session.shownBy(image);
        if (plane.isEmpty()) {
            tell(" ");
            return;
        }
        Lesson lesson = session.lesson();
        if (lesson.drawn().length < 2) {
            lay(plane.get(), lesson, NONE);
            tell(
                    lesson.scribbles().isEmpty()
                            ? "Draw a few strokes of each class."
                            : "Now another class.");
            return;
        }
        tell("Teaching…");
        TaughtClassifier known = taughtLesson == lesson ? taught : null;
        teaching.start(
                progress -> {
                    TaughtClassifier classifier =
                            known == null ? TeachSession.train(lesson, progress) : known;
                    return new Answer(
                            classifier,
                            TeachSession.probabilities(classifier, plane.get(), progress));
                },
                answer -> {
                    taught = answer.classifier();
                    taughtLesson = lesson;
                    lay(plane.get(), lesson, answer.probabilities());
                    tell(lesson.scribbles().size() + " scribbles. Draw more where it is wrong.");
                },
                late -> {},
                fail);
    }

    private record Answer(TaughtClassifier classifier, float[] probabilities) {}

    private void lay(SeenPlane plane, Lesson lesson, float[] probabilities) {
        Look look = (Look) panel.look.getSelectedItem();
        images.show(plane, new TaughtLayer(plane, lesson, lesson.drawn(), probabilities, look));
        shown = plane;
        shownLesson = lesson;
    }

    private void tell(String message) {
        panel.message.setText(message);
        if (panel.show(lesson(), lookup.isRunning(), session.canUndo())
                && window.frame().isVisible()) {
            window.frame().setMinimumSize(null);
            window.frame().pack();
            window.frame().setMinimumSize(window.frame().getSize());
        }
    }

    /** Saves what is taught, unless it is saved already; a user may also want another file. */
    private Optional<Path> save(boolean again) {
        Lesson lesson = session.lesson();
        if (again || savedLesson != lesson) {
            Optional<Path> file = work.chooseFile(panel);
            if (file.isEmpty()) {
                return file;
            }
            try {
                TaughtClassifier classifier =
                        taughtLesson == lesson ? taught : TeachSession.train(lesson, Progress.NONE);
                StoredClassifier.write(file.get(), classifier);
            } catch (UserException e) {
                fail.accept(e);
                return Optional.empty();
            }
            saved = file.get();
            savedLesson = lesson;
            tell("Saved as " + saved.getFileName() + ".");
        }
        return Optional.of(saved);
    }

    private void results() {
        Optional<Path> file = save(false);
        if (file.isPresent()) {
            ImagePlus target = image;
            boolean objects = panel.objects.isSelected();
            wait(
                    "Making the results…",
                    progress -> work.results(target, file.get(), objects, progress),
                    shows -> {
                        shows.run();
                        tell("The results are there; go on, or close.");
                    });
        }
    }
}
