package dev.corridor.testkit;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// One journey: interactions in order, and what its attributes amount to.
///
/// @param interactions at least one
/// @param values by attribute name, aggregated over the journey; attributes without a value are absent
public record NaiveJourney(
        Optional<String> customer,
        List<NaiveInteraction> interactions,
        Map<String, NaiveValue> values,
        Standing standing) {
    /// How far a journey has come at as-of.
    public enum Standing {
        /// No end touchpoint is named, so nothing can be said.
        UNKNOWN,
        COMPLETED,
        OPEN,
        DROPPED_OUT
    }

    public NaiveJourney {
        interactions = List.copyOf(interactions);
        values = Map.copyOf(values);
        if (interactions.isEmpty()) {
            throw new IllegalArgumentException("a journey has at least one interaction");
        }
    }

    /// The touchpoints in order.
    public List<String> path() {
        return interactions.stream().map(NaiveInteraction::touchpoint).toList();
    }

    public boolean visits(String touchpoint) {
        return path().contains(touchpoint);
    }

    /// The second of the first timed interaction.
    public OptionalLong start() {
        return seconds().stream().mapToLong(Long::longValue).findFirst();
    }

    /// The second of the last timed interaction.
    public OptionalLong finish() {
        List<Long> seconds = seconds();
        return seconds.isEmpty() ? OptionalLong.empty() : OptionalLong.of(seconds.getLast());
    }

    /// Seconds from start to finish.
    public OptionalLong duration() {
        return start().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(finish().orElseThrow() - start().orElseThrow());
    }

    /// Seconds from the interaction at one position to that at another; empty where one is untimed.
    public OptionalLong between(int from, int to) {
        OptionalLong left = interactions.get(from).second();
        OptionalLong right = interactions.get(to).second();
        return left.isEmpty() || right.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(right.getAsLong() - left.getAsLong());
    }

    /// The mean of the scores on the interactions.
    public OptionalDouble score() {
        return Numbers.mean(interactions.stream()
                .flatMap(interaction -> Optional.ofNullable(interaction.values().get(Schema.SCORE)).stream())
                .map(value -> ((NaiveValue.Decimal) value).value())
                .toList());
    }

    /// The value of a numeric attribute; for `score` the journey's score.
    public OptionalDouble number(String attribute) {
        if (attribute.equals(Schema.SCORE)) {
            return score();
        }
        return values.get(attribute) instanceof NaiveValue.Decimal(double value)
                ? OptionalDouble.of(value)
                : OptionalDouble.empty();
    }

    /// Every value that the journey has of an attribute, the members of sets one by one: what filters ask for
    /// and groups are made of. Those of interactions are not aggregated, but for the score.
    public Stream<NaiveValue> all(Attribute attribute) {
        if (attribute.name().equals(Schema.SCORE)) {
            return score().stream().mapToObj(NaiveValue.Decimal::new);
        }
        Stream<NaiveValue> all = attribute.level() == Attribute.Level.INTERACTION
                ? interactions.stream()
                        .flatMap(interaction ->
                                Optional.ofNullable(interaction.values().get(attribute.name())).stream())
                : Optional.ofNullable(values.get(attribute.name())).stream();
        return all.flatMap(value -> value instanceof NaiveValue.Members(Set<String> names)
                        ? names.stream().map(NaiveValue.Category::new)
                        : Stream.of(value))
                .distinct();
    }

    private List<Long> seconds() {
        return interactions.stream()
                .flatMap(interaction -> interaction.second().stream().boxed())
                .toList();
    }
}
