package dev.corridor.testkit;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.query.Comparison;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.PathPattern;
import dev.corridor.engine.query.Value;
import dev.corridor.engine.store.Store;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Random filters that can be asked of a store: names that it has, values of the right kind, most of them such
/// that some journeys are kept and some are not.
final class RandomFilters {
    private static final LocalDate NEW_YEAR = LocalDate.of(2020, 1, 1);

    private final Store store;
    private final Random random;

    RandomFilters(Store store, Random random) {
        this.store = store;
        this.random = random;
    }

    Filter filter(int depth) {
        int forms = store.touchpoints().size() == 0 ? 5 : depth == 0 ? 14 : 17;
        return switch (random.nextInt(forms)) {
            case 0, 1, 2 -> comparison();
            case 3 -> time();
            case 4 -> new Filter.DurationComparison(oneOf(List.of(Comparison.values())), duration());
            case 5 -> new Filter.Passes(touchpoint());
            case 6 -> new Filter.Starts(touchpoint());
            case 7 -> new Filter.Ends(touchpoint());
            case 8 -> new Filter.Then(touchpoint(), touchpoint());
            case 9 ->
                new Filter.Later(
                        touchpoint(), touchpoint(), random.nextBoolean() ? Optional.empty() : Optional.of(duration()));
            case 10 -> new Filter.Repeats(touchpoint());
            case 11 -> new Filter.OutcomeOf(touchpoint(), new Value(oneOf(List.of("ok", "failed", "never"))));
            case 12 -> new Filter.Path(pattern(2));
            case 13 -> new Filter.Drops(touchpoint());
            case 14 -> new Filter.And(several(2, () -> filter(depth - 1)));
            case 15 -> new Filter.Or(several(2, () -> filter(depth - 1)));
            default -> new Filter.Not(filter(depth - 1));
        };
    }

    private Filter comparison() {
        List<Attribute> comparable = store.schema().attributes().stream()
                .filter(attribute -> attribute.kind() != Attribute.Kind.TEXT)
                .toList();
        Attribute attribute = oneOf(comparable);
        if (random.nextInt(4) == 0) {
            return new Filter.AttributeIn(attribute.name(), several(1, () -> value(attribute)));
        }
        boolean ordered = attribute.kind() == Attribute.Kind.NUMBER || attribute.kind() == Attribute.Kind.TIME;
        List<Comparison> comparisons =
                ordered ? List.of(Comparison.values()) : List.of(Comparison.EQUAL, Comparison.UNEQUAL);
        return new Filter.AttributeComparison(attribute.name(), oneOf(comparisons), value(attribute));
    }

    private Value value(Attribute attribute) {
        return new Value(
                switch (attribute.kind()) {
                    case CATEGORY, SET -> category(attribute);
                    case NUMBER -> oneOf(List.of("0", "-0", "5", "10", "49.5", "0.5", "-2.5", "1e8", "99.99"));
                    case TIME -> timeText();
                    case TEXT -> throw new IllegalArgumentException("texts are not compared");
                });
    }

    private String category(Attribute attribute) {
        List<String> names =
                store.categories(store.schema().idOf(attribute.name())).all();
        return names.isEmpty() || random.nextInt(8) == 0 ? "never" : oneOf(names);
    }

    private String timeText() {
        LocalDate day = day();
        return switch (random.nextInt(5)) {
            case 0 -> String.valueOf(day.getYear());
            case 1 -> day.toString().substring(0, 7);
            case 2 -> day + "T" + "%02d:%02d".formatted(random.nextInt(24), random.nextInt(60));
            case 3 -> day + " %02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
            default -> day.toString();
        };
    }

    private LocalDate day() {
        return NEW_YEAR.plusDays(random.nextInt(-12, 80));
    }

    private Filter time() {
        LocalDate first = random.nextInt(8) == 0 ? LocalDate.of(random.nextInt(10_000), 3, 1) : day();
        LocalDate last = first.getYear() == 9_999 ? first : first.plusDays(random.nextInt(40));
        return switch (random.nextInt(3)) {
            case 0 -> new Filter.TimeIn(Optional.of(first), Optional.empty());
            case 1 -> new Filter.TimeIn(Optional.empty(), Optional.of(last));
            default -> new Filter.TimeIn(Optional.of(first), Optional.of(last));
        };
    }

    private PathPattern pattern(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> new PathPattern.Touchpoint(touchpoint());
            case 1 -> new PathPattern.Any();
            case 2 -> new PathPattern.OneOf(several(1, this::touchpoint));
            case 3 -> new PathPattern.NoneOf(several(1, this::touchpoint));
            case 4 -> new PathPattern.Anything();
            case 5 -> sequence(depth);
            case 6 -> new PathPattern.Either(several(2, () -> pattern(depth - 1)));
            default -> {
                int min = random.nextInt(3);
                OptionalInt max = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(min + 1);
                yield new PathPattern.Repeat(pattern(depth - 1), min, max);
            }
        };
    }

    private PathPattern sequence(int depth) {
        Stream<PathPattern> start = random.nextInt(3) == 0 ? Stream.of(new PathPattern.Start()) : Stream.empty();
        Stream<PathPattern> end = random.nextInt(3) == 0 ? Stream.of(new PathPattern.End()) : Stream.empty();
        List<PathPattern> middle = several(2, () -> pattern(depth - 1));
        return new PathPattern.Sequence(
                Stream.of(start, middle.stream(), end).flatMap(parts -> parts).toList());
    }

    private Duration duration() {
        return Duration.ofSeconds(
                switch (random.nextInt(3)) {
                    case 0 -> random.nextInt(5);
                    case 1 -> random.nextInt(100_000);
                    default -> random.nextInt(60) * 86_400L;
                });
    }

    private String touchpoint() {
        return oneOf(store.touchpoints().all());
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> List<T> several(int least, Supplier<T> make) {
        return Stream.generate(make).limit(least + random.nextInt(2)).toList();
    }
}
