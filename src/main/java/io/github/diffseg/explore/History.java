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

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Undo and redo over immutable states, without limit.
 *
 * @param <T> a state
 */
public final class History<T> {

    private final Deque<T> before = new ArrayDeque<>();
    private final Deque<T> after = new ArrayDeque<>();
    private T now;

    /**
     * Begins with nothing to undo.
     *
     * @param start the first state
     */
    public History(T start) {
        now = start;
    }

    /** {@return the state that counts} */
    public T now() {
        return now;
    }

    /**
     * Goes to a new state; what was undone is forgotten.
     *
     * @param state that counts from now on
     */
    public void add(T state) {
        before.push(now);
        replace(state);
    }

    /**
     * Changes the newest state without a step of its own.
     *
     * @param state in its place
     */
    public void replace(T state) {
        now = state;
        after.clear();
    }

    /** {@return whether there is a state before} */
    public boolean canUndo() {
        return !before.isEmpty();
    }

    /** {@return whether there is an undone state} */
    public boolean canRedo() {
        return !after.isEmpty();
    }

    /** Goes one state back; there is one. */
    public void undo() {
        after.push(now);
        now = before.pop();
    }

    /** Goes one undone state forward; there is one. */
    public void redo() {
        before.push(now);
        now = after.pop();
    }
}
