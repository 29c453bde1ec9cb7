package dev.corridor.statistics.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Repetitions;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.driver.Contrasts.Contrast;
import dev.corridor.statistics.driver.Contrasts.Factor;
import dev.corridor.statistics.matrix.BootstrapMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How often the intervals cover the truth of populations that are known.
final class DriverCoverageTest {
    private static final double LEAST = 0.93;
    private static final double ROOT_OF_ICC = Math.sqrt(0.5);

    private enum Outcome {
        NUMBER,
        BINARY,
        FOUR_ROWS_A_CUSTOMER
    }

    /// Drivers with equal correlations, coefficients 1, 0.6, 0.36 ... and 0 for the last of several.
    private record Population(int n, int drivers, double correlation, double r2, Outcome outcome) {
        double[] coefficients() {
            double[] plain = new double[drivers];
            for (int i = 0; i < drivers; i++) {
                plain[i] = i == drivers - 1 && drivers > 1 ? 0 : Math.pow(0.6, i);
            }
            double variance = 0;
            for (int i = 0; i < drivers; i++) {
                for (int j = 0; j < drivers; j++) {
                    variance += plain[i] * plain[j] * (i == j ? 1 : correlation);
                }
            }
            double scale = Math.sqrt(r2 / variance);
            return Arrays.stream(plain).map(value -> value * scale).toArray();
        }

        double[] truth() {
            double[] coefficients = coefficients();
            double attenuation = outcome == Outcome.BINARY ? Math.sqrt(2 / Math.PI) : 1;
            double[][] correlations = new double[drivers + 1][drivers + 1];
            correlations[drivers][drivers] = 1;
            for (int i = 0; i < drivers; i++) {
                for (int j = 0; j < drivers; j++) {
                    correlations[i][j] = i == j ? 1 : correlation;
                    correlations[i][drivers] += attenuation * coefficients[j] * correlations[i][j];
                }
                correlations[drivers][i] = correlations[i][drivers];
            }
            return Lmg.of(correlations);
        }

        BootstrapMoments sample(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] coefficients = coefficients();
            int rows = outcome == Outcome.FOUR_ROWS_A_CUSTOMER ? 4 : 1;
            BootstrapMoments moments = new BootstrapMoments(drivers + 1);
            for (int customer = 0; customer < n / rows; customer++) {
                double[] lasting = normals(random);
                for (int k = 0; k < rows; k++) {
                    double[] passing = normals(random);
                    double[] row = new double[drivers + 1];
                    for (int i = 0; i < drivers; i++) {
                        row[i] = Math.sqrt(correlation) * mixed(lasting, passing, drivers)
                                + Math.sqrt(1 - correlation) * mixed(lasting, passing, i);
                        row[drivers] += coefficients[i] * row[i];
                    }
                    row[drivers] += Math.sqrt(1 - r2) * mixed(lasting, passing, drivers + 1);
                    row[drivers] = outcome == Outcome.BINARY ? (row[drivers] > 0 ? 1 : 0) : row[drivers];
                    moments.add(customer, row);
                }
            }
            return moments;
        }

        private double[] normals(SplittableRandom random) {
            double[] normals = new double[drivers + 2];
            Arrays.setAll(normals, i -> random.nextGaussian());
            return normals;
        }

        private static double mixed(double[] lasting, double[] passing, int i) {
            return ROOT_OF_ICC * lasting[i] + ROOT_OF_ICC * passing[i];
        }
    }

    /// How many intervals there were and how many covered the truth.
    private static final class Tally {
        private int intervals;
        private int covering;

        void add(Estimate estimate, double truth) {
            intervals++;
            covering += estimate.interval().contains(truth) ? 1 : 0;
        }

        double share() {
            return (double) covering / intervals;
        }
    }

    private static List<Population> grid(int[] sizes) {
        List<Population> grid = new ArrayList<>();
        for (int n : sizes) {
            for (double r2 : new double[] {0, 0.1, 0.4, 0.8}) {
                grid.add(new Population(n, 1, 0, r2, Outcome.NUMBER));
                grid.add(new Population(n, 3, 0, r2, Outcome.NUMBER));
                grid.add(new Population(n, 3, 0.5, r2, Outcome.NUMBER));
                grid.add(new Population(n, 6, 0.5, r2, Outcome.NUMBER));
                grid.add(new Population(n, 3, 0.5, r2, Outcome.FOUR_ROWS_A_CUSTOMER));
                grid.add(new Population(n, 3, 0.5, r2, Outcome.BINARY));
            }
        }
        return grid;
    }

    private static void checkImportance(List<Population> grid, int samples, int replicates) {
        List<Tally> parts = new ArrayList<>();
        List<Tally> wholes = new ArrayList<>();
        List<Tally> shares = new ArrayList<>();
        for (Population population : grid) {
            Tally part = new Tally();
            Tally whole = new Tally();
            Tally share = new Tally();
            double[] truth = population.truth();
            double r2 = Arrays.stream(truth).sum();
            for (int sample = 0; sample < samples; sample++) {
                BootstrapMoments moments = population.sample(1_000L * sample + parts.size());
                Importance importance =
                        RelativeImportance.of(moments, replicates, sample).orElseThrow();
                whole.add(importance.r2(), r2);
                for (int i = 0; i < truth.length; i++) {
                    part.add(importance.drivers().get(i).importance().orElseThrow(), truth[i]);
                    if (r2 > 0 && truth.length > 1) {
                        share.add(importance.drivers().get(i).share().orElseThrow(), truth[i] / r2);
                    }
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: importance %.3f, R² %.3f%s%n",
                    population,
                    part.share(),
                    whole.share(),
                    share.intervals == 0 ? "" : String.format(Locale.ROOT, ", share %.3f", share.share()));
            parts.add(part);
            wholes.add(whole);
            if (share.intervals > 0) {
                shares.add(share);
            }
        }
        check("importance", parts);
        check("R²", wholes);
        check("share", shares);
    }

    private static void check(String what, List<Tally> tallies) {
        double mean = tallies.stream().mapToDouble(Tally::share).average().orElseThrow();
        double least = tallies.stream().mapToDouble(Tally::share).min().orElseThrow();
        System.out.printf(Locale.ROOT, "coverage of %s: mean %.3f, least %.3f%n", what, mean, least);
        assertThat(mean).as(what).isGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void coversImportanceInASmallGrid() {
        checkImportance(
                grid(new int[] {120}).stream().filter(p -> p.drivers == 3).toList(), 40, 200);
    }

    @Test
    @Tag("slow")
    void coversImportanceShareAndR2() {
        checkImportance(grid(new int[] {60, 200, 1_000}), Repetitions.of(200), RelativeImportance.REPLICATES);
    }

    private static void checkContrasts(int[] sizes, int samples, int replicates) {
        double[][] planted = {{2, 0}, {1, 1}, {0.3, 1.5}, {0, 0}};
        List<Tally> coefficients = new ArrayList<>();
        List<Tally> asymmetries = new ArrayList<>();
        int wrong = 0;
        int verdicts = 0;
        for (int n : sizes) {
            for (boolean unequal : new boolean[] {false, true}) {
                Tally coefficient = new Tally();
                Tally asymmetry = new Tally();
                for (int sample = 0; sample < samples; sample++) {
                    ContrastMoments rows = rows(planted, n, unequal, 77L * sample + n);
                    List<Result<Contrast>> contrasts = PenaltyReward.of(rows, replicates, sample)
                            .orElseThrow()
                            .contrasts();
                    for (int driver = 0; driver < planted.length; driver++) {
                        double penalty = planted[driver][0];
                        double reward = planted[driver][1];
                        Contrast contrast = contrasts.get(driver).orElseThrow();
                        coefficient.add(contrast.penalty(), penalty);
                        coefficient.add(contrast.reward(), reward);
                        if (penalty + reward > 0
                                && contrast.asymmetry().answer().isPresent()) {
                            asymmetry.add(contrast.asymmetry().orElseThrow(), (reward - penalty) / (penalty + reward));
                        }
                        if (penalty == reward) {
                            verdicts++;
                            wrong += overclaimed(contrast.factor(), penalty > 0) ? 1 : 0;
                        }
                    }
                }
                System.out.printf(
                        Locale.ROOT,
                        "n %d, %s variances: coefficients %.3f, asymmetry %.3f%n",
                        n,
                        unequal ? "unequal" : "equal",
                        coefficient.share(),
                        asymmetry.share());
                coefficients.add(coefficient);
                asymmetries.add(asymmetry);
            }
        }
        check("penalty and reward", coefficients);
        check("asymmetry", asymmetries);
        System.out.printf(Locale.ROOT, "classes claimed of drivers without one: %.3f%n", (double) wrong / verdicts);
        assertThat((double) wrong / verdicts).isLessThanOrEqualTo(0.05);
    }

    /// Whether a driver that counts both ways alike got a one-sided class, or one that does not count got any.
    private static boolean overclaimed(Factor factor, boolean counts) {
        return factor != Factor.UNDETERMINED && !(counts && factor == Factor.PERFORMANCE);
    }

    private static ContrastMoments rows(double[][] planted, int n, boolean unequal, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ContrastMoments rows = new ContrastMoments(
                Arrays.stream(planted).map(driver -> Cut.FIVE).toList());
        for (int i = 0; i < n; i++) {
            double mood = random.nextGaussian();
            double[] ratings = new double[planted.length];
            double outcome = 7;
            for (int driver = 0; driver < planted.length; driver++) {
                ratings[driver] = Math.clamp(Math.round(3.2 + 0.6 * mood + 1.2 * random.nextGaussian()), 1, 5);
                outcome += ratings[driver] <= 2 ? -planted[driver][0] : 0;
                outcome += ratings[driver] == 5 ? planted[driver][1] : 0;
            }
            double spread = unequal && ratings[0] <= 2 ? 3 : 1;
            rows.add(i, ratings, outcome + spread * random.nextGaussian());
        }
        return rows;
    }

    @Test
    void coversContrastsInASmallGrid() {
        checkContrasts(new int[] {250}, 40, 200);
    }

    @Test
    @Tag("slow")
    void coversPenaltiesRewardsAndAsymmetries() {
        checkContrasts(new int[] {250, 1_000}, Repetitions.of(250), RelativeImportance.REPLICATES);
    }
}
