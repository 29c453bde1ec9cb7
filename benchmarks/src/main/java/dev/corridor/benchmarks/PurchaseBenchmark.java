package dev.corridor.benchmarks;

import dev.corridor.statistics.Interval;
import dev.corridor.statistics.loyalty.BgNbd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.hipparchus.special.Gamma;

/// Fits BG/NBD to the purchases of customers whose truth is known; compares the likelihood with the formula of the
/// paper, written here once more, and looks that no point nearby is likelier and that the intervals hold the truth,
/// before it measures. Prints milliseconds of processor time and by the clock.
///
/// Arguments: customers (25000), rounds (9).
public final class PurchaseBenchmark {
    private static final BgNbd TRUTH = new BgNbd(0.243, 4.414, 0.793, 2.426);
    private static final double WEEKS = 78;
    private static final double TOLERANCE = 1e-9;
    private static final int WARMUPS = 3;

    private PurchaseBenchmark() {}

    public static void main(String... arguments) {
        int customers = arguments.length == 0 ? 25_000 : Integer.parseInt(arguments[0]);
        int rounds = arguments.length < 2 ? 9 : Integer.parseInt(arguments[1]);
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, %d rounds%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                rounds);
        List<BgNbd.History> histories = histories(customers);
        long start = System.nanoTime();
        BgNbd.Fit fit = BgNbd.fit(histories).orElseThrow();
        double first = (System.nanoTime() - start) / 1e6;
        compare(fit, histories);
        CpuClock.Times times = CpuClock.interleaved(
                        WARMUPS, rounds, List.of(() -> BgNbd.fit(histories).orElseThrow()))
                .getFirst();
        System.out.printf(
                Locale.ROOT,
                "%,d customers: first fit %.0f ms by the clock; then median %.0f ms, %.0f to %.0f, all runs %s ns%n",
                customers,
                first,
                times.median() / 1e6,
                times.min() / 1e6,
                times.max() / 1e6,
                Arrays.toString(times.nanos()));
    }

    /// Customers who come in the course of half of the time.
    private static List<BgNbd.History> histories(int customers) {
        SplittableRandom random = new SplittableRandom(20_050_524);
        List<BgNbd.History> histories = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double rate = gamma(random, TRUTH.r()) / TRUTH.alpha();
            double stays = gamma(random, TRUTH.b());
            double leaves = gamma(random, TRUTH.a());
            double chance = leaves / (leaves + stays);
            double observed = WEEKS * (1 - random.nextDouble() / 2);
            double time = 0;
            double last = 0;
            long repeats = 0;
            for (boolean active = true; active; ) {
                time += -Math.log(1 - random.nextDouble()) / rate;
                active = time < observed;
                if (active) {
                    repeats++;
                    last = time;
                    active = random.nextDouble() >= chance;
                }
            }
            histories.add(new BgNbd.History(repeats, last, observed));
        }
        return histories;
    }

    /// Marsaglia and Tsang (2000), for shapes below 1 with a power of a uniform number.
    private static double gamma(SplittableRandom random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    private static void compare(BgNbd.Fit fit, List<BgNbd.History> histories) {
        BgNbd found = fit.model();
        double[] parameters = {found.r(), found.alpha(), found.a(), found.b()};
        double[] truth = {TRUTH.r(), TRUTH.alpha(), TRUTH.a(), TRUTH.b()};
        double likelihood = likelihood(parameters, histories);
        require(
                Math.abs(likelihood - fit.logLikelihood()) <= TOLERANCE * Math.abs(likelihood),
                "the likelihood is " + likelihood + ", not " + fit.logLikelihood());
        for (int i = 0; i < parameters.length; i++) {
            for (double factor : new double[] {0.999, 1.001}) {
                double[] moved = parameters.clone();
                moved[i] *= factor;
                require(likelihood(moved, histories) < likelihood, "a likelier point lies beside " + found);
            }
            Interval interval = fit.parameters().get(i).interval();
            double half = (interval.high() - interval.low()) / 2;
            require(
                    interval.low() - half <= truth[i] && truth[i] <= interval.high() + half,
                    truth[i] + " is far from " + interval);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d customers: likelihood equal to the formula of the paper, a maximum, %s near the truth%n",
                histories.size(),
                found);
    }

    /// Fader, Hardie and Lee (2005), equation 6.
    private static double likelihood(double[] parameters, List<BgNbd.History> histories) {
        double r = parameters[0];
        double alpha = parameters[1];
        double a = parameters[2];
        double b = parameters[3];
        double sum = 0;
        for (BgNbd.History history : histories) {
            double x = history.repeats();
            double common = Gamma.logGamma(r + x) - Gamma.logGamma(r) + r * Math.log(alpha) - beta(a, b);
            double stayed = beta(a, b + x) - (r + x) * Math.log(alpha + history.observed());
            double left = x == 0
                    ? Double.NEGATIVE_INFINITY
                    : beta(a + 1, b + x - 1) - (r + x) * Math.log(alpha + history.lastRepeat());
            double larger = Math.max(stayed, left);
            sum += common + larger + Math.log(Math.exp(stayed - larger) + Math.exp(left - larger));
        }
        return sum;
    }

    private static double beta(double a, double b) {
        return Gamma.logGamma(a) + Gamma.logGamma(b) - Gamma.logGamma(a + b);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
