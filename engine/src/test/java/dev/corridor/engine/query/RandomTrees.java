package dev.corridor.engine.query;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes random filters and path patterns of every form, with names of every kind.
final class RandomTrees {
    private static final List<String> NAMES = List.of(
            "A",
            "b",
            "payment.approved",
            "order_2-x",
            "not",
            "AND",
            "any",
            "Start",
            "end",
            "time",
            "within",
            "drops",
            "outcome",
            "of",
            "",
            " ",
            "two words",
            "a\"b",
            "back\\slash",
            "\\\"",
            "a..b",
            "..",
            "...",
            "->",
            "a->b",
            "x-",
            "-",
            ".",
            "0",
            "2017",
            "-2.5",
            "оплата",
            "café",
            "cafe\u0301",
            "日本",
            "😀",
            "👩‍👩‍👧",
            "line\nbreak",
            "\u202Eabc",
            "\u0000",
            "(",
            "]",
            "[^",
            "*",
            "{2}",
            ",",
            "|",
            "ſtarts",
            "'",
            "“x”",
            "=",
            "a=b");

    private final Random random;
    private final List<String> names;

    RandomTrees(Random random) {
        this(random, NAMES);
    }

    RandomTrees(Random random, List<String> names) {
        this.random = random;
        this.names = names;
    }

    Filter filter(int depth) {
        int forms = depth == 0 ? 12 : 16;
        return switch (random.nextInt(forms)) {
            case 0 -> new Filter.AttributeComparison(name(), comparison(), value());
            case 1 -> new Filter.AttributeIn(name(), several(1, this::value));
            case 2 -> time();
            case 3 -> new Filter.Passes(name());
            case 4 -> new Filter.Starts(name());
            case 5 -> new Filter.Ends(name());
            case 6 -> new Filter.Then(name(), name());
            case 7 ->
                new Filter.Later(name(), name(), random.nextBoolean() ? Optional.of(duration()) : Optional.empty());
            case 8 -> new Filter.Repeats(name());
            case 9 -> new Filter.DurationComparison(comparison(), duration());
            case 10 -> new Filter.OutcomeOf(name(), value());
            case 11 -> new Filter.Drops(name());
            case 12 -> new Filter.Path(pattern(depth - 1));
            case 13 -> new Filter.And(several(2, () -> filter(depth - 1)));
            case 14 -> new Filter.Or(several(2, () -> filter(depth - 1)));
            default -> new Filter.Not(filter(depth - 1));
        };
    }

    /// A pattern of any form; `start` and `end` stand only where a sequence allows them.
    PathPattern pattern(int depth) {
        return switch (random.nextInt(12)) {
            case 0 -> new PathPattern.Start();
            case 1 -> new PathPattern.End();
            default -> element(depth);
        };
    }

    private PathPattern element(int depth) {
        int forms = depth == 0 ? 5 : 8;
        return switch (random.nextInt(forms)) {
            case 0 -> new PathPattern.Touchpoint(name());
            case 1 -> new PathPattern.Any();
            case 2 -> new PathPattern.OneOf(several(1, this::name));
            case 3 -> new PathPattern.NoneOf(several(1, this::name));
            case 4 -> new PathPattern.Anything();
            case 5 -> sequence(depth);
            case 6 -> new PathPattern.Either(several(2, () -> pattern(depth - 1)));
            default -> repeat(element(depth - 1));
        };
    }

    private PathPattern sequence(int depth) {
        List<PathPattern> middle = several(2, () -> element(depth - 1));
        Stream<PathPattern> first = random.nextInt(5) == 0 ? Stream.of(new PathPattern.Start()) : Stream.empty();
        Stream<PathPattern> last = random.nextInt(5) == 0 ? Stream.of(new PathPattern.End()) : Stream.empty();
        return new PathPattern.Sequence(
                Stream.of(first, middle.stream(), last).flatMap(parts -> parts).toList());
    }

    private PathPattern repeat(PathPattern part) {
        int min = random.nextInt(4);
        return new PathPattern.Repeat(
                part,
                min,
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(Math.max(1, min + random.nextInt(3))));
    }

    private Filter time() {
        LocalDate first = LocalDate.of(random.nextInt(10_000), 1 + random.nextInt(12), 1 + random.nextInt(28));
        LocalDate last = first.getYear() < 9_000 ? first.plusDays(random.nextInt(3) * 40L) : first;
        return switch (random.nextInt(3)) {
            case 0 -> new Filter.TimeIn(Optional.of(first), Optional.empty());
            case 1 -> new Filter.TimeIn(Optional.empty(), Optional.of(last));
            default -> new Filter.TimeIn(Optional.of(first), Optional.of(last));
        };
    }

    private Comparison comparison() {
        List<Comparison> all = List.of(Comparison.values());
        return all.get(random.nextInt(all.size()));
    }

    private Duration duration() {
        return Duration.ofSeconds(random.nextBoolean() ? random.nextInt(200_000) : random.nextInt(40) * 86_400L);
    }

    private Value value() {
        return new Value(name());
    }

    private String name() {
        return names.get(random.nextInt(names.size()));
    }

    private <T> List<T> several(int least, Supplier<T> make) {
        return Stream.generate(make).limit(least + random.nextInt(3)).toList();
    }
}
