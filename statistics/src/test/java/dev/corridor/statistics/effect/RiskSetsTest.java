package dev.corridor.statistics.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Repetitions;
import dev.corridor.statistics.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RiskSetsTest {
    private record Visit(int set, double stay, boolean exposed, boolean later, double outcome, int customer) {
        Visit(int set, double stay, boolean exposed, double outcome, int customer) {
            this(set, stay, exposed, false, outcome, customer);
        }

        double meets() {
            return exposed || later ? 1 : 0;
        }
    }

    private static RiskSets.Rows rows(List<Visit> visits) {
        List<Visit> sorted = visits.stream()
                .sorted(Comparator.comparingInt(Visit::set)
                        .thenComparing(Comparator.comparingDouble(Visit::stay).reversed()))
                .toList();
        return taker -> sorted.forEach(visit -> taker.take(
                visit.set(),
                visit.stay(),
                visit.exposed(),
                visit.later(),
                visit.outcome(),
                visit.outcome(),
                visit.customer(),
                visit.customer() % 40));
    }

    private static Result<RiskSets.Compared> of(List<Visit> visits) {
        return RiskSets.effect(rows(visits), visits.size(), 0);
    }

    /// Stays end by a clock of their own or by the exposure, which knows nothing of the outcome; whoever
    /// stays
    /// longer has worse outcomes.
    private static List<Visit> visits(Random random, int n, double effect, double perDay) {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double pace = random.nextGaussian();
            double leaves = -Math.log(1 - random.nextDouble()) * Math.exp(pace / 2);
            double meets = -Math.log(1 - random.nextDouble()) * 3;
            boolean exposed = meets < leaves;
            boolean later = !exposed && random.nextInt(5) == 0;
            double outcome = 8 - perDay * leaves + (exposed || later ? effect : 0) + random.nextGaussian();
            visits.add(new Visit(random.nextInt(3), Math.min(leaves, meets), exposed, later, outcome, i));
        }
        return visits;
    }

    /// The definition, row by row.
    private static double brute(List<Visit> visits) {
        return differences(visits, Visit::outcome) / differences(visits, meets(visits));
    }

    /// Who meets it, or where most do, who meets it now.
    private static ToDoubleFunction<Visit> meets(List<Visit> visits) {
        return differences(visits, Visit::meets) >= 0.5 * compared(visits).size() ? Visit::meets : visit -> Double.NaN;
    }

    private static double differences(List<Visit> visits, ToDoubleFunction<Visit> value) {
        return compared(visits).stream()
                .mapToDouble(one -> Double.isNaN(value.applyAsDouble(one))
                        ? 1
                        : value.applyAsDouble(one) - mean(others(visits, one), value))
                .sum();
    }

    private static List<Visit> compared(List<Visit> visits) {
        return visits.stream()
                .filter(one -> one.exposed() && others(visits, one).size() >= 5)
                .toList();
    }

    private static double mean(List<Visit> visits, ToDoubleFunction<Visit> value) {
        return visits.stream().mapToDouble(value).average().orElseThrow();
    }

    /// The influence of every customer, by its definition.
    private static double bruteError(List<Visit> visits) {
        double effect = brute(visits);
        double share = differences(visits, meets(visits));
        boolean whether = share < compared(visits).size();
        ToDoubleFunction<Visit> free = visit -> visit.outcome() - (whether ? effect * visit.meets() : 0);
        double now = whether ? 0 : effect;
        Map<Integer, Double> influences = new HashMap<>();
        for (Visit one : compared(visits)) {
            List<Visit> others = others(visits, one);
            double mean = mean(others, free);
            influences.merge(one.customer(), (free.applyAsDouble(one) - mean - now) / share, Double::sum);
            for (Visit other : others) {
                influences.merge(
                        other.customer(), -(free.applyAsDouble(other) - mean) / others.size() / share, Double::sum);
            }
        }
        double squares =
                influences.values().stream().mapToDouble(one -> one * one).sum();
        return Math.sqrt(squares * influences.size() / (influences.size() - 1.0));
    }

    private static List<Visit> others(List<Visit> visits, Visit one) {
        return visits.stream()
                .filter(other -> other.set() == one.set() && other.stay() > one.stay())
                .toList();
    }

    @Test
    void comparesEachWithThoseWhoStayedLonger() {
        List<Visit> visits = new ArrayList<>();
        for (int set = 0; set < 10; set++) {
            for (int stay = 1; stay <= 12; stay++) {
                visits.add(new Visit(set, stay, stay == 2 || stay == 4, stay + (set % 3), set * 12 + stay - 1));
            }
        }
        RiskSets.Compared compared = of(visits).orElseThrow();
        // Stay 2 against the mean of 3 to 12, one of ten of whom meets it, stay 4 against that of 5 to 12.
        assertThat(compared.effect().estimate().value()).isCloseTo((2 - 7.5 + 4 - 8.5) / 1.9, within(1e-12));
        assertThat(compared.never()).isCloseTo(0.95, within(1e-12));
        assertThat(compared.effect().exposed()).isEqualTo(20);
        assertThat(compared.effect().trimmedExposed()).isZero();
    }

    @Test
    void agreesWithItsDefinitionAlsoWhereStaysAreTied() {
        Random random = new Random(5);
        for (int run = 0; run < 20; run++) {
            List<Visit> visits = visits(random, 150, -1, 0.8).stream()
                    .map(visit -> new Visit(
                            visit.set(),
                            Math.rint(visit.stay() * 3),
                            visit.exposed(),
                            visit.later(),
                            visit.outcome(),
                            visit.customer() / 2))
                    .toList();
            Effect effect = of(visits).orElseThrow().effect();
            assertThat(effect.estimate().value()).isCloseTo(brute(visits), within(1e-9));
            assertThat(effect.standardError()).isCloseTo(bruteError(visits), within(1e-9));
        }
    }

    @Test
    void coversTheTruthWhereLongerStaysGoWithWorseOutcomes() {
        Random random = new Random(11);
        int covered = 0;
        int claimed = 0;
        double naive = 0;
        int runs = 200;
        for (int run = 0; run < runs; run++) {
            covered += covers(of(visits(random, 400, -1, 0.5)), -1) ? 1 : 0;
            List<Visit> nothing = visits(random, 400, 0, 0.5);
            Effect effect = of(nothing).orElseThrow().effect();
            claimed += effect.estimate().interval().contains(0) ? 0 : 1;
            naive += effect.raw() / runs;
        }
        assertThat(naive).isLessThan(-0.3);
        assertThat((double) covered / runs).isGreaterThan(0.91);
        assertThat((double) claimed / runs).isLessThan(0.09);
    }

    /// Two visits of each customer, who share half of what moves their outcomes.
    private static List<Visit> twice(Random random, int n, double effect, double perDay) {
        double[] own = random.doubles(n, -1.5, 1.5).toArray();
        return visits(random, n, effect, perDay).stream()
                .map(visit -> new Visit(
                        visit.set(),
                        visit.stay(),
                        visit.exposed(),
                        visit.later(),
                        visit.outcome() + own[visit.customer() / 2],
                        visit.customer() / 2))
                .toList();
    }

    @Test
    @Tag("slow")
    void coversOverTheWholeGrid() {
        int runs = Repetitions.of(1000);
        DoubleSummaryStatistics grid = new DoubleSummaryStatistics();
        for (int n : new int[] {150, 400, 1000}) {
            for (double effect : new double[] {0, -1}) {
                for (double perDay : new double[] {0, 0.5}) {
                    for (boolean repeated : new boolean[] {false, true}) {
                        Random random = new Random(17);
                        int covered = 0;
                        for (int run = 0; run < runs; run++) {
                            covered += covers(
                                            of(
                                                    repeated
                                                            ? twice(random, n, effect, perDay)
                                                            : visits(random, n, effect, perDay)),
                                            effect)
                                    ? 1
                                    : 0;
                        }
                        double share = covered / (double) runs;
                        System.out.printf(
                                Locale.ROOT,
                                "risk sets n=%d effect=%.0f per day=%.1f repeated=%b: %.4f of %d%n",
                                n,
                                effect,
                                perDay,
                                repeated,
                                share,
                                runs);
                        grid.accept(share);
                    }
                }
            }
        }
        System.out.println("risk sets " + grid);
        assertThat(grid.getAverage())
                .isGreaterThanOrEqualTo(0.93 - Repetitions.chance(0.93, grid.getCount() * (double) runs));
        assertThat(grid.getMin()).isGreaterThanOrEqualTo(0.90 - Repetitions.chance(0.90, runs));
    }

    private static boolean covers(Result<RiskSets.Compared> compared, double truth) {
        Interval interval = compared.orElseThrow().effect().estimate().interval();
        return interval.contains(truth);
    }

    @Test
    void takesTheLargerErrorOfCustomersAndClusters() {
        Random random = new Random(7);
        double[] shared = random.doubles(40, -2, 2).toArray();
        List<Visit> visits = visits(random, 800, 0, 0).stream()
                .map(visit -> new Visit(
                        visit.set(),
                        visit.stay(),
                        visit.customer() % 40 < 10,
                        visit.outcome() + shared[visit.customer() % 40],
                        visit.customer()))
                .toList();
        Effect alone = RiskSets.effect(rows(visits), 800, 0).orElseThrow().effect();
        Effect clustered = RiskSets.effect(rows(visits), 800, 40).orElseThrow().effect();
        assertThat(clustered.standardError()).isGreaterThan(1.5 * alone.standardError());
        assertThat(clustered.exposedClusters()).isEqualTo(alone.exposedClusters());
    }

    @Test
    void tellsNowFromLaterWhereMostMeetIt() {
        List<Visit> everybody = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 400; i++) {
            everybody.add(new Visit(0, i, i % 5 == 0, i % 7 != 0, i / 100.0 + random.nextGaussian(), i));
        }
        Effect effect = of(everybody).orElseThrow().effect();
        List<Visit> never = everybody.stream()
                .map(visit -> new Visit(visit.set(), visit.stay(), visit.exposed(), visit.outcome(), visit.customer()))
                .toList();
        double plain = differences(never, Visit::outcome) / compared(never).size();
        assertThat(effect.estimate().value()).isCloseTo(plain, within(1e-9));
        assertThat(effect.estimate().warnings()).extracting(note -> note.code()).contains("met-later");
    }

    @Test
    void saysWhereThereIsNothingToCompare() {
        assertThat(reason(of(List.of()))).isEqualTo("too-few");
        List<Visit> last = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            last.add(new Visit(0, i, i >= 80, i, i));
        }
        assertThat(reason(of(last.stream().filter(visit -> visit.stay() < 85).toList())))
                .isEqualTo("too-few");
        List<Visit> constant = last.stream()
                .map(visit -> new Visit(0, visit.stay(), visit.stay() % 5 == 0, 1, visit.customer()))
                .toList();
        assertThat(reason(of(constant))).isEqualTo("constant-outcome");
        List<Visit> apart = last.stream()
                .map(visit -> new Visit(visit.customer(), 1, visit.exposed(), 1, visit.customer()))
                .toList();
        assertThat(reason(of(apart))).isEqualTo("no-overlap");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskSets.effect(
                        taker -> {
                            taker.take(0, 1, false, false, 1, 1, 0, 0);
                            taker.take(0, 2, false, false, 1, 1, 0, 0);
                        },
                        1,
                        0));
    }

    private static String reason(Result<RiskSets.Compared> result) {
        return result instanceof Result.NotPossible<RiskSets.Compared> none
                ? none.reason().code()
                : "";
    }
}
