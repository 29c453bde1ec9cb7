package dev.corridor.engine.query;

import java.util.Objects;

/// A journey's touchpoint codes in order, wherever they lie.
public interface IntSequence {
    /// The number of codes.
    int length();

    /// The code at a place from 0 to `length() - 1`.
    int at(int index);

    /// The codes of an array from `from` up to but without `to`. The array is not copied.
    static IntSequence of(int[] codes, int from, int to) {
        Objects.checkFromToIndex(from, to, codes.length);
        return new IntSequence() {
            @Override
            public int length() {
                return to - from;
            }

            @Override
            public int at(int index) {
                return codes[from + index];
            }
        };
    }
}
