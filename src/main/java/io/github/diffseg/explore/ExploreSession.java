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

package io.github.diffseg.explore;

import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.segment.tree.Correction;
import io.github.diffseg.segment.tree.Corrections;
import io.github.diffseg.segment.tree.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One image being explored: the cut of its merge tree, corrections to it, undo and redo. Knows no
 * window; everything here takes far less than a frame.
 *
 * <p>For one thread, that of the window.
 */
public final class ExploreSession {

    private static final int FINER = 3;

    private final History<Exploration> history;
    private SegmentationHierarchy hierarchy;
    private PresentLeaves leaves;
    private GranularitySteps steps;
    private Grouping grouping;
    private boolean sliding;

    /**
     * Begins without corrections.
     *
     * @param hierarchy of the image
     * @param granularity to begin with; any value above 0
     */
    public ExploreSession(SegmentationHierarchy hierarchy, double granularity) {
        show(hierarchy);
        double start = steps.at(steps.positionOf(granularity));
        history = new History<>(new Exploration(start, Corrections.on(hierarchy.tree())));
        regroup();
    }

    /**
     * Goes on at a granularity that was chosen on another plane: as it is, since the number in the
     * middle of a step here may lie in another step there.
     *
     * @param before what was done on this plane, if anything
     */
    ExploreSession(
            SegmentationHierarchy hierarchy,
            double granularity,
            Optional<History<Exploration>> before) {
        show(hierarchy);
        Corrections none = Corrections.on(hierarchy.tree());
        history = before.orElseGet(() -> new History<>(new Exploration(granularity, none)));
        if (history.now().granularity() != granularity) {
            history.add(new Exploration(granularity, history.now().corrections()));
        }
        regroup();
    }

    /** {@return every step so far} */
    History<Exploration> history() {
        return history;
    }

    /** {@return what the user has chosen} */
    public Exploration exploration() {
        return history.now();
    }

    /**
     * {@return the positions of the slider: the cuts that differ in what is seen. Other borders may
     * have others.}
     */
    public GranularitySteps steps() {
        return steps;
    }

    /** {@return the slider's position} */
    public int position() {
        return steps.positionOf(history.now().granularity());
    }

    /**
     * Levels that are worth a look: the chosen one, and of those finer and of those coarser the one
     * that stays for longest. Of the finer ones those count that begin at a third of the chosen
     * granularity: below, segments are too many to be looked at.
     *
     * @param chosen the granularity that was chosen for the image
     * @return one to three, from the finest
     */
    public List<LevelMark> marks(double chosen) {
        int position = steps.positionOf(chosen);
        List<LevelMark> marks = new ArrayList<>();
        steps.longestBetween(steps.positionOf(chosen / FINER), position)
                .ifPresent(finer -> marks.add(mark(finer, false)));
        marks.add(mark(position, true));
        steps.longestBetween(position + 1, steps.count())
                .ifPresent(coarser -> marks.add(mark(coarser, false)));
        return marks;
    }

    private LevelMark mark(int position, boolean chosen) {
        double granularity = steps.at(position);
        Grouping there =
                Grouping.of(hierarchy.tree(), granularity, Corrections.on(hierarchy.tree()));
        return new LevelMark(position, granularity, leaves.groups(there), chosen);
    }

    /** {@return the tree and the leaf of each pixel} */
    public SegmentationHierarchy hierarchy() {
        return hierarchy;
    }

    /** {@return which leaves form one segment now} */
    public Grouping grouping() {
        return grouping;
    }

    /**
     * Cuts the tree elsewhere. Moves that follow each other are one step of undo.
     *
     * @param position from 0 to {@code steps().count() − 1}
     */
    public void moveTo(int position) {
        if (position == position()) {
            return;
        }
        Exploration moved = new Exploration(steps.at(position), history.now().corrections());
        if (sliding) {
            history.replace(moved);
        } else {
            history.add(moved);
        }
        sliding = true;
        regroup();
    }

    /**
     * Shows the same tree with other borders.
     *
     * @param other with the same merge tree
     */
    public void changeBorders(SegmentationHierarchy other) {
        if (other.tree().leaves() != hierarchy.tree().leaves()) {
            throw new IllegalArgumentException(
                    "The tree has "
                            + other.tree().leaves()
                            + " leaves instead of "
                            + hierarchy.tree().leaves()
                            + "; only its borders may differ");
        }
        show(other);
        sliding = false;
    }

    /**
     * {@return the number of segments that are seen, which are those with pixels; 0 if all was
     * deleted}
     */
    public int count() {
        return leaves.groups(grouping);
    }

    /** {@return the segment at a pixel, or {@link Grouping#DELETED} outside of all} */
    public int segmentAt(int x, int y) {
        if (x < 0 || y < 0 || x >= hierarchy.width() || y >= hierarchy.height()) {
            return Grouping.DELETED;
        }
        int leaf = hierarchy.leafAt(x, y);
        return leaf == SegmentationHierarchy.OUTSIDE ? Grouping.DELETED : grouping.groupOf(leaf);
    }

    /** Makes one segment of two. */
    public void merge(int segment, int other) {
        List<Integer> nodes = new ArrayList<>(grouping.nodesOf(segment));
        nodes.addAll(grouping.nodesOf(other));
        correct(new Correction(Correction.Kind.MERGE, nodes));
    }

    /** {@return whether a segment holds more than one of the finest} */
    public boolean canSplit(int segment) {
        return leaves.of(grouping, segment).length > 1;
    }

    /**
     * Parts a segment one step further down the tree than the rest; more than one where a step
     * would part off nothing that is seen.
     *
     * @throws IllegalArgumentException if it is one of the finest
     */
    public void split(int segment) {
        if (!canSplit(segment)) {
            throw new UserException(
                    "Segment " + segment + " is one of the finest; it cannot be split");
        }
        int leaf = leaves.of(grouping, segment)[0];
        Corrections corrections = history.now().corrections();
        Grouping parted = grouping;
        while (leaves.groups(parted) == leaves.groups(grouping)) {
            Correction step =
                    new Correction(Correction.Kind.SPLIT, parted.nodesOf(parted.groupOf(leaf)));
            corrections = corrections.plus(step);
            parted = parted.corrected(step);
        }
        correct(corrections);
    }

    /** Removes a segment. */
    public void delete(int segment) {
        correct(new Correction(Correction.Kind.DELETE, grouping.nodesOf(segment)));
    }

    /** {@return whether there is a step to take back} */
    public boolean canUndo() {
        return history.canUndo();
    }

    /** {@return whether a step was taken back that can be done again} */
    public boolean canRedo() {
        return history.canRedo();
    }

    /** Takes the last step back. */
    public void undo() {
        history.undo();
        sliding = false;
        regroup();
    }

    /** Takes the last undo back. */
    public void redo() {
        history.redo();
        sliding = false;
        regroup();
    }

    /**
     * How alike two pixels are, in words, and whether a correction says otherwise.
     *
     * @return e.g. {@code 0.31: alike; they part below 0.31}
     */
    public String likeness(int x, int y, int otherX, int otherY) {
        int leaf = hierarchy.leafAt(x, y);
        int other = hierarchy.leafAt(otherX, otherY);
        int segment = segmentAt(x, y);
        int otherSegment = segmentAt(otherX, otherY);
        if (segment == Grouping.DELETED || otherSegment == Grouping.DELETED) {
            return "one of the pixels is in no segment";
        }
        if (leaf == other) {
            return "alike always: both are in one of the finest segments";
        }
        double height = hierarchy.tree().joinHeight(leaf, other);
        String divergence = String.format(Locale.ROOT, "%.3g", height);
        boolean alike = height < history.now().granularity();
        String words;
        if (segment == otherSegment) {
            words = alike ? "alike; they part below " : "merged by hand; else they join above ";
        } else {
            words = alike ? "split by hand; else they part below " : "different; they join above ";
        }
        return divergence + ": " + words + divergence;
    }

    private void correct(Correction correction) {
        correct(history.now().corrections().plus(correction));
    }

    private void correct(Corrections corrections) {
        history.add(new Exploration(history.now().granularity(), corrections));
        sliding = false;
        regroup();
    }

    private void show(SegmentationHierarchy shown) {
        hierarchy = shown;
        leaves = new PresentLeaves(shown);
        steps = new GranularitySteps(leaves.levels());
    }

    private void regroup() {
        Exploration now = history.now();
        grouping = Grouping.of(hierarchy.tree(), now.granularity(), now.corrections());
    }
}
