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

import io.github.diffseg.failure.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was taught so far. Immutable.
 *
 * @param classes their names
 * @param scribbles in the order in which they were drawn: where two cover a pixel, the later counts
 */
public record Lesson(List<String> classes, List<Scribble> scribbles) {

    /** As many as there are keys. */
    public static final int MOST_CLASSES = 9;

    /** Two classes, nothing drawn. */
    public static final Lesson START =
            new Lesson(List.of(defaultName(1), defaultName(2)), List.of());

    public Lesson {
        classes = List.copyOf(classes);
        scribbles = List.copyOf(scribbles);
    }

    private static String defaultName(int number) {
        return "class " + number;
    }

    /** {@return the same with a scribble more, and the classes up to its number} */
    Lesson with(Scribble scribble) {
        List<Scribble> more = new ArrayList<>(scribbles);
        more.add(scribble);
        return new Lesson(classesUpTo(scribble.number()), more);
    }

    /** {@return the same with at least so many classes} */
    Lesson withClasses(int count) {
        return new Lesson(classesUpTo(count), scribbles);
    }

    private List<String> classesUpTo(int count) {
        if (count < 1 || count > MOST_CLASSES) {
            throw new UserException(
                    "The class has the number " + count + "; it must be from 1 to " + MOST_CLASSES);
        }
        List<String> names = new ArrayList<>(classes);
        while (names.size() < count) {
            names.add(defaultName(names.size() + 1));
        }
        return names;
    }

    /** {@return the same with another name of a class} */
    Lesson renamed(int number, String name) {
        List<String> names = new ArrayList<>(classes);
        names.set(number - 1, name.isBlank() ? defaultName(number) : name.strip());
        return new Lesson(names, scribbles);
    }

    /** {@return how many scribbles a class has} */
    public int count(int number) {
        return (int) scribbles.stream().filter(drawn -> drawn.number() == number).count();
    }

    /**
     * {@return the numbers of the classes that have a pixel, ascending: all of a class may have
     * been drawn over}
     */
    public int[] drawn() {
        return scribbles.stream()
                .map(Scribble::plane)
                .distinct()
                .flatMapToInt(plane -> Arrays.stream(drawnOn(plane)))
                .filter(number -> number > 0)
                .distinct()
                .sorted()
                .toArray();
    }

    /** {@return of each pixel of a plane the number of the class that was drawn there, else 0} */
    public int[] drawnOn(SeenPlane plane) {
        int[] numbers = new int[plane.width() * plane.height()];
        for (Scribble drawn : scribbles) {
            if (drawn.plane() == plane) {
                for (int pixel : drawn.pixels()) {
                    numbers[pixel] = drawn.number();
                }
            }
        }
        return numbers;
    }
}
