package dev.corridor.testkit;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;

/// Quantiles and means as `docs/reference/engine.md` defines them.
final class Numbers {
    private Numbers() {}

    /// The quantile of type 7; empty for no values.
    static OptionalDouble quantile(List<Long> values, double p) {
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Long> sorted = values.stream().sorted().toList();
        double h = (sorted.size() - 1) * p;
        int i = (int) Math.floor(h);
        long below = sorted.get(i);
        long above = sorted.get(Math.min(i + 1, sorted.size() - 1));
        return OptionalDouble.of(below + (h - i) * (above - below));
    }

    /// The sum, exact and then rounded once.
    static double sum(List<Double> values) {
        return values.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    static OptionalDouble mean(List<Double> values) {
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum(values) / values.size());
    }

    static OptionalDouble meanOfSeconds(List<Long> values) {
        return values.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) values.stream().reduce(0L, Math::addExact) / values.size());
    }
}
