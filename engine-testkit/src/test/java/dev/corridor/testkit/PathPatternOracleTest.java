package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.query.PathAutomaton;
import dev.corridor.engine.query.PathPattern;
import dev.corridor.engine.store.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The engine's automaton against the naive matcher.
class PathPatternOracleTest {
    private static final List<String> TOUCHPOINTS = List.of("a", "b", "c", "d");
    private static final int SEEDS = 4_000;
    private static final int PATHS = 12;

    @Test
    void automatonFindsWhatTheNaiveMatcherFinds() {
        int found = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            PathPattern pattern = pattern(random, 4);
            PathAutomaton automaton = PathAutomaton.compile(pattern, new Names(TOUCHPOINTS));
            for (int i = 0; i < PATHS; i++) {
                int[] codes =
                        random.ints(random.nextInt(10), 0, TOUCHPOINTS.size()).toArray();
                List<String> path =
                        IntStream.of(codes).mapToObj(TOUCHPOINTS::get).toList();
                boolean expected = NaivePattern.found(pattern, path);
                assertThat(automaton.matches(codes, 0, codes.length))
                        .as("seed %d: %s in %s", seed, pattern.text(), path)
                        .isEqualTo(expected);
                found += expected ? 1 : 0;
            }
        }
        assertThat(found).isBetween(SEEDS * PATHS / 5, SEEDS * PATHS * 4 / 5);
    }

    private static PathPattern pattern(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 4)) {
            case 0, 1 -> new PathPattern.Touchpoint(name(random));
            case 2 -> new PathPattern.Any();
            case 3 ->
                random.nextBoolean() ? new PathPattern.OneOf(names(random)) : new PathPattern.NoneOf(names(random));
            case 4 ->
                new PathPattern.Either(IntStream.range(0, 2)
                        .mapToObj(i -> pattern(random, depth - 1))
                        .toList());
            case 5 -> {
                int min = random.nextInt(3);
                OptionalInt max = random.nextBoolean()
                        ? OptionalInt.empty()
                        : OptionalInt.of(Math.max(1, min + random.nextInt(3)));
                yield new PathPattern.Repeat(pattern(random, depth - 1), min, max);
            }
            default -> sequence(random, depth);
        };
    }

    private static PathPattern sequence(Random random, int depth) {
        List<PathPattern> parts = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            parts.add(new PathPattern.Start());
        }
        int length = random.nextInt(2, 4);
        for (int i = 0; i < length; i++) {
            parts.add(random.nextInt(5) == 0 ? new PathPattern.Anything() : pattern(random, depth - 1));
        }
        if (random.nextInt(3) == 0) {
            parts.add(new PathPattern.End());
        }
        return new PathPattern.Sequence(parts);
    }

    private static List<String> names(Random random) {
        return Stream.generate(() -> name(random)).limit(random.nextInt(1, 3)).toList();
    }

    private static String name(Random random) {
        return TOUCHPOINTS.get(random.nextInt(TOUCHPOINTS.size()));
    }
}
