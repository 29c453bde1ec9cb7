package dev.corridor.testkit;

import dev.corridor.engine.journey.Attribute.Aggregate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How several values of an attribute become one.
final class NaiveAggregate {
    /// @param place where the value stands: in the source, or in the journey if it is of an interaction
    record Sourced(NaiveValue value, long place) {}

    private NaiveAggregate() {}

    /// @param values in the order of the interactions that carry them
    static Optional<NaiveValue> of(Aggregate aggregate, List<Sourced> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (aggregate) {
                    case ONE ->
                        values.stream()
                                .min(Comparator.comparingLong(Sourced::place))
                                .orElseThrow()
                                .value();
                    case LATEST -> values.getLast().value();
                    case LARGEST ->
                        values.stream()
                                .map(Sourced::value)
                                .max(NaiveAggregate::compareSize)
                                .orElseThrow();
                    case SUM -> new NaiveValue.Decimal(Numbers.sum(numbers(values)));
                    case MEAN ->
                        new NaiveValue.Decimal(Numbers.mean(numbers(values)).orElseThrow());
                    case SET -> union(values);
                });
    }

    private static int compareSize(NaiveValue left, NaiveValue right) {
        if (left instanceof NaiveValue.Decimal(double a) && right instanceof NaiveValue.Decimal(double b)) {
            return Double.compare(a, b);
        }
        if (left instanceof NaiveValue.Time(long a) && right instanceof NaiveValue.Time(long b)) {
            return Long.compare(a, b);
        }
        throw new IllegalArgumentException("only numbers and times have a largest: " + left + ", " + right);
    }

    private static List<Double> numbers(List<Sourced> values) {
        return values.stream()
                .map(sourced -> ((NaiveValue.Decimal) sourced.value()).value())
                .toList();
    }

    private static NaiveValue union(List<Sourced> values) {
        Set<String> members = new HashSet<>();
        for (Sourced sourced : values) {
            switch (sourced.value()) {
                case NaiveValue.Members(Set<String> names) -> members.addAll(names);
                case NaiveValue.Category(String name) -> members.add(name);
                case NaiveValue.Decimal _, NaiveValue.Time _, NaiveValue.Text _ ->
                    throw new IllegalArgumentException("no set is made of " + sourced.value());
            }
        }
        return new NaiveValue.Members(members);
    }
}
