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

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long each stage took.
 *
 * @param opening the engine and the model; next to nothing where both were open already
 * @param encoding scaling the image and the VAE encoder
 * @param attending the UNet
 * @param aggregating its attention maps
 * @param segmenting merging and non-maximum suppression
 */
public record StageTimes(
        Duration opening,
        Duration encoding,
        Duration attending,
        Duration aggregating,
        Duration segmenting)
        implements Serializable {

    /**
     * {@return the times of both passes together}
     *
     * @param next a pass of the same model, which was open by then
     */
    public StageTimes plus(StageTimes next) {
        return new StageTimes(
                opening,
                encoding.plus(next.encoding),
                attending.plus(next.attending),
                aggregating.plus(next.aggregating),
                segmenting.plus(next.segmenting));
    }

    /** {@return the seconds by stage, in order} */
    public Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("engine and model", seconds(opening));
        seconds.put("VAE encoder", seconds(encoding));
        seconds.put("UNet", seconds(attending));
        seconds.put("aggregation", seconds(aggregating));
        seconds.put("segmentation", seconds(segmenting));
        return seconds;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
