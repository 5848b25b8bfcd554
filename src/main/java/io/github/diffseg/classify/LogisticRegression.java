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

package io.github.diffseg.classify;

import io.github.diffseg.progress.Progress;

/**
 * Multinomial logistic regression with quadratic regularisation: a convex problem, so that the
 * result depends on the samples alone. Classes weigh the same, however many samples they have.
 */
final class LogisticRegression {

    private final float[] samples;
    private final int[] classOf;
    private final int dimensions;
    private final int classes;
    private final double regularisation;
    private final double[] weightOf;

    /**
     * States the problem.
     *
     * @param samples {@code [N, dimensions]}
     * @param classOf {@code [N]} 0…K−1; each class has a sample
     * @param classes K
     * @param regularisation λ: half the sum of squared weights, times this, is added to the mean
     *     loss
     */
    LogisticRegression(float[] samples, int[] classOf, int classes, double regularisation) {
        this.samples = samples;
        this.classOf = classOf;
        this.classes = classes;
        this.regularisation = regularisation;
        dimensions = samples.length / classOf.length;
        int[] counts = new int[classes];
        for (int k : classOf) {
            counts[k]++;
        }
        weightOf = new double[classes];
        for (int k = 0; k < classes; k++) {
            weightOf[k] = 1.0 / classes / counts[k];
        }
    }

    /**
     * {@return {@code [K, dimensions + 1]}, the last of each row the bias}
     *
     * @param progress asked often whether to stop
     */
    double[] solve(Progress progress) {
        return QuasiNewton.minimise(
                new double[classes * (dimensions + 1)],
                (weights, gradient) -> {
                    progress.checkCancelled();
                    return loss(weights, gradient);
                });
    }

    private double loss(double[] weights, double[] gradient) {
        double loss = regularise(weights, gradient);
        int row = dimensions + 1;
        double[] scores = new double[classes];
        for (int n = 0; n < classOf.length; n++) {
            int sample = n * dimensions;
            for (int k = 0; k < classes; k++) {
                double sum = weights[k * row + dimensions];
                for (int d = 0; d < dimensions; d++) {
                    sum += weights[k * row + d] * samples[sample + d];
                }
                scores[k] = sum;
            }
            double ofTruth = scores[classOf[n]];
            double weight = weightOf[classOf[n]];
            loss += weight * (Softmax.inPlace(scores) - ofTruth);
            for (int k = 0; k < classes; k++) {
                double error = weight * (scores[k] - (k == classOf[n] ? 1 : 0));
                for (int d = 0; d < dimensions; d++) {
                    gradient[k * row + d] += error * samples[sample + d];
                }
                gradient[k * row + dimensions] += error;
            }
        }
        return loss;
    }

    /** The bias is free. */
    private double regularise(double[] weights, double[] gradient) {
        double squares = 0;
        for (int k = 0; k < classes; k++) {
            int row = k * (dimensions + 1);
            for (int d = 0; d < dimensions; d++) {
                squares += weights[row + d] * weights[row + d];
                gradient[row + d] = regularisation * weights[row + d];
            }
            gradient[row + dimensions] = 0;
        }
        return regularisation / 2 * squares;
    }
}
