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

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.classify.TaughtClassifier;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Measures how long a new scribble takes until its classes are known: training on all scribbles,
 * and the probabilities of each pixel. Arguments: an image, and how many classes. Scribbles are
 * discs of 7 pixels at random places, one class after the other, twenty in all.
 */
public final class TeachTiming {

    private static final int SCRIBBLES = 20;
    private static final int SIZE = 7;
    private static final int ROUNDS = 5;

    private TeachTiming() {}

    public static void main(String[] arguments) {
        ImagePlus image = IJ.openImage(arguments[0]);
        int classes = Integer.parseInt(arguments[1]);
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            PlaneSegmenter segmenter = new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO);
            SeenPlane plane =
                    SeenPlane.look(
                            segmenter,
                            image,
                            segmenter.settings(SettingsRequest.ALL_RECOMMENDED),
                            Progress.NONE);
            double[] training = new double[ROUNDS * SCRIBBLES];
            double[] showing = new double[ROUNDS * SCRIBBLES];
            int count = 0;
            for (int round = 0; round < ROUNDS; round++) {
                TeachSession session = new TeachSession();
                session.add(plane);
                Random random = new Random(round);
                for (int i = 0; i < SCRIBBLES; i++) {
                    int x = random.nextInt(plane.width() - SIZE);
                    int y = random.nextInt(plane.height() - SIZE);
                    session.draw(plane, 1 + i % classes, new OvalRoi(x, y, SIZE, SIZE));
                    if (i > 0 && round > 0) {
                        long begin = System.nanoTime();
                        TaughtClassifier taught =
                                TeachSession.train(session.lesson(), Progress.NONE);
                        long trained = System.nanoTime();
                        TeachSession.probabilities(taught, plane, Progress.NONE);
                        training[count] = (trained - begin) / 1e6;
                        showing[count] = (System.nanoTime() - trained) / 1e6;
                        count++;
                    }
                }
            }
            tell("training", Arrays.copyOf(training, count));
            tell("probabilities", Arrays.copyOf(showing, count));
        }
    }

    private static void tell(String what, double[] milliseconds) {
        Arrays.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.0f ms, 95 %% within %.0f ms%n",
                what,
                milliseconds[milliseconds.length / 2],
                milliseconds[milliseconds.length * 95 / 100]);
    }
}
