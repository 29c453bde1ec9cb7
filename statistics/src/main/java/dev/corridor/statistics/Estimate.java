package dev.corridor.statistics;

import java.util.List;

/// One figure with all that belongs to it.
///
/// @param value finite
/// @param n observations it rests on
/// @param effectiveN observations of equal weight that would say as much (Kish); `n` without weights or clusters
/// @param method its name in the field, such as `Wilson score interval`
/// @param assumptions what must hold for the interval to be right
/// @param warnings what in these data speaks against it
public record Estimate(
        double value,
        Interval interval,
        long n,
        double effectiveN,
        String method,
        List<Note> assumptions,
        List<Note> warnings) {
    public Estimate {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not finite: " + value);
        }
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /// The same with an interval that stays within the ends of a scale on which the value lies.
    public Estimate within(double low, double high) {
        Interval kept = new Interval(
                Math.min(value, Math.max(low, interval.low())),
                Math.max(value, Math.min(high, interval.high())),
                interval.level());
        return new Estimate(value, kept, n, effectiveN, method, assumptions, warnings);
    }
}
