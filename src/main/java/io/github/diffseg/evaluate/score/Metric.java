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

package io.github.diffseg.evaluate.score;

/** What is measured. Names of constants are keys in result files. */
public enum Metric {
    ACC("ACC", true),
    MIOU("mIoU", true),
    ACC_WHOLE_SET("ACC (one matching)", true),
    MIOU_WHOLE_SET("mIoU (one matching)", true),
    ACC_VOCABULARY("ACC (vocabulary)", true),
    MIOU_VOCABULARY("mIoU (vocabulary)", true),
    ADJUSTED_RAND_INDEX("ARI", true),
    VARIATION_OF_INFORMATION("VI (bits)", false),
    COVERING("covering", true),
    BOUNDARY_PRECISION("boundary P", true),
    BOUNDARY_RECALL("boundary R", true),
    BOUNDARY_F("boundary F", true),
    AVERAGE_PRECISION_50("AP 0.5", true),
    MEAN_AVERAGE_PRECISION("mAP", true),
    PANOPTIC_QUALITY("PQ", true),
    SEGMENTATION_QUALITY("SQ", true),
    RECOGNITION_QUALITY("RQ", true),
    SEG("SEG", true);

    private final String label;
    private final boolean higherIsBetter;

    Metric(String label, boolean higherIsBetter) {
        this.label = label;
        this.higherIsBetter = higherIsBetter;
    }

    /** {@return the name in reports} */
    public String label() {
        return label;
    }

    /** {@return whether the larger figure is the better one} */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** {@return whether it exists for a whole set only} */
    public boolean ofSetsOnly() {
        return switch (this) {
            case ACC_WHOLE_SET, MIOU_WHOLE_SET, ACC_VOCABULARY, MIOU_VOCABULARY -> true;
            default -> false;
        };
    }

    /** {@return whether it has an interval} */
    public boolean hasInterval() {
        return this != ACC_WHOLE_SET && this != MIOU_WHOLE_SET;
    }
}
