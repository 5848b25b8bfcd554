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

package io.github.diffseg.model;

import java.math.BigDecimal;

/**
 * The values that a setting may have, wherever it comes from: the recommendation in a model's
 * folder, a dialog, a macro or the command line.
 */
public enum SettingRange {
    /**
     * Of the threshold and of the granularity. Below, float32 no longer tells maps apart; above,
     * everything is one segment: maps of grids in use are less than this apart.
     */
    THRESHOLD(1e-4, 100),
    /** The side of the anchor grid; its square is compared with all maps. */
    ANCHORS_PER_AXIS(1, 64),
    /** Of the merging, which ends long before the last. */
    ITERATIONS(1, 100),
    /** Of the one UNet pass. */
    TIMESTEP(1, 999),
    /** The short side at which the network sees an image, in pixels. */
    WORKING_SIZE(64, 4096);

    private final double least;
    private final double most;

    SettingRange(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** {@return whether it is a number within the range, its ends included} */
    public boolean contains(double value) {
        return value >= least && value <= most;
    }

    /** {@return the smallest value} */
    public double least() {
        return least;
    }

    /** {@return the largest value} */
    public double most() {
        return most;
    }

    /** {@return the range in words, such as {@code from 0.0001 to 100}} */
    @Override
    public String toString() {
        return "from " + plain(least) + " to " + plain(most);
    }

    /** {@return a number without the exponents that Java gives small numbers} */
    public static String plain(Number number) {
        return Double.isFinite(number.doubleValue())
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : number.toString();
    }
}
