package dev.corridor.testkit;

import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.Comparison;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.PathPattern;
import dev.corridor.engine.query.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Filters as `docs/reference/filters.md` defines them, asked of one journey at a time.
public final class NaiveFilter {
    private final Schema schema;
    private final ZoneId zone;

    /// Reads days and times in UTC.
    public NaiveFilter(Schema schema) {
        this(schema, ZoneOffset.UTC);
    }

    /// @param zone where days and times are read if the data have instants
    public NaiveFilter(Schema schema, ZoneId zone) {
        this.schema = schema;
        this.zone = schema.zoned() ? zone : ZoneOffset.UTC;
    }

    /// The journeys that the filter keeps, in their order.
    public List<NaiveJourney> keep(Filter filter, List<NaiveJourney> journeys) {
        return journeys.stream().filter(journey -> matches(filter, journey)).toList();
    }

    public boolean matches(Filter filter, NaiveJourney journey) {
        List<String> path = journey.path();
        return switch (filter) {
            case Filter.And(List<Filter> parts) -> parts.stream().allMatch(part -> matches(part, journey));
            case Filter.Or(List<Filter> parts) -> parts.stream().anyMatch(part -> matches(part, journey));
            case Filter.Not(Filter part) -> !matches(part, journey);
            case Filter.AttributeComparison(String attribute, Comparison comparison, Value value) ->
                values(journey, attribute).anyMatch(found -> compares(found, comparison, value));
            case Filter.AttributeIn(String attribute, List<Value> values) ->
                values(journey, attribute)
                        .anyMatch(found -> values.stream().anyMatch(value -> compares(found, Comparison.EQUAL, value)));
            case Filter.TimeIn(Optional<LocalDate> from, Optional<LocalDate> to) ->
                journey.start().stream()
                        .mapToObj(second -> local(second).toLocalDate())
                        .anyMatch(day -> from.stream().noneMatch(day::isBefore)
                                && to.stream().noneMatch(day::isAfter));
            case Filter.Passes(String touchpoint) -> path.contains(touchpoint);
            case Filter.Starts(String touchpoint) -> path.getFirst().equals(touchpoint);
            case Filter.Ends(String touchpoint) -> path.getLast().equals(touchpoint);
            case Filter.Drops(String touchpoint) ->
                journey.standing() == NaiveJourney.Standing.DROPPED_OUT
                        && path.getLast().equals(touchpoint);
            case Filter.Then(String first, String second) -> pair(path, first, second, (i, j) -> j == i + 1);
            case Filter.Later(String first, String second, Optional<Duration> within) ->
                pair(path, first, second, (i, j) -> within.isEmpty() || isWithin(journey, i, j, within.get()));
            case Filter.Repeats(String touchpoint) -> pair(path, touchpoint, touchpoint, (_, _) -> true);
            case Filter.DurationComparison(Comparison comparison, Duration duration) ->
                journey.duration().stream()
                        .anyMatch(seconds -> comparison.holds(Long.compare(seconds, duration.toSeconds())));
            case Filter.OutcomeOf(String touchpoint, Value outcome) ->
                journey.interactions().stream()
                        .filter(interaction -> interaction.touchpoint().equals(touchpoint))
                        .anyMatch(interaction -> new NaiveValue.Category(outcome.text())
                                .equals(interaction.values().get(Schema.OUTCOME)));
            case Filter.Path(PathPattern pattern) -> NaivePattern.found(pattern, path);
        };
    }

    /// Whether some positions i before j at the two touchpoints satisfy a condition.
    private static boolean pair(
            List<String> path, String first, String second, BiPredicate<Integer, Integer> condition) {
        return IntStream.range(0, path.size())
                .filter(i -> path.get(i).equals(first))
                .anyMatch(i -> IntStream.range(i + 1, path.size())
                        .anyMatch(j -> path.get(j).equals(second) && condition.test(i, j)));
    }

    private static boolean isWithin(NaiveJourney journey, int i, int j, Duration limit) {
        return journey.between(i, j).stream().anyMatch(seconds -> seconds <= limit.toSeconds());
    }

    private Stream<NaiveValue> values(NaiveJourney journey, String attribute) {
        return journey.all(schema.attribute(attribute).orElseThrow());
    }

    private boolean compares(NaiveValue found, Comparison comparison, Value value) {
        return switch (found) {
            case NaiveValue.Category(String name) -> comparison.holds(name.equals(value.text()) ? 0 : 1);
            case NaiveValue.Decimal(double number) -> {
                OptionalDouble limit = value.number();
                yield comparison.holds(number < limit.orElseThrow() ? -1 : number > limit.orElseThrow() ? 1 : 0);
            }
            case NaiveValue.Time(long second) ->
                comparison.holds(place(local(second), value.time().orElseThrow()));
            case NaiveValue.Text _ -> throw new IllegalArgumentException("texts are not compared");
            case NaiveValue.Members _ -> throw new IllegalStateException("members are compared one by one");
        };
    }

    /// Negative before the stretch of time, 0 in it, positive after it.
    private static int place(LocalDateTime time, Value.Span span) {
        if (time.isBefore(span.first())) {
            return -1;
        }
        return time.isAfter(span.last()) ? 1 : 0;
    }

    private LocalDateTime local(long second) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone);
    }
}
