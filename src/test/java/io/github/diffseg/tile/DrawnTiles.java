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

package io.github.diffseg.tile;

import io.github.diffseg.PixelSize;
import io.github.diffseg.StageTimes;
import io.github.diffseg.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.util.ConstantUtils;

/** A segmenter that needs no network: it sees what was drawn, tile by tile. */
final class DrawnTiles implements TileSegmenter {

    static final StageTimes NO_TIME =
            new StageTimes(
                    Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** What is drawn at a pixel of the plane: 0 for nothing, or the number of a thing. */
    interface Drawing {
        int at(long x, long y);
    }

    private static final int CHANNELS = 8;

    private final Drawing drawing;

    DrawnTiles(Drawing drawing) {
        this.drawing = drawing;
    }

    /** Each tile numbers what it sees anew, the last seen first. */
    @Override
    public SegmentedTile segment(TilePlan plan, int index, Progress progress) {
        Tile tile = plan.tile(index);
        int[] seen = new int[tile.width() * tile.height()];
        List<Integer> things = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            long x = (tile.x() + i % tile.width()) * plan.reduction();
            long y = (tile.y() + i / tile.width()) * plan.reduction();
            int thing = drawing.at(x, y);
            if (thing > 0 && !things.contains(thing)) {
                things.add(0, thing);
            }
            seen[i] = thing;
        }
        for (int i = 0; i < seen.length; i++) {
            seen[i] = things.indexOf(seen[i]) + 1;
        }
        float[] confidence = new float[things.size()];
        Arrays.fill(confidence, 0.5f);
        float[][] features = new float[things.size()][CHANNELS];
        for (int i = 0; i < features.length; i++) {
            features[i][things.get(i) % CHANNELS] = 1;
        }
        return new SegmentedTile(
                index,
                tile.width(),
                seen,
                confidence,
                things.size() < 2 ? new float[0][] : features,
                things.size(),
                1,
                NO_TIME);
    }

    /** {@return of the size; its colours are never asked for} */
    static LargePlane plane(long width, long height) {
        return new LargePlane(
                "drawn",
                ConstantUtils.constantRandomAccessibleInterval(
                        new ARGBType(), new FinalInterval(width, height)),
                PixelSize.UNKNOWN);
    }
}
