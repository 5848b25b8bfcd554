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

package io.github.diffseg.service;

import ij.ImagePlus;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.AttentionSettings;
import io.github.diffseg.Settings;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import java.util.Map;

/**
 * What the model saw in one image, held until it is closed: from it each segmentation is made
 * without another pass through the network. Safe for use by several threads, one at a time.
 */
public final class ImageAttention implements AutoCloseable {

    private final ImagePlus image;
    private final DisplayedPlane plane;
    private final NamedSettings settings;
    private final PlaneSegmenter segmenter;
    private final AttentionCache.Lease lease;
    private final Runs runs;
    private boolean closed;

    /**
     * Holds what was seen until it is closed.
     *
     * @param image whose plane it was
     * @param plane that was seen
     * @param settings with which it was seen
     * @param segmenter whose model may be closed since
     * @param lease of the attention; closed by this
     * @param runs shows progress
     */
    ImageAttention(
            ImagePlus image,
            DisplayedPlane plane,
            NamedSettings settings,
            PlaneSegmenter segmenter,
            AttentionCache.Lease lease,
            Runs runs) {
        this.image = image;
        this.plane = plane;
        this.settings = settings;
        this.segmenter = segmenter;
        this.lease = lease;
        this.runs = runs;
    }

    /**
     * Segments the image that was seen, whatever has become of it.
     *
     * @param changes by name; what is left out is as it was asked for when the image was seen
     * @return the result, which outlives this object
     * @throws UserException if a setting is unknown or out of its range, or of those that would
     *     need another pass (model, device, precision, working size, timestep, noise, aggregation,
     *     centre crop) one is another, or if this is closed
     * @throws java.util.concurrent.CancellationException if it is cancelled
     */
    public synchronized DiffSegResult segment(Map<String, ?> changes) {
        if (closed) {
            throw new UserException("This attention is closed; look at the image again");
        }
        NamedSettings changed = settings.with(changes);
        Settings wanted = segmenter.settings(changed.request());
        requireSamePass(changed, wanted.attention());
        return new DiffSegResult(
                runs.run(progress -> segmenter.segment(image, plane, lease, wanted, progress)),
                further -> segment(changed, further));
    }

    /**
     * Segments the image that was seen as the model recommends, or as it was asked for then.
     *
     * @return the result
     */
    public DiffSegResult segment() {
        return segment(Map.of());
    }

    private DiffSegResult segment(NamedSettings before, Map<String, ?> changes) {
        return segment(before.with(changes).byName());
    }

    private void requireSamePass(NamedSettings changed, AttentionSettings wanted) {
        AttentionSettings seen = segmenter.settings(settings.request()).attention();
        requireSame("model", changed.model(), settings.model());
        requireSame("device", changed.device(), settings.device());
        requireSame("precision", changed.precision(), settings.precision());
        requireSame("working_size", wanted.workingSize(), seen.workingSize());
        requireSame("timestep", wanted.timestep(), seen.timestep());
        requireSame("noise", wanted.noise(), seen.noise());
        requireSame("aggregation", wanted.aggregation(), seen.aggregation());
        requireSame("centre_crop", wanted.centreCrop(), seen.centreCrop());
    }

    private static void requireSame(String name, Object wanted, Object seen) {
        if (!wanted.equals(seen)) {
            throw new UserException(
                    name
                            + " is "
                            + wanted
                            + ", but the image was seen with "
                            + seen
                            + "; leave it out, or look at the image again");
        }
    }

    /** Gives the native memory back; results stay. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        lease.close();
    }
}
