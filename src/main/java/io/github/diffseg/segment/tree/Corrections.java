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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All corrections of a segmentation, in the order in which they were made. As text, for macros and
 * for the properties of images: {@code tree 0a1b2c3d, merge 3 17, split 40, delete 5}. The tree is
 * the fingerprint of the one whose nodes they name: a little difference in rounding, as between a
 * processor and a GPU, may number nodes otherwise. It may be missing; then nobody checks.
 *
 * @param tree {@link MergeTree#fingerprint()}, or empty
 * @param list the first one first
 */
public record Corrections(String tree, List<Correction> list) {

    /** No correction. */
    public static final Corrections NONE = new Corrections("", List.of());

    private static final Pattern TREE = Pattern.compile("\\s*tree\\s+([0-9a-f]{8})\\s*(?:,|$)");

    public Corrections {
        list = List.copyOf(list);
    }

    /**
     * Reads corrections back from their text.
     *
     * @param text as {@link #toString} gives it; white space does not matter, empty for none
     * @return the corrections
     * @throws IllegalArgumentException if it is no such text; the message quotes the wrong part
     */
    public static Corrections parse(String text) {
        Matcher tree = TREE.matcher(text);
        boolean named = tree.lookingAt();
        String rest = named ? text.substring(tree.end()) : text;
        List<Correction> list = new ArrayList<>();
        for (String part : rest.split(",", -1)) {
            if (!part.isBlank()) {
                list.add(parseOne(part.trim()));
            } else if (!rest.isBlank()) {
                throw notUnderstood(text.trim());
            }
        }
        return new Corrections(named ? tree.group(1) : "", list);
    }

    /**
     * {@return no correction yet}
     *
     * @param tree whose nodes will be corrected
     */
    public static Corrections on(MergeTree tree) {
        return new Corrections(tree.fingerprint(), List.of());
    }

    /** {@return these, and one more} */
    public Corrections plus(Correction correction) {
        List<Correction> longer = new ArrayList<>(list);
        longer.add(correction);
        return new Corrections(tree, longer);
    }

    /** {@return whether they name nodes of that tree, or none} */
    public boolean fits(MergeTree other) {
        return list.isEmpty() || tree.isEmpty() || tree.equals(other.fingerprint());
    }

    /** {@return whether there is none} */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    @Override
    public String toString() {
        String corrections =
                list.stream().map(Correction::toString).collect(Collectors.joining(", "));
        return tree.isEmpty() || list.isEmpty() ? corrections : "tree " + tree + ", " + corrections;
    }

    private static Correction parseOne(String part) {
        String[] words = part.split("\\s+");
        try {
            Correction.Kind kind = Correction.Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
            List<Integer> nodes = Arrays.stream(words).skip(1).map(Corrections::node).toList();
            return new Correction(kind, nodes);
        } catch (IllegalArgumentException e) {
            throw notUnderstood(part);
        }
    }

    private static Integer node(String word) {
        int node = Integer.parseInt(word);
        if (node < 0) {
            throw new NumberFormatException();
        }
        return node;
    }

    private static UserException notUnderstood(String part) {
        return new UserException(
                "corrections has \""
                        + part
                        + "\"; it must be a list such as \"merge 3 17, split 40, delete 5\", as the"
                        + " explorer records it");
    }
}
