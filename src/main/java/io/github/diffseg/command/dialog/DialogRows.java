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

package io.github.diffseg.command.dialog;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a dialog is arranged. SciJava's own has one row for each parameter, those of superclasses
 * first.
 *
 * @param introduction what the command does, in a sentence or two
 * @param first names of the parameters that everybody needs, from top to bottom
 * @param more names of those that are folded away until they are asked for
 * @param absent names of those that the command has for macros, and refuses whatever they are
 */
public record DialogRows(
        String introduction, List<String> first, List<String> more, List<String> absent) {

    /**
     * Shows all parameters.
     *
     * @param introduction what the command does, in a sentence or two
     * @param first names of the parameters that everybody needs, from top to bottom
     * @param more names of those that are folded away until they are asked for
     */
    public DialogRows(String introduction, List<String> first, List<String> more) {
        this(introduction, first, more, List.of());
    }

    /**
     * {@return the same with these at its end, folded away}
     *
     * @param names of parameters that are of no use this time
     */
    public DialogRows folding(List<String> names) {
        return new DialogRows(
                introduction,
                without(names, first),
                Stream.concat(without(names, more).stream(), names.stream()).toList(),
                absent);
    }

    private static List<String> without(List<String> some, List<String> names) {
        return names.stream().filter(name -> !some.contains(name)).toList();
    }

    /** {@return all names, from top to bottom, and those that are not shown} */
    public List<String> names() {
        return Stream.of(first, more, absent).flatMap(List::stream).toList();
    }
}
