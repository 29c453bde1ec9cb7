package dev.corridor.statistics.loyalty;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hipparchus.random.Well19937a;
import org.junit.jupiter.api.Test;

class PurchasesTest {
    static final BgNbd TRUTH = new BgNbd(0.6, 6, 0.8, 2.5);
    static final GammaGamma SPENDING = new GammaGamma(6, 4, 15);

    @Test
    void fitsTwentyFiveThousandCustomers() {
        Shop shop = new Shop(11);
        List<BgNbd.History> histories = shop.histories(25_000, 39, 0).histories();
        BgNbd.Fit fit = BgNbd.fit(histories).orElseThrow();
        assertThat(fit.customers()).isEqualTo(25_000);
        double[] truth = {TRUTH.r(), TRUTH.alpha(), TRUTH.a(), TRUTH.b()};
        for (int i = 0; i < 4; i++) {
            // Four standard errors: the seed is fixed, the bound need not be lucky.
            Interval interval = fit.parameters().get(i).interval();
            double spread = Math.log(interval.high() / interval.low());
            assertThat(Math.abs(Math.log(fit.parameters().get(i).value() / truth[i])))
                    .isLessThan(spread);
        }
    }

    @Test
    void doesNotDependOnTheUnitOfTimeOrTheOrder() {
        List<BgNbd.History> weeks = PurchaseVectorsTest.synthetic();
        List<BgNbd.History> days = new ArrayList<>(weeks.stream()
                .map(h -> new BgNbd.History(h.repeats(), 7 * h.lastRepeat(), 7 * h.observed()))
                .toList());
        Collections.reverse(days);
        BgNbd.Fit one = BgNbd.fit(weeks).orElseThrow();
        BgNbd.Fit other = BgNbd.fit(days).orElseThrow();
        assertClose(other.model().alpha() / 7, one.model().alpha(), 1e-5);
        assertClose(other.model().r(), one.model().r(), 1e-5);
        double sum = days.stream().mapToDouble(other.model()::logLikelihood).sum();
        assertClose(other.logLikelihood(), sum, 1e-9);
    }

    @Test
    void expectsWhatLaterHappens() {
        Shop.Sample sample = new Shop(5).histories(6_000, 39, 26);
        List<BgNbd.Calibration> rows = TRUTH.calibration(sample.histories(), sample.later(), 26, 3);
        assertThat(rows).extracting(BgNbd.Calibration::repeats).containsExactly(0L, 1L, 2L, 3L);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.actual() / row.expected()).isBetween(0.85, 1.15));
        assertThat(rows.stream().mapToLong(BgNbd.Calibration::customers).sum()).isEqualTo(6_000);
    }

    @Test
    void isSmoothWhereItsFormulaIsNot() {
        BgNbd.History history = new BgNbd.History(3, 20, 30);
        double at = new BgNbd(0.6, 6, 1, 2.5).expected(history, 20);
        double near = new BgNbd(0.6, 6, 1.001, 2.5).expected(history, 20);
        assertThat(at).isCloseTo(near, org.assertj.core.api.Assertions.within(1e-3));
        assertThat(TRUTH.expected(history, 0)).isZero();
    }

    @Test
    void leavesOutHistoriesThatCannotBe() {
        List<BgNbd.History> histories = new ArrayList<>(PurchaseVectorsTest.synthetic());
        histories.add(new BgNbd.History(2, 40, 30));
        histories.add(new BgNbd.History(0, 3, 30));
        histories.add(new BgNbd.History(1, Double.NaN, 30));
        histories.add(new BgNbd.History(-1, 0, 30));
        histories.add(new BgNbd.History(0, 0, Double.POSITIVE_INFINITY));
        BgNbd.Fit fit = BgNbd.fit(histories).orElseThrow();
        assertThat(fit.leftOut()).isEqualTo(5);
        assertThat(fit.warnings()).hasSize(1);
    }

    @Test
    void refusesCustomersWhoHardlyDiffer() {
        List<BgNbd.History> alike = Collections.nCopies(200, new BgNbd.History(4, 30, 31));
        assertThat(code(BgNbd.fit(alike))).isEqualTo("no-inner-maximum");
        assertThat(code(BgNbd.fit(alike.subList(0, 10)))).isEqualTo("too-few-customers");
        assertThat(code(BgNbd.fit(Collections.nCopies(200, new BgNbd.History(0, 0, 31)))))
                .isEqualTo("too-few-customers");
    }

    @Test
    void isTheNbdWhereNobodyLeaves() {
        List<BgNbd.History> histories = regular(11, 600, 0);
        BgNbd.Fit fit = BgNbd.fit(histories).orElseThrow();
        assertThat(fit.model().a()).isZero();
        assertThat(fit.parameters()).hasSize(2);
        assertThat(fit.warnings()).extracting(Note::code).containsExactly("nobody-leaves");
        BgNbd.History one = histories.getFirst();
        assertThat(fit.model().probabilityActive(one)).isEqualTo(1);
        double expected = (fit.model().r() + one.repeats()) / (fit.model().alpha() + one.observed()) * 10;
        assertClose(fit.model().expected(one, 10), expected, 1e-12);
        double sum = histories.stream().mapToDouble(fit.model()::logLikelihood).sum();
        assertClose(sum, fit.logLikelihood(), 1e-9);
    }

    @Test
    void tellsOnlyTheChanceToLeaveWhereItIsThatOfAll() {
        List<BgNbd.History> histories = regular(5, 1_500, 0.3);
        BgNbd.Fit fit = BgNbd.fit(histories).orElseThrow();
        double chance = fit.model().a() / (fit.model().a() + fit.model().b());
        assertThat(chance).isBetween(0.2, 0.4);
        double sum = histories.stream().mapToDouble(fit.model()::logLikelihood).sum();
        assertClose(sum, fit.logLikelihood(), 1e-7);
    }

    @Test
    void neverAnswersNaNHoweverAlikeTheChances() {
        BgNbd.History history = new BgNbd.History(3, 20, 30);
        for (double a : new double[] {1e-6, 0.5, 20, 60, 500, 1e4, 1e5}) {
            double value = new BgNbd(0.6, 6, a, a).expected(history, 200);
            double before = new BgNbd(0.6, 6, a * 0.999, a * 0.999).expected(history, 200);
            assertThat(value).as("a " + a).isPositive().isFinite();
            assertThat(value / before).as("a " + a).isBetween(0.99, 1.01);
        }
        // where the series gives way to two points of the distribution
        double z = 200 / 236.0;
        double a = 1 + 600 / -Math.log1p(-z);
        double below = new BgNbd(0.6, 6, a * (1 - 1e-9), 900).expected(history, 200);
        double above = new BgNbd(0.6, 6, a * (1 + 1e-9), 900).expected(history, 200);
        assertClose(above, below, 1e-5);
    }

    /// Customers who buy at rates of their own and all leave with the same chance after each purchase.
    private static List<BgNbd.History> regular(long seed, int customers, double leaving) {
        Well19937a random = new Well19937a(seed);
        List<BgNbd.History> histories = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double rate = -Math.log(1 - random.nextDouble()) / 5;
            double span = 20 + 20 * random.nextDouble();
            double time = -Math.log(1 - random.nextDouble()) / rate;
            double last = 0;
            long repeats = 0;
            while (time <= span) {
                repeats++;
                last = time;
                if (random.nextDouble() < leaving) {
                    break;
                }
                time += -Math.log(1 - random.nextDouble()) / rate;
            }
            histories.add(new BgNbd.History(repeats, last, span));
        }
        return histories;
    }

    @Test
    void findsWhatCustomersSpend() {
        List<GammaGamma.Spending> customers = new Shop(3).spending(3_000);
        GammaGamma.Fit fit = GammaGamma.fit(customers).orElseThrow();
        double[] truth = {SPENDING.p(), SPENDING.q(), SPENDING.v()};
        for (int i = 0; i < 3; i++) {
            Estimate parameter = fit.parameters().get(i);
            double spread =
                    Math.log(parameter.interval().high() / parameter.interval().low());
            assertThat(Math.abs(Math.log(parameter.value() / truth[i]))).isLessThan(spread);
        }
        List<GammaGamma.Spending> cents = customers.stream()
                .map(c -> new GammaGamma.Spending(c.purchases(), 100 * c.mean()))
                .toList();
        GammaGamma.Fit other = GammaGamma.fit(cents).orElseThrow();
        assertClose(other.model().v() / 100, fit.model().v(), 1e-4);
        assertClose(other.logLikelihood(), fit.logLikelihood() - 3_000 * Math.log(100), 1e-9);
        assertThat(fit.warnings()).isEmpty();
    }

    @Test
    void refusesSpendingThatCarriesNoFit() {
        assertThat(code(GammaGamma.fit(Collections.nCopies(100, new GammaGamma.Spending(2, 10)))))
                .isEqualTo("constant-spending");
        assertThat(code(GammaGamma.fit(Collections.nCopies(100, new GammaGamma.Spending(2, Double.NaN)))))
                .isEqualTo("too-few-customers");
        assertThatThrownBy(() -> new GammaGamma(2, 0.5, 3).expectedValue(new GammaGamma.Spending(0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String code(Result<?> result) {
        return ((Result.NotPossible<?>) result).reason().code();
    }

    /// Customers drawn as the models say.
    static final class Shop {
        private final Well19937a random;

        record Sample(List<BgNbd.History> histories, long[] later) {}

        Shop(long seed) {
            random = new Well19937a(seed);
        }

        Sample histories(int customers, double observed, double after) {
            List<BgNbd.History> histories = new ArrayList<>();
            long[] later = new long[customers];

            for (int i = 0; i < customers; i++) {
                double span = observed * (0.6 + 0.4 * random.nextDouble());
                double rate = gamma(TRUTH.r()) / TRUTH.alpha();
                double leaving = beta(TRUTH.a(), TRUTH.b());
                double time = 0;
                double last = 0;
                long repeats = 0;
                while (true) {
                    time += -Math.log(1 - random.nextDouble()) / rate;
                    if (!(time <= span + after)) {
                        break;
                    }
                    if (time <= span) {
                        repeats++;
                        last = time;
                    } else {
                        later[i]++;
                    }
                    if (random.nextDouble() < leaving) {
                        break;
                    }
                }
                histories.add(new BgNbd.History(repeats, last, span));
            }
            return new Sample(histories, later);
        }

        List<GammaGamma.Spending> spending(int customers) {
            List<GammaGamma.Spending> spending = new ArrayList<>();
            for (int i = 0; i < customers; i++) {
                long purchases = 1L + random.nextInt(6);
                double nu = gamma(SPENDING.q()) / SPENDING.v();
                spending.add(new GammaGamma.Spending(purchases, gamma(SPENDING.p() * purchases) / nu / purchases));
            }
            return spending;
        }

        private double beta(double a, double b) {
            double first = gamma(a);
            return first / (first + gamma(b));
        }

        private double gamma(double shape) {
            // Marsaglia and Tsang (2000), with their boost for shapes below 1.
            if (shape < 1) {
                return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
            }
            double d = shape - 1.0 / 3;
            double c = 1 / Math.sqrt(9 * d);
            while (true) {
                double normal = random.nextGaussian();
                double v = Math.pow(1 + c * normal, 3);
                if (v > 0 && Math.log(random.nextDouble()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }
}
