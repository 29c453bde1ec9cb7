package dev.corridor.statistics.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Repetitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How often 95 % intervals cover the truth, over the grids that the methods' pages list.
class CoverageTest {
    private static final int SHORT = 200;
    private static final int LONG = Repetitions.of(2_000);
    private static final long SEED = 20_261_122;

    /// Probabilities of 0 to 10, from balanced to nearly unanimous.
    private static final double[][] ELEVEN = {
        {.02, .01, .01, .02, .02, .06, .06, .12, .18, .2, .3},
        {.01, .005, .005, .01, .01, .03, .03, .08, .12, .25, .45},
        {0, 0, 0, 0, 0, .01, .01, .03, .05, .2, .7},
        {.05, .04, .04, .05, .05, .05, .05, .16, .17, .17, .17},
        {.3, .1, .1, .1, .1, .05, .05, .1, .05, .03, .02}
    };

    /// Probabilities of 1 to 5; the first is nearly that of a public survey of an online shop.
    private static final double[][] FIVE = {
        {.115, .032, .082, .193, .578}, {.1, .2, .4, .2, .1}, {.02, .03, .05, .2, .7}, {.5, .05, .05, .1, .3}
    };

    /// @param cell what was simulated
    /// @param draw the interval of one sample, empty where there was none
    private record Case(String cell, double truth, Function<Random, Optional<Interval>> draw) {}

    static Set<String> names() {
        return families().keySet();
    }

    /// Every fourth cell of the grid; what so few samples leave to chance is allowed for.
    @ParameterizedTest
    @MethodSource("names")
    void coversInShort(String family) {
        List<Case> all = Objects.requireNonNull(families().get(family));
        List<Case> some = IntStream.range(0, all.size())
                .filter(i -> i % 4 == 1)
                .mapToObj(all::get)
                .toList();
        double chance = 3 * Math.sqrt(0.93 * 0.07 / (some.size() * SHORT));
        assertThat(mean(family, some, SHORT)).as("seed " + SEED).isGreaterThanOrEqualTo(0.93 - chance);
    }

    @ParameterizedTest
    @MethodSource("names")
    @Tag("slow")
    void coversAtLength(String family) {
        assertThat(mean(family, Objects.requireNonNull(families().get(family)), LONG))
                .as("seed " + SEED)
                .isGreaterThanOrEqualTo(0.93);
    }

    @Test
    void keepsFalseDiscoveriesAtThePromisedRate() {
        assertThat(falseDiscoveries(8, 0, 400)).isLessThanOrEqualTo(0.05 + 3 * Math.sqrt(0.05 * 0.95 / 400));
        assertThat(falseDiscoveries(8, 3, 400)).isLessThanOrEqualTo(0.05 + 3 * Math.sqrt(0.05 * 0.95 / 400));
    }

    @Test
    @Tag("slow")
    void keepsFalseDiscoveriesAtThePromisedRateAtLength() {
        for (int different : new int[] {0, 1, 3, 6}) {
            int rounds = Repetitions.of(4_000);
            double rate = falseDiscoveries(12, different, rounds);
            System.out.printf(Locale.ROOT, "false discoveries, %d of 12 groups differ: %.4f%n", different, rate);
            assertThat(rate).isLessThanOrEqualTo(0.055 + Repetitions.chance(0.055, rounds));
        }
    }

    private static double falseDiscoveries(int groups, int different, int rounds) {
        Random random = new Random(SEED);
        double sum = 0;
        for (int round = 0; round < rounds; round++) {
            SequencedMap<Integer, ScoreHistogram> samples = new LinkedHashMap<>();
            for (int group = 0; group < groups; group++) {
                double[] distribution = ELEVEN[group < different ? 4 : 0];
                samples.put(group, Scores.sample(random, Scale.ZERO_TO_TEN, distribution, 40));
            }
            int found = 0;
            int wrong = 0;
            for (ManyGroups.Compared<Integer> pair : ManyGroups.pairs(Measure.NPS, samples)) {
                if (pair.q() <= 0.05) {
                    found++;
                    wrong += pair.group() < different == pair.other() < different ? 1 : 0;
                }
            }
            sum += found == 0 ? 0 : (double) wrong / found;
        }
        return sum / rounds;
    }

    private static double mean(String family, List<Case> cases, int rounds) {
        double sum = 0;
        double least = 1;
        String worst = "";
        for (Case one : cases) {
            Random random = new Random(SEED);
            int covered = 0;
            int drawn = 0;
            for (int round = 0; round < rounds; round++) {
                Optional<Interval> interval = one.draw().apply(random);
                drawn += interval.isPresent() ? 1 : 0;
                covered += interval.isPresent() && interval.get().contains(one.truth()) ? 1 : 0;
            }
            double coverage = (double) covered / drawn;
            sum += coverage;
            if (coverage < least) {
                least = coverage;
                worst = one.cell();
            }
        }
        if (rounds == LONG) {
            System.out.printf(
                    Locale.ROOT,
                    "coverage of %s: mean %.3f over %d cells, least %.3f at %s%n",
                    family,
                    sum / cases.size(),
                    cases.size(),
                    least,
                    worst);
        }
        return sum / cases.size();
    }

    private static SequencedMap<String, List<Case>> families() {
        SequencedMap<String, List<Case>> families = new LinkedHashMap<>();
        families.put("NPS", independent(Measure.NPS, Scale.ZERO_TO_TEN, ELEVEN));
        families.put("NPS, weights", weighted(Measure.NPS));
        families.put("NPS, repeated customers", clustered(Measure.NPS));
        families.put("NPS, finite population", finite());
        families.put("NPS, difference", differences(Measure.NPS));
        families.put("NPS, difference with the same customers", paired(Measure.NPS));
        families.put("share", independent(Measure.SATISFIED, Scale.ONE_TO_FIVE, FIVE));
        families.put("share, weights", weighted(Measure.SATISFIED));
        families.put("share, repeated customers", clustered(Measure.SATISFIED));
        families.put("share, difference", differences(Measure.SATISFIED));
        families.put("share, difference with the same customers", paired(Measure.SATISFIED));
        families.put("mean", independent(Measure.MEAN, Scale.ONE_TO_FIVE, FIVE));
        families.put("mean, weights", weighted(Measure.MEAN));
        families.put("mean, repeated customers", clustered(Measure.MEAN));
        families.put("mean, difference", differences(Measure.MEAN));
        families.put("mean, difference with the same customers", paired(Measure.MEAN));
        return families;
    }

    private static List<Case> independent(Measure measure, Scale scale, double[][] distributions) {
        List<Case> cases = new ArrayList<>();
        for (double[] p : distributions) {
            for (int n : new int[] {10, 20, 30, 50, 100, 400}) {
                cases.add(new Case(
                        cell(p, "n " + n),
                        Scores.truth(measure, scale, p),
                        random -> interval(measure, Scores.sample(random, scale, p, n))));
            }
        }
        return cases;
    }

    /// Log-normal weights that have nothing to do with the answer.
    private static List<Case> weighted(Measure measure) {
        List<Case> cases = new ArrayList<>();
        for (double[] p : ELEVEN) {
            for (int n : new int[] {30, 100, 400}) {
                for (double sigma : new double[] {0.3, 0.8}) {
                    double truth = Scores.truth(measure, Scale.ZERO_TO_TEN, p);
                    cases.add(new Case(cell(p, "n " + n + ", sigma " + sigma), truth, random -> {
                        WeightedScores sample = new WeightedScores(Scale.ZERO_TO_TEN);
                        for (int i = 0; i < n; i++) {
                            double weight = Math.exp(sigma * random.nextGaussian());
                            sample.add(Scores.draw(random, Scale.ZERO_TO_TEN, p), weight);
                        }
                        return interval(measure, sample);
                    }));
                }
            }
        }
        return cases;
    }

    private static List<Case> clustered(Measure measure) {
        List<Case> cases = new ArrayList<>();
        for (double[] p : ELEVEN) {
            for (int customers : new int[] {15, 40, 150}) {
                for (double alike : new double[] {0.2, 0.8}) {
                    double truth = Scores.truth(measure, Scale.ZERO_TO_TEN, p);
                    cases.add(new Case(
                            cell(p, customers + " customers, alike " + alike),
                            truth,
                            random -> interval(measure, repeated(random, measure, p, customers, alike))));
                }
            }
        }
        return cases;
    }

    /// 1 to 5 answers per customer, each with the given chance the customer's usual one.
    private static ClusteredScores repeated(Random random, Measure measure, double[] p, int customers, double alike) {
        ClusteredScores sample = new ClusteredScores(measure, Scale.ZERO_TO_TEN);
        for (int customer = 0; customer < customers; customer++) {
            int usual = Scores.draw(random, Scale.ZERO_TO_TEN, p);
            int answers = 1 + random.nextInt(5);
            for (int i = 0; i < answers; i++) {
                boolean asUsual = random.nextDouble() < alike;
                sample.add(customer, asUsual ? usual : Scores.draw(random, Scale.ZERO_TO_TEN, p));
            }
        }
        return sample;
    }

    /// Samples without replacement from 200 customers.
    private static List<Case> finite() {
        List<Case> cases = new ArrayList<>();
        for (double[] p : ELEVEN) {
            Random fixed = new Random(SEED);
            int[] population = fixed.ints(200, 0, 1)
                    .map(zero -> Scores.draw(fixed, Scale.ZERO_TO_TEN, p))
                    .toArray();
            ScoreHistogram all = new ScoreHistogram(Scale.ZERO_TO_TEN);
            Arrays.stream(population).forEach(all::add);
            double truth = 100 * all.spread(Measure.NPS).mean();
            for (int n : new int[] {20, 50, 100, 150}) {
                cases.add(new Case(cell(p, n + " of 200"), truth, random -> {
                    int[] left = population.clone();
                    ScoreHistogram sample = new ScoreHistogram(Scale.ZERO_TO_TEN);
                    for (int i = 0; i < n; i++) {
                        int taken = i + random.nextInt(left.length - i);
                        sample.add(left[taken]);
                        left[taken] = left[i];
                    }
                    return NetPromoterScore.of(sample, new Population(200))
                            .answer()
                            .map(estimate -> estimate.interval());
                }));
            }
        }
        return cases;
    }

    private static List<Case> differences(Measure measure) {
        List<Case> cases = new ArrayList<>();
        for (double[] p : ELEVEN) {
            for (double[] q : new double[][] {ELEVEN[0], ELEVEN[2]}) {
                for (int[] n : new int[][] {{10, 10}, {20, 60}, {100, 100}, {100, 400}}) {
                    double truth =
                            Scores.truth(measure, Scale.ZERO_TO_TEN, p) - Scores.truth(measure, Scale.ZERO_TO_TEN, q);
                    cases.add(new Case(
                            cell(p, Arrays.toString(n)),
                            truth,
                            random -> difference(
                                    measure,
                                    Scores.sample(random, Scale.ZERO_TO_TEN, p, n[0]),
                                    Scores.sample(random, Scale.ZERO_TO_TEN, q, n[1]))));
                }
            }
        }
        return cases;
    }

    /// The same customers in two periods: with the given chance the second answer is the first.
    private static List<Case> paired(Measure measure) {
        List<Case> cases = new ArrayList<>();
        for (double[] p : ELEVEN) {
            for (int customers : new int[] {20, 50, 200}) {
                for (double alike : new double[] {0, 0.5, 0.8}) {
                    cases.add(new Case(cell(p, customers + " customers, alike " + alike), 0, random -> {
                        ClusteredScores before = new ClusteredScores(measure, Scale.ZERO_TO_TEN);
                        ClusteredScores after = new ClusteredScores(measure, Scale.ZERO_TO_TEN);
                        for (int customer = 0; customer < customers; customer++) {
                            int usual = Scores.draw(random, Scale.ZERO_TO_TEN, p);
                            before.add(customer, usual);
                            boolean asUsual = random.nextDouble() < alike;
                            after.add(customer, asUsual ? usual : Scores.draw(random, Scale.ZERO_TO_TEN, p));
                        }
                        return difference(measure, after, before);
                    }));
                }
            }
        }
        return cases;
    }

    private static Optional<Interval> interval(Measure measure, Sample sample) {
        return measure.of(sample).answer().map(estimate -> estimate.interval());
    }

    private static Optional<Interval> difference(Measure measure, Sample first, Sample second) {
        return ScoreDifference.between(measure, first, second).answer().map(difference -> difference.interval());
    }

    private static String cell(double[] p, String rest) {
        return rest + ", best answer " + p[p.length - 1];
    }
}
