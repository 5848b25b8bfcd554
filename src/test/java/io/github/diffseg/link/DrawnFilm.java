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

package io.github.diffseg.link;

import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Discs that move, with the number of each in each frame as the truth. Later ones lie on earlier
 * ones.
 */
public enum DrawnFilm {
    /** Two discs pass, the upper one in front. */
    CROSS {
        @Override
        void draw(int t, List<Disc> discs) {
            discs.add(new Disc(1, 14 + 5 * t, 32, 10));
            discs.add(new Disc(2, 82 - 5 * t, 41, 10));
        }
    },
    /** Two discs come to lie edge to edge, stay for three frames, and part again. */
    TOUCH {
        @Override
        void draw(int t, List<Disc> discs) {
            int gap = Math.max(0, Math.abs(t - 6) - 1);
            discs.add(new Disc(1, 37 - 3 * gap, 36, 10));
            discs.add(new Disc(2, 58 + 3 * gap, 36, 10));
        }
    },
    /** One disc goes out of the picture, another stays. */
    LEAVE {
        @Override
        void draw(int t, List<Disc> discs) {
            discs.add(new Disc(1, 50 + 6 * t, 24, 11));
            discs.add(new Disc(2, 24, 50, 12));
        }
    },
    /** One disc is not seen in two frames. */
    RETURN {
        @Override
        void draw(int t, List<Disc> discs) {
            if (t < 4 || t > 5) {
                discs.add(new Disc(1, 30 + t, 30, 11));
            }
            discs.add(new Disc(2, 70, 44, 12));
        }
    },
    /** One disc becomes two, of which the larger one keeps the number. */
    DIVIDE {
        @Override
        void draw(int t, List<Disc> discs) {
            if (t < 5) {
                discs.add(new Disc(1, 46, 36, 15));
            } else {
                discs.add(new Disc(1, 43 - 3 * (t - 5), 36, 10));
                discs.add(new Disc(2, 60 + 3 * (t - 5), 36, 7));
            }
        }
    };

    /** Of each film. */
    public static final int FRAMES = 12;

    /** In pixels. */
    public static final int WIDTH = 96;

    /** In pixels. */
    public static final int HEIGHT = 72;

    record Disc(int number, double x, double y, double radius) {}

    abstract void draw(int t, List<Disc> discs);

    /**
     * @param t from 0
     * @return the discs, by number; 0 is the ground
     */
    public LabelMap truth(int t) {
        List<Disc> discs = new ArrayList<>();
        draw(t, discs);
        int[] labels = new int[WIDTH * HEIGHT];
        for (Disc disc : discs) {
            for (int i = 0; i < labels.length; i++) {
                double far = Math.hypot(i % WIDTH - disc.x(), i / WIDTH - disc.y());
                labels[i] = far < disc.radius() ? disc.number() : labels[i];
            }
        }
        return new LabelMap(WIDTH, HEIGHT, labels, Arrays.stream(labels).max().orElseThrow());
    }

    /**
     * @param t from 0
     * @return as a segmentation has it: the ground is a segment too, the numbers are in any order
     */
    LabelMap shuffled(int t) {
        LabelMap truth = truth(t);
        List<Integer> order = new ArrayList<>();
        for (int label = 0; label <= truth.count(); label++) {
            order.add(label + 1);
        }
        Collections.shuffle(order, new Random(31L * ordinal() + t));
        int[] labels = Arrays.stream(truth.labels()).map(order::get).toArray();
        return new LabelMap(WIDTH, HEIGHT, labels, order.size());
    }
}
