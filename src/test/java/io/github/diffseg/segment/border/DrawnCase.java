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

package io.github.diffseg.segment.border;

import io.github.diffseg.progress.Progress;
import java.util.List;
import java.util.Locale;
import java.util.function.IntBinaryOperator;

/**
 * A drawn picture on which the gain of crisp borders is measured. {@link #main} prints the table of
 * the documentation.
 *
 * @param name for people
 * @param drawing size of picture and cells
 * @param shape the true label at a column and row
 * @param noise deviation of the grey values, of which labels are 40 or 80 apart
 */
public record DrawnCase(String name, DrawnPicture drawing, IntBinaryOperator shape, double noise) {

    static final List<DrawnCase> ALL =
            List.of(
                    new DrawnCase(
                            "two discs",
                            new DrawnPicture(256, 8),
                            (x, y) ->
                                    Math.hypot(x - 80, y - 90) < 45
                                            ? 1
                                            : Math.hypot(x - 180, y - 160) < 52 ? 2 : 0,
                            6),
                    new DrawnCase(
                            "a wedge and a stripe",
                            new DrawnPicture(256, 8),
                            (x, y) ->
                                    y > 40 && y < 200 && x > 60 && x < 60 + (y - 40)
                                            ? 1
                                            : y < 20 ? 2 : 0,
                            6),
                    new DrawnCase(
                            "a disc in strong noise",
                            new DrawnPicture(256, 8),
                            (x, y) -> Math.hypot(x - 128, y - 128) < 70 ? 1 : 0,
                            25),
                    new DrawnCase(
                            "two discs, large cells",
                            new DrawnPicture(700, 36),
                            (x, y) ->
                                    Math.hypot(x - 220, y - 250) < 120
                                            ? 1
                                            : Math.hypot(x - 500, y - 440) < 150 ? 2 : 0,
                            25));

    /** Shares of wrong pixels, and boundary F1 within 1 pixel. */
    record Gain(
            double wrongBefore, double wrongAfter, double boundaryBefore, double boundaryAfter) {}

    Gain gain() {
        int[] truth = drawing.drawn(shape);
        int[] soft = drawing.coarse(truth);
        int[] crisp =
                CrispBorders.refine(
                        soft, drawing.painted(truth, noise, 1), drawing.cell(), Progress.NONE);
        BoundaryAgreement boundary = new BoundaryAgreement(truth, drawing.size(), 1);
        return new Gain(
                wrong(soft, truth), wrong(crisp, truth), boundary.of(soft), boundary.of(crisp));
    }

    /** The share of pixels with another label. */
    static double wrong(int[] labels, int[] truth) {
        int wrong = 0;
        for (int i = 0; i < labels.length; i++) {
            wrong += labels[i] == truth[i] ? 0 : 1;
        }
        return (double) wrong / labels.length;
    }

    public static void main(String[] none) {
        System.out.println(
                "| picture | size, cell, noise | wrong pixels, soft | crisp | boundary F1 within 1"
                        + " px, soft | crisp |");
        System.out.println("|---|---|---|---|---|---|");
        for (DrawnCase drawn : ALL) {
            Gain gain = drawn.gain();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d, %d, %.0f | %.2f %% | %.2f %% | %.2f | %.2f |%n",
                    drawn.name,
                    drawn.drawing.size(),
                    drawn.drawing.cell(),
                    drawn.noise,
                    100 * gain.wrongBefore,
                    100 * gain.wrongAfter,
                    gain.boundaryBefore,
                    gain.boundaryAfter);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
