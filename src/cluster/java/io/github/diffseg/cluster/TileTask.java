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

package io.github.diffseg.cluster;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.Settings;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.large.LargeImage;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.store.Address;
import io.github.diffseg.tile.NetworkTiles;
import io.github.diffseg.tile.SegmentedTile;
import io.github.diffseg.tile.TiledSegmentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Segments a tile on an executor, of the file as that executor reads it. A pure function: doing a
 * tile twice, after a failure or for speed, gives the same segments.
 */
class TileTask implements Function<Integer, TileOutcome> {

    private static final long serialVersionUID = 1;

    private final Broadcast<TileJob> job;

    TileTask(Broadcast<TileJob> job) {
        this.job = job;
    }

    @Override
    public TileOutcome call(Integer index) {
        TileJob values = job.value();
        TaskThreads.prepare(SparkEnv.get().conf());
        try {
            return new TileOutcome(
                    ExecutorModels.with(values.model(), diffSeg -> segment(diffSeg, values, index)),
                    null);
        } catch (UserException e) {
            return new TileOutcome(null, e.getMessage());
        }
    }

    SegmentedTile segment(DiffSeg diffSeg, TileJob values, int index) {
        Settings settings = values.settings().resolve(diffSeg.storedModel().recommendation());
        try (LargeImage image = LargeImage.open(Address.of(values.address()), settings)) {
            return new NetworkTiles(
                            diffSeg,
                            image.plane(),
                            TiledSegmentation.withThreshold(settings, values.first()))
                    .segment(values.plan(), index, Progress.NONE);
        } catch (IOException e) {
            // A server that does not answer may do so at the next attempt
            throw new UncheckedIOException(e);
        }
    }
}
