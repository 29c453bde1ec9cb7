package dev.corridor.statistics.score;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import java.util.List;

/// How much the first group or period lies above the second.
///
/// @param value first less second: points, share (-1 to 1) or steps of the scale
/// @param p probability of a difference at least as large where there is none, both sides
/// @param n answers of the first
/// @param nOther answers of the second
public record Difference(
        double value,
        Interval interval,
        double p,
        long n,
        long nOther,
        String method,
        List<Note> assumptions,
        List<Note> warnings) {
    public Difference {
        if (!Double.isFinite(value) || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(value + " with p " + p);
        }
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }
}
