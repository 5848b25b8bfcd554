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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds the minimum of a smooth convex function of many variables (L-BFGS, Nocedal and Wright,
 * "Numerical Optimization", algorithm 7.5), by steps that are halved until they lower it enough.
 */
final class QuasiNewton {

    private static final int REMEMBERED = 10;
    private static final int MOST_STEPS = 150;
    private static final int MOST_HALVINGS = 40;

    /** Armijo's condition. */
    private static final double ENOUGH = 1e-4;

    /** Of the gradient's length: far below what a probability's digits show. */
    private static final double FLAT = 1e-4;

    /** A function with its gradient. */
    interface Function {

        /**
         * {@return the value}
         *
         * @param at a point
         * @param gradient overwritten
         */
        double of(double[] at, double[] gradient);
    }

    private record Step(double[] move, double[] change, double curvature) {}

    private QuasiNewton() {}

    /** {@return where the function is lowest, to the precision of a gradient of 1e-4} */
    static double[] minimise(double[] start, Function function) {
        double[] at = start.clone();
        double[] gradient = new double[at.length];
        double value = function.of(at, gradient);
        Deque<Step> steps = new ArrayDeque<>();
        for (int i = 0; i < MOST_STEPS && Math.sqrt(dot(gradient, gradient)) > FLAT; i++) {
            double[] direction = direction(gradient, steps);
            double slope = dot(gradient, direction);
            double[] next = new double[at.length];
            double[] nextGradient = new double[at.length];
            double length = 1;
            double nextValue = Double.POSITIVE_INFINITY;
            for (int h = 0;
                    h < MOST_HALVINGS && !(nextValue <= value + ENOUGH * length * slope);
                    h++) {
                length = h == 0 ? 1 : length / 2;
                for (int d = 0; d < at.length; d++) {
                    next[d] = at[d] + length * direction[d];
                }
                nextValue = function.of(next, nextGradient);
            }
            if (!(nextValue < value)) {
                // No step of any length that rounding lets see lowers it
                break;
            }
            remember(steps, minus(next, at), minus(nextGradient, gradient));
            at = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return at;
    }

    private static void remember(Deque<Step> steps, double[] move, double[] change) {
        double curvature = dot(move, change);
        if (curvature > 0) {
            steps.addLast(new Step(move, change, curvature));
            if (steps.size() > REMEMBERED) {
                steps.removeFirst();
            }
        }
    }

    private static double[] direction(double[] gradient, Deque<Step> steps) {
        double[] direction = gradient.clone();
        Deque<Double> shares = new ArrayDeque<>();
        for (Iterator<Step> i = steps.descendingIterator(); i.hasNext(); ) {
            Step step = i.next();
            double share = dot(step.move(), direction) / step.curvature();
            shares.addFirst(share);
            addTo(direction, -share, step.change());
        }
        if (!steps.isEmpty()) {
            Step last = steps.getLast();
            scale(direction, last.curvature() / dot(last.change(), last.change()));
        }
        for (Step step : steps) {
            double share = shares.removeFirst();
            double other = dot(step.change(), direction) / step.curvature();
            addTo(direction, share - other, step.move());
        }
        scale(direction, -1);
        return direction;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        addTo(difference, -1, b);
        return difference;
    }

    private static void addTo(double[] sum, double factor, double[] b) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * b[i];
        }
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }
}
