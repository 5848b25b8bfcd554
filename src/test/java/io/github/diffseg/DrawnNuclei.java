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

package io.github.diffseg;

import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;

/** Drawn fluorescent nuclei, most of which touch another one; the same on every machine. */
final class DrawnNuclei {

    static final int SIZE = 256;

    private static final int WANTED = 34;
    private static final int GROUND = 14;
    private static final double NOISE = 3;

    private record Nucleus(double x, double y, double a, double b, double turn, int brightness) {

        /** 1 at the outline, less inside. */
        double reach(double atX, double atY) {
            double dx = atX - x;
            double dy = atY - y;
            double along = (dx * Math.cos(turn) + dy * Math.sin(turn)) / a;
            double across = (dy * Math.cos(turn) - dx * Math.sin(turn)) / b;
            return Math.hypot(along, across);
        }

        boolean crosses(Nucleus other) {
            double distance = Math.hypot(x - other.x, y - other.y);
            return distance < 0.93 * (b + other.b)
                    || reach(other.x, other.y) < 1.75
                    || other.reach(x, y) < 1.75;
        }
    }

    final int[] argb = new int[SIZE * SIZE];
    final int[] truth = new int[SIZE * SIZE];
    final int count;

    DrawnNuclei(long seed) {
        this(seed, WANTED);
    }

    DrawnNuclei(long seed, int wanted) {
        Random random = new Random(seed);
        List<Nucleus> nuclei = place(random, wanted);
        count = nuclei.size();
        for (int pixel = 0; pixel < argb.length; pixel++) {
            double x = pixel % SIZE;
            double y = pixel / SIZE;
            double light = GROUND;
            double nearest = 1;
            for (int i = 0; i < nuclei.size(); i++) {
                double reach = nuclei.get(i).reach(x, y);
                // Soft at the outline, and a little brighter in the middle
                double soft = 1 / (1 + Math.exp(12 * (reach - 1)));
                light = Math.max(light, nuclei.get(i).brightness() * soft * (1.15 - 0.3 * reach));
                if (reach < nearest) {
                    nearest = reach;
                    truth[pixel] = i + 1;
                }
            }
            double texture = 1 + 0.06 * Math.sin(x / 1.9) * Math.cos(y / 2.3);
            int grey = (int) (light * texture + NOISE * random.nextGaussian());
            grey = Math.max(0, Math.min(255, grey));
            argb[pixel] = 0xff000000 | grey * 0x010101;
        }
    }

    /** Two of three beside one that is there already. */
    private static List<Nucleus> place(Random random, int wanted) {
        List<Nucleus> nuclei = new ArrayList<>();
        for (int attempt = 0; attempt < 4000 && nuclei.size() < wanted; attempt++) {
            double a = 10 + 4 * random.nextDouble();
            double b = a * (0.75 + 0.25 * random.nextDouble());
            double x = 14 + random.nextDouble() * (SIZE - 28);
            double y = 14 + random.nextDouble() * (SIZE - 28);
            if (!nuclei.isEmpty() && random.nextInt(3) > 0) {
                Nucleus beside = nuclei.get(random.nextInt(nuclei.size()));
                double way = 2 * Math.PI * random.nextDouble();
                double distance = 0.95 * (beside.b + b) + random.nextDouble() * 3;
                x = beside.x + distance * Math.cos(way);
                y = beside.y + distance * Math.sin(way);
            }
            int brightness = 110 + random.nextInt(90);
            Nucleus next = new Nucleus(x, y, a, b, Math.PI * random.nextDouble(), brightness);
            boolean inside = x > 13 && y > 13 && x < SIZE - 13 && y < SIZE - 13;
            if (inside && nuclei.stream().noneMatch(next::crosses)) {
                nuclei.add(next);
            }
        }
        return nuclei;
    }

    Img<ARGBType> pixels() {
        return ArrayImgs.argbs(argb, SIZE, SIZE);
    }

    LabelMap labels() {
        return new LabelMap(SIZE, SIZE, truth, count);
    }
}
