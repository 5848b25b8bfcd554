package io.github.diffseg.explore;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Undo and redo over immutable states, without limit.
 *
 * @param <T> a state
 */
final class History<T> {

    private final Deque<T> before = new ArrayDeque<>();
    private final Deque<T> after = new ArrayDeque<>();
    private T now;

    History(T start) {
        now = start;
    }

    T now() {
        return now;
    }

    /** Goes to a new state; what was undone is forgotten. */
    void add(T state) {
        before.push(now);
        replace(state);
    }

    /** Changes the newest state without a step of its own. */
    void replace(T state) {
        now = state;
        after.clear();
    }

    boolean canUndo() {
        return !before.isEmpty();
    }

    boolean canRedo() {
        return !after.isEmpty();
    }

    void undo() {
        after.push(now);
        now = before.pop();
    }

    void redo() {
        before.push(now);
        now = after.pop();
    }
}
