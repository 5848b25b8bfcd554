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

package io.github.diffseg.segment.tree;

import io.github.diffseg.failure.UserException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One change that a user makes to the segments of a cut. Segments are named by the nodes of the
 * merge tree that they consist of: one, or several where they were merged by hand.
 *
 * @param kind what happens
 * @param nodes at least one; ascending
 */
public record Correction(Kind kind, List<Integer> nodes) {

    /** What a correction does. */
    public enum Kind {
        /** All leaves of the nodes belong together, with the segments that hold any of them. */
        MERGE,
        /**
         * A segment that consists of just these nodes comes apart: several nodes into single ones,
         * one node into its two children. Where no segment is just this, nothing happens.
         */
        SPLIT,
        /** All leaves of the nodes belong to no segment. */
        DELETE
    }

    public Correction {
        nodes = nodes.stream().sorted().toList();
        if (nodes.isEmpty()) {
            throw new UserException("A correction names no segment");
        }
    }

    /** Its text, for example {@code merge 3 17}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT)
                + nodes.stream().map(node -> " " + node).collect(Collectors.joining());
    }
}
