package dev.corridor.answers.mine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.answers.mine.ShownScores.ScoredPath;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which means are shown, against exact elimination over all paths.
final class ShownScoresTest {
    private static final int TRIALS = 3_000;
    private static final int FEW = 10;

    @Test
    void showsNothingFromWhichTheMeanOfFewFollows() {
        int hidden = 0;
        for (long seed = 0; seed < TRIALS; seed++) {
            Trial trial = new Trial(new Random(seed));
            Span shown = trial.shown();
            for (long[] secret : trial.secrets()) {
                assertThat(shown.holds(secret)).as("seed %d: %s", seed, trial).isFalse();
            }
            hidden += trial.hidden();
        }
        assertThat(hidden).as("means hidden for others' sake").isGreaterThan(TRIALS / 10);
    }

    @Test
    void hidesOnlyWhatWouldTell() {
        for (long seed = 0; seed < TRIALS; seed++) {
            Trial trial = new Trial(new Random(seed));
            for (int touchpoint = 0; touchpoint < trial.touchpoints; touchpoint++) {
                int chosen = touchpoint;
                if (trial.scored[touchpoint] >= FEW && !trial.choice.touchpoint(touchpoint)) {
                    Span more = trial.shown();
                    more.add(trial.group(path -> trial.has(path, chosen)));
                    assertThat(trial.secrets().stream().anyMatch(more::holds))
                            .as("seed %d, touchpoint %d: %s", seed, touchpoint, trial)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void showsEverythingWhereNothingIsFew() {
        ScoredPath main = path(50, 0, 1);
        ScoredPath other = path(30, 0, 2);
        ShownScores shown = ShownScores.of(List.of(main, other), 2, new long[] {80, 50, 30});
        assertThat(shown.all()).isTrue();
        assertThat(IntStream.range(0, 3)).allMatch(shown::touchpoint);
    }

    private static ScoredPath path(long scored, int... touchpoints) {
        return new ScoredPath(touchpoints, scored);
    }

    /// Some paths with touchpoints, of which some are listed.
    private static final class Trial {
        private final List<ScoredPath> paths = new ArrayList<>();
        private final int listed;
        private final int touchpoints;
        private final long[] scored;
        private final ShownScores choice;

        Trial(Random random) {
            touchpoints = 1 + random.nextInt(6);
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                int[] own = IntStream.range(0, touchpoints)
                        .filter(touchpoint -> random.nextInt(3) > 0)
                        .toArray();
                paths.add(path(random.nextInt(4) == 0 ? random.nextInt(40) : random.nextInt(14), own));
            }
            paths.sort(Comparator.comparingLong((ScoredPath path) -> -path.scored()));
            listed = random.nextInt(count + 1);
            scored = new long[touchpoints];
            paths.forEach(path ->
                    IntStream.of(path.touchpoints()).forEach(touchpoint -> scored[touchpoint] += path.scored()));
            choice = ShownScores.of(paths, listed, scored);
        }

        boolean has(int path, int touchpoint) {
            return IntStream.of(paths.get(path).touchpoints()).anyMatch(own -> own == touchpoint);
        }

        /// A group as a vector over the paths that have scores.
        long[] group(Predicate<Integer> member) {
            return IntStream.range(0, paths.size())
                    .mapToLong(path -> paths.get(path).scored() > 0 && member.test(path) ? 1 : 0)
                    .toArray();
        }

        long size(long[] group) {
            return IntStream.range(0, group.length)
                    .mapToLong(path -> group[path] * paths.get(path).scored())
                    .sum();
        }

        Span shown() {
            Span span = new Span();
            for (int i = 0; i < listed; i++) {
                int path = i;
                if (paths.get(i).scored() >= FEW) {
                    span.add(group(other -> other == path));
                }
            }
            if (choice.all()) {
                span.add(group(path -> true));
            }
            for (int i = 0; i < touchpoints; i++) {
                int touchpoint = i;
                if (choice.touchpoint(touchpoint)) {
                    span.add(group(path -> has(path, touchpoint)));
                }
            }
            return span;
        }

        /// What must not follow: each group of fewer than 10, and all paths without a mean of their own.
        List<long[]> secrets() {
            List<Predicate<Integer>> groups = new ArrayList<>();
            groups.add(path -> true);
            groups.add(path -> path >= listed);
            for (int i = 0; i < listed; i++) {
                int path = i;
                groups.add(other -> other == path);
            }
            for (int i = 0; i < touchpoints; i++) {
                int touchpoint = i;
                groups.add(path -> has(path, touchpoint));
                groups.add(path -> !has(path, touchpoint));
            }
            groups.add(path -> path >= listed || paths.get(path).scored() < FEW);
            List<long[]> secrets =
                    new ArrayList<>(groups.stream().map(this::group).toList());
            secrets.removeIf(secret -> size(secret) == 0 || size(secret) >= FEW);
            return secrets;
        }

        int hidden() {
            return (int) IntStream.range(0, touchpoints)
                    .filter(touchpoint -> scored[touchpoint] >= FEW && !choice.touchpoint(touchpoint))
                    .count();
        }

        @Override
        public String toString() {
            return listed + " listed of "
                    + paths.stream()
                            .map(path -> path.scored() + " at "
                                    + IntStream.of(path.touchpoints()).boxed().toList())
                            .toList();
        }
    }

    /// All combinations of vectors, in echelon form of whole numbers.
    private static final class Span {
        private final List<BigInteger[]> rows = new ArrayList<>();

        void add(long[] vector) {
            BigInteger[] rest = rest(vector);
            if (lead(rest) >= 0) {
                rows.add(rest);
            }
        }

        boolean holds(long[] vector) {
            return lead(rest(vector)) < 0;
        }

        private BigInteger[] rest(long[] vector) {
            BigInteger[] rest = IntStream.range(0, vector.length)
                    .mapToObj(i -> BigInteger.valueOf(vector[i]))
                    .toArray(BigInteger[]::new);
            for (BigInteger[] row : rows) {
                int lead = lead(row);
                BigInteger factor = rest[lead];
                BigInteger by = row[lead];
                for (int i = 0; i < rest.length; i++) {
                    rest[i] = rest[i].multiply(by).subtract(row[i].multiply(factor));
                }
            }
            return rest;
        }

        private static int lead(BigInteger[] row) {
            return IntStream.range(0, row.length)
                    .filter(i -> row[i].signum() != 0)
                    .findFirst()
                    .orElse(-1);
        }
    }
}
