package dev.corridor.statistics.loyalty;

import dev.corridor.statistics.CoverageGrid;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Repetitions;
import dev.corridor.statistics.Result;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Coverage of intervals and rates of false findings on simulated customers; seeds are fixed.
class LoyaltySimulationTest {
    private static final long SEED = 20_261_122;
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void coversSurvival() {
        survival(200).assertCovers(0.89);
    }

    @Test
    void coversTheCoefficientOfCox() {
        cox(60).assertCovers(0.9);
    }

    @Test
    void findsNoDifferenceWhereNoneIs() {
        equalGroups(250).assertAtMost(0.09);
    }

    @Test
    @Tag("slow")
    void coversOverTheWholeGrid() {
        CoverageGrid survival = survival(Repetitions.of(4_000));
        CoverageGrid mean = restrictedMean(Repetitions.of(4_000));
        CoverageGrid cox = cox(Repetitions.of(1_500));
        CoverageGrid equal = equalGroups(Repetitions.of(4_000));
        CoverageGrid drifts = drifts(Repetitions.of(1_500));
        CoverageGrid purchases = purchases(Repetitions.of(150));
        CoverageGrid spending = spending(Repetitions.of(200));
        for (CoverageGrid grid : List.of(survival, mean, cox, equal, drifts, purchases, spending)) {
            System.out.println(grid);
        }
        survival.assertCoversAtLength(0.92);
        mean.assertCoversAtLength(0.91);
        cox.assertCoversAtLength(0.92);
        equal.assertAtMostAtLength(0.065);
        drifts.assertAtMostAtLength(0.075);
        purchases.assertCoversAtLength(0.88);
        spending.assertCoversAtLength(0.88);
    }

    private CoverageGrid survival(int repetitions) {
        CoverageGrid grid = new CoverageGrid("survival, seed " + SEED);
        for (int n : new int[] {30, 100}) {
            for (double censoring : new double[] {0, 0.5}) {
                for (double share : new double[] {0.75, 0.5, 0.25}) {
                    grid.add(
                            String.format(Locale.ROOT, "n %d, censoring %.1f, S %.2f", n, censoring, share),
                            repetitions,
                            () -> {
                                KaplanMeier.Curve curve = KaplanMeier.of(exponential(n, censoring))
                                        .orElseThrow();
                                KaplanMeier.Point at = curve.points().stream()
                                        .filter(point -> point.time() <= -Math.log(share))
                                        .reduce((a, b) -> b)
                                        .orElse(null);
                                return at == null || at.interval().contains(share);
                            });
                }
            }
        }
        return grid;
    }

    private CoverageGrid restrictedMean(int repetitions) {
        CoverageGrid grid = new CoverageGrid("restricted mean, seed " + SEED);
        for (int n : new int[] {30, 100, 300}) {
            for (double censoring : new double[] {0, 0.5}) {
                grid.add(String.format(Locale.ROOT, "n %d, censoring %.1f", n, censoring), repetitions, () -> {
                    RiskTable table = exponential(n, censoring);
                    return RestrictedMean.of(table, 0.5)
                            .answer()
                            .map(mean -> mean.interval().contains(1 - Math.exp(-0.5)))
                            .orElse(false);
                });
            }
        }
        return grid;
    }

    private CoverageGrid cox(int repetitions) {
        CoverageGrid grid = new CoverageGrid("Cox, seed " + SEED);
        for (int n : new int[] {60, 200}) {
            for (double effect : new double[] {0, 0.7}) {
                grid.add(
                        String.format(Locale.ROOT, "n %d, log hazard ratio %.1f", n, effect),
                        repetitions,
                        () -> Cox.fit(CoxTest.sample(n, effect, random))
                                .orElseThrow()
                                .coefficients()
                                .getFirst()
                                .logHazardRatio()
                                .interval()
                                .contains(effect));
            }
        }
        return grid;
    }

    private CoverageGrid equalGroups(int repetitions) {
        CoverageGrid grid = new CoverageGrid("false findings of the log-rank test, seed " + SEED);
        for (int n : new int[] {30, 100}) {
            grid.add(
                    String.format(Locale.ROOT, "two groups of %d", n),
                    repetitions,
                    () -> LogRank.of(List.of(exponential(n, 0.5), exponential(n, 0.5)))
                                    .orElseThrow()
                                    .p()
                            <= 0.05);
            grid.add(
                    String.format(Locale.ROOT, "groups of %d, %d and %d", n, 2 * n, n),
                    repetitions,
                    () -> LogRank.of(List.of(exponential(n, 0.5), exponential(2 * n, 0.2), exponential(n, 0.8)))
                                    .orElseThrow()
                                    .p()
                            <= 0.05);
        }
        return grid;
    }

    private CoverageGrid drifts(int repetitions) {
        CoverageGrid grid = new CoverageGrid("false findings of the check of Cox, seed " + SEED);
        for (int n : new int[] {60, 200}) {
            grid.add(
                    String.format(Locale.ROOT, "n %d", n),
                    repetitions,
                    () -> Cox.fit(CoxTest.sample(n, 0.5, random))
                                    .orElseThrow()
                                    .drifts()
                                    .getLast()
                                    .p()
                            <= 0.05);
        }
        return grid;
    }

    private CoverageGrid purchases(int repetitions) {
        CoverageGrid grid = new CoverageGrid("BG/NBD");
        double[] truth = {
            PurchasesTest.TRUTH.r(), PurchasesTest.TRUTH.alpha(), PurchasesTest.TRUTH.a(), PurchasesTest.TRUTH.b()
        };
        String[] names = {"r", "alpha", "a", "b"};
        for (int n : new int[] {1_000, 4_000}) {
            for (int i = 0; i < 4; i++) {
                PurchasesTest.Shop shop = new PurchasesTest.Shop(n);
                int parameter = i;
                grid.add(
                        String.format(Locale.ROOT, "n %d, %s", n, names[i]),
                        repetitions,
                        () -> holds(
                                BgNbd.fit(shop.histories(n, 39, 0).histories()).map(BgNbd.Fit::parameters),
                                parameter,
                                truth[parameter]));
            }
        }
        return grid;
    }

    private CoverageGrid spending(int repetitions) {
        CoverageGrid grid = new CoverageGrid("Gamma-Gamma");
        double[] truth = {PurchasesTest.SPENDING.p(), PurchasesTest.SPENDING.q(), PurchasesTest.SPENDING.v()};
        String[] names = {"p", "q", "v"};
        for (int n : new int[] {300, 1_000}) {
            for (int i = 0; i < 3; i++) {
                PurchasesTest.Shop shop = new PurchasesTest.Shop(n);
                int parameter = i;
                grid.add(
                        String.format(Locale.ROOT, "n %d, %s", n, names[i]),
                        repetitions,
                        () -> holds(
                                GammaGamma.fit(shop.spending(n)).map(GammaGamma.Fit::parameters),
                                parameter,
                                truth[parameter]));
            }
        }
        return grid;
    }

    private static boolean holds(Result<List<Estimate>> parameters, int index, double truth) {
        return parameters
                .answer()
                .map(list -> list.get(index).interval().contains(truth))
                .orElse(false);
    }

    /// Hazard 1; those censored leave with hazard `censoring`, and all are seen up to time 4 at most.
    private RiskTable exponential(int n, double censoring) {
        double[] end = new double[n];
        boolean[] event = new boolean[n];
        for (int i = 0; i < n; i++) {
            double time = random.nextExponential();
            double seen = censoring == 0 ? 4 : Math.min(4, random.nextExponential() / censoring);
            end[i] = Math.min(time, seen);
            event[i] = time <= seen;
        }
        return RiskTable.of(end, event);
    }
}
