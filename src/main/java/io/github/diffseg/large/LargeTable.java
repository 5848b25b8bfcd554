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

import io.github.diffseg.progress.Progress;
import io.github.diffseg.tile.TiledLabels;
import io.github.diffseg.tile.TiledSegment;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;

/**
 * The table of the segments as CSV, with the columns of the other tables, written row by row:
 * ImageJ's would hold all of it.
 */
final class LargeTable {

    private static final MathContext DIGITS = new MathContext(9);

    private final LargeImage image;
    private final TiledLabels labels;

    LargeTable(LargeImage image, TiledLabels labels) {
        this.image = image;
        this.labels = labels;
    }

    /**
     * Measures and writes.
     *
     * @param out gets the table in UTF-8
     * @param progress told how far it is; may cancel
     * @throws IOException if the samples cannot be read, or out takes no more
     */
    void write(OutputStream out, Progress progress) throws IOException {
        SegmentSums sums =
                SegmentSums.of(labels.labels(), labels.count(), image.regions(), progress);
        int channels = sums.channels();
        StringBuilder line = new StringBuilder("Label,Area,Pixels,X,Y,BX,BY,Width,Height");
        if (channels == 1) {
            line.append(",Mean");
        }
        for (int c = 1; channels > 1 && c <= channels; c++) {
            line.append(",Mean C").append(c);
        }
        line.append(",Confidence,Threshold\n");
        for (int label = 1; label <= labels.count(); label++) {
            row(line, label, sums);
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            line.setLength(0);
        }
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void row(StringBuilder line, int label, SegmentSums sums) {
        TiledSegment segment = labels.segments().get(label - 1);
        double width = image.pixelWidth();
        double height = image.pixelHeight();
        line.append(label).append(',').append(number(sums.pixels(label) * width * height));
        line.append(',').append(sums.pixels(label));
        line.append(',').append(number(sums.x(label) * width));
        line.append(',').append(number(sums.y(label) * height));
        line.append(',').append(number(segment.left() * width));
        line.append(',').append(number(segment.top() * height));
        line.append(',').append(number((segment.right() - segment.left()) * width));
        line.append(',').append(number((segment.bottom() - segment.top()) * height));
        for (int c = 0; c < sums.channels(); c++) {
            line.append(',').append(number(sums.mean(c, label)));
        }
        line.append(',').append(number(segment.confidence()));
        line.append(',').append(number(labels.settings().fixedThreshold())).append('\n');
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
                : "NaN";
    }
}
