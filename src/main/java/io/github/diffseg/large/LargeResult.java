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

package io.github.diffseg.large;

import io.github.diffseg.StageTimes;
import io.github.diffseg.output.Provenance;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a plane that was read in parts; everything lies in files.
 *
 * @param segments how many there are
 * @param bits of a label in the file: 8, 16 or 32
 * @param width of the labels in pixels
 * @param height of the labels in pixels
 * @param level of the file's resolutions that was segmented, 0 is the finest
 * @param passes of the network over tiles
 * @param output the files
 * @param provenance what they were made with
 * @param times how long each stage took
 */
public record LargeResult(
        int segments,
        int bits,
        long width,
        long height,
        int level,
        int passes,
        LargeOutput output,
        Provenance provenance,
        StageTimes times) {

    /** {@return the number of segments, and of what, in words} */
    public String outcome() {
        return segments
                + (segments == 1 ? " segment in " : " segments in ")
                + width
                + " x "
                + height
                + " pixels"
                + (level == 0 ? "" : " of level " + level)
                + ", "
                + passes
                + (passes == 1 ? " tile" : " tiles");
    }

    /** {@return the files by kind} */
    public Map<String, Path> files() {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("labels", output.labels());
        files.put("table", output.table());
        return files;
    }
}
