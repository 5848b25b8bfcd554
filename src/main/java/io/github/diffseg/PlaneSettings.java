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

import io.github.diffseg.failure.UserException;
import java.util.Locale;

/**
 * Which planes of a stack are segmented, and how those belong together.
 *
 * @param slices of the stack
 * @param frames of the stack
 * @param channels that the network sees in each plane
 * @param link along what the same object keeps its number
 * @param linkGap how many planes an object may be missing from and still keep it, 0 or more
 * @param skipFailing whether a plane that cannot be segmented is left empty; else it ends the run
 * @param corrections made by hand to planes of a stack; those of one plane alone are {@link
 *     io.github.diffseg.segment.SegmentationSettings#corrections()}
 */
public record PlaneSettings(
        PlaneRange slices,
        PlaneRange frames,
        ChannelChoice channels,
        Link link,
        int linkGap,
        boolean skipFailing,
        PlaneCorrections corrections) {

    /** Along what objects are followed. */
    public enum Link {
        /** Each plane has numbers of its own. */
        NONE,
        /** From slice to slice, in each frame. */
        SLICES,
        /** From frame to frame, in each slice. */
        FRAMES;

        /** What may be written, for users. */
        static final String ALLOWED = "\"none\", \"slices\" or \"frames\"";

        /**
         * {@return what it says}
         *
         * @param text in any case
         * @throws UserException if it says nothing of these
         */
        static Link of(String text) {
            for (Link link : values()) {
                if (link.name().equalsIgnoreCase(text.strip())) {
                    return link;
                }
            }
            throw new UserException("link is \"" + text + "\"; it must be " + ALLOWED);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks that the settings go together.
     *
     * @throws UserException if objects shall be followed through one plane
     */
    public PlaneSettings {
        requireSeveral(link, Link.SLICES, slices);
        requireSeveral(link, Link.FRAMES, frames);
    }

    private static void requireSeveral(Link link, Link along, PlaneRange range) {
        if (link == along && range.isCurrent()) {
            throw new UserException(
                    "link is \""
                            + along
                            + "\", but "
                            + along
                            + " is \""
                            + PlaneRange.CURRENT
                            + "\"; choose the "
                            + along
                            + " too, such as \""
                            + PlaneRange.ALL
                            + "\"");
        }
    }

    /**
     * {@return the same planes in other channels}
     *
     * @param others that the network sees
     */
    public PlaneSettings with(ChannelChoice others) {
        return new PlaneSettings(slices, frames, others, link, linkGap, skipFailing, corrections);
    }

    /** {@return whether it is the slice and frame that the image shows, in whichever channels} */
    public boolean isOnePlane() {
        return slices.isCurrent() && frames.isCurrent();
    }

    /**
     * {@return whether it is the plane that the image shows, as it shows it: the way of a single
     * image}
     */
    public boolean isShownPlane() {
        return isOnePlane() && channels.isAsDisplayed();
    }
}
