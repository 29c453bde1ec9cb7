package dev.corridor.statistics.loyalty;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.special.Gamma;

/// How often customers will buy again, where nobody says goodbye: BG/NBD.
///
/// While active a customer buys at a Poisson rate that is Gamma(`r`, `alpha`) among customers; after each
/// purchase the customer leaves with a probability that is Beta(`a`, `b`). Fader, Hardie and Lee (2005,
/// Marketing Science 24:275). The first purchase starts the clock and is not counted.
///
/// @param alpha in units of time, the others without unit; all above 0
public record BgNbd(double r, double alpha, double a, double b) {
    private static final String METHOD = "BG/NBD, maximum likelihood, Wald interval of the logarithm";
    private static final int LEAST_CUSTOMERS = 50;
    private static final int LEAST_REPEATERS = 20;

    public BgNbd {
        if (!(r > 0 && alpha > 0 && a > 0 && b > 0) || !Double.isFinite(r + alpha + a + b)) {
            throw new IllegalArgumentException("r " + r + ", alpha " + alpha + ", a " + a + ", b " + b);
        }
    }

    /// What one customer did.
    ///
    /// @param repeats purchases after the first, on different days
    /// @param lastRepeat time from the first to the last purchase; 0 without repeats
    /// @param observed time from the first purchase to the end of observation
    public record History(long repeats, double lastRepeat, double observed) {
        boolean possible() {
            return repeats >= 0
                    && Double.isFinite(observed)
                    && observed > 0
                    && lastRepeat <= observed
                    && (repeats == 0 ? lastRepeat == 0 : lastRepeat > 0);
        }
    }

    /// @param parameters `r`, `alpha`, `a`, `b` with their intervals
    /// @param leftOut histories that cannot be
    public record Fit(
            BgNbd model,
            List<Estimate> parameters,
            double logLikelihood,
            long customers,
            long repeaters,
            long leftOut,
            List<Note> warnings) {
        public Fit {
            parameters = List.copyOf(parameters);
            warnings = List.copyOf(warnings);
        }
    }

    /// Customers with so many repeats, and what became of them afterwards.
    ///
    /// @param repeats before; the last row holds this number and more
    /// @param expected mean purchases afterwards by the model
    /// @param actual mean purchases afterwards
    public record Calibration(long repeats, long customers, double expected, double actual) {}

    /// @return not possible with fewer than 50 customers or 20 who came back, or where the likelihood has no
    ///     inner maximum (customers do not differ, or nobody leaves)
    public static Result<Fit> fit(List<History> histories) {
        History[] kept = histories.stream().filter(History::possible).toArray(History[]::new);
        long repeaters =
                Arrays.stream(kept).filter(history -> history.repeats > 0).count();
        if (kept.length < LEAST_CUSTOMERS || repeaters < LEAST_REPEATERS) {
            return Result.notPossible(
                    kept.length,
                    "too-few-customers",
                    kept.length + " customers, of whom " + repeaters + " bought again; at least " + LEAST_CUSTOMERS
                            + " and " + LEAST_REPEATERS + " are needed.");
        }
        double unit =
                Arrays.stream(kept).mapToDouble(History::observed).average().orElseThrow();
        Columns columns = new Columns(kept, unit);
        return LogScaleMaximum.of(new double[] {-0.5, -1, 0, 0.5}, columns::likelihood)
                .<Result<Fit>>map(found -> new Result.Answer<>(
                        answer(found, unit, kept.length, repeaters, histories.size() - kept.length, columns)))
                .orElseGet(() -> Result.notPossible(
                        kept.length,
                        "no-inner-maximum",
                        "The likelihood has no maximum inside: customers hardly differ, or hardly any of them"
                                + " leaves."));
    }

    private static Fit answer(
            LogScaleMaximum.Found found, double unit, long customers, long repeaters, long leftOut, Columns columns) {
        double z = Distributions.Z;
        List<Note> warnings = leftOut == 0
                ? List.of()
                : List.of(new Note("left-out", leftOut + " histories that cannot be were left out."));
        List<Note> assumptions = List.of(
                new Note("steady-buying", "An active customer buys at a steady rate, without seasons."),
                new Note("leaves-after-purchase", "Customers leave only right after a purchase, and for good."));
        List<Estimate> parameters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double factor = i == 1 ? unit : 1;
            double error = Math.sqrt(found.covariance().get(i, i));
            double logarithm = found.logarithms()[i];
            parameters.add(new Estimate(
                    factor * Math.exp(logarithm),
                    new Interval(
                            factor * Math.exp(logarithm - z * error),
                            factor * Math.exp(Math.min(700, logarithm + z * error)),
                            Interval.USUAL),
                    customers,
                    customers,
                    METHOD,
                    assumptions,
                    warnings));
        }
        BgNbd model = new BgNbd(
                parameters.get(0).value(),
                parameters.get(1).value(),
                parameters.get(2).value(),
                parameters.get(3).value());
        // In other units of time the density of x purchases is that many times smaller.
        double logLikelihood = found.value() - columns.purchases() * Math.log(unit);
        return new Fit(model, parameters, logLikelihood, customers, repeaters, leftOut, warnings);
    }

    /// Log-density of one customer's purchases.
    public double logLikelihood(History history) {
        Columns one = new Columns(new History[] {checked(history)}, 1);
        return one.likelihood(new double[] {Math.log(r), Math.log(alpha), Math.log(a), Math.log(b)})
                .value();
    }

    /// Probability that the customer has not left at the end of observation; 1 for those without repeats, who
    /// cannot have left by this model.
    public double probabilityActive(History history) {
        return 1 / (1 + oddsOfHavingLeft(checked(history)));
    }

    /// Purchases to be expected from a new customer after the first, within `time`.
    public double expectedFromNew(double time) {
        return expected(0, 0, 0, time);
    }

    /// Purchases to be expected from a customer within `time` after the end of observation.
    public double expected(History history, double time) {
        checked(history);
        return expected(history.repeats, history.lastRepeat, history.observed, time);
    }

    /// Expected against actual purchases in a period after the one observed, by the number of repeats before.
    ///
    /// @param later purchases of each customer within `time` after the end of observation
    /// @param most repeats that still have a row of their own; the last row holds all above
    /// @return rows with customers, by repeats ascending
    public List<Calibration> calibration(List<History> histories, long[] later, double time, int most) {
        if (histories.size() != later.length) {
            throw new IllegalArgumentException(histories.size() + " histories, " + later.length + " counts");
        }
        long[] customers = new long[most + 1];
        double[] expected = new double[most + 1];
        double[] actual = new double[most + 1];
        for (int i = 0; i < later.length; i++) {
            if (histories.get(i).possible()) {
                int row = (int) Math.min(most, histories.get(i).repeats);
                customers[row]++;
                expected[row] += expected(histories.get(i), time);
                actual[row] += later[i];
            }
        }
        return IntStream.rangeClosed(0, most)
                .filter(row -> customers[row] > 0)
                .mapToObj(row -> new Calibration(
                        row, customers[row], expected[row] / customers[row], actual[row] / customers[row]))
                .toList();
    }

    private static History checked(History history) {
        if (!history.possible()) {
            throw new IllegalArgumentException(history.toString());
        }
        return history;
    }

    private double oddsOfHavingLeft(History history) {
        return history.repeats == 0
                ? 0
                : a
                        / (b + history.repeats - 1)
                        * Math.exp((r + history.repeats)
                                * Math.log((alpha + history.observed) / (alpha + history.lastRepeat)));
    }

    private double expected(long repeats, double last, double observed, double time) {
        if (!(time >= 0) || Double.isInfinite(time)) {
            throw new IllegalArgumentException("time " + time);
        }
        if (Math.abs(a - 1) < 1e-6) {
            // The formula is 0 / 0 at a = 1 and smooth around it.
            return (new BgNbd(r, alpha, 1 - 2e-5, b).expected(repeats, last, observed, time)
                            + new BgNbd(r, alpha, 1 + 2e-5, b).expected(repeats, last, observed, time))
                    / 2;
        }
        double odds = observed == 0 ? 0 : oddsOfHavingLeft(new History(repeats, last, observed));
        double z = time / (alpha + observed + time);
        // Euler's transformation: the powers of (1 - z) cancel, and the series has small parameters.
        double grown = Math.pow(1 - z, a - 1) * hypergeometric(a + b - 1 - r, a - 1, a + b + repeats - 1, z);
        return (a + b + repeats - 1) / (a - 1) * (1 - grown) / (1 + odds);
    }

    /// Gauss's series 2F1(p, q; c; z) for 0 <= z < 1.
    private static double hypergeometric(double p, double q, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int k = 0; k < 1_000_000 && Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
            term *= (p + k) * (q + k) / ((c + k) * (k + 1)) * z;
            sum += term;
        }
        return sum;
    }

    /// The histories in columns, with the gamma functions taken once per distinct count of repeats.
    private static final class Columns {
        private final int[] kind;
        private final double[] last;
        private final double[] observed;
        private final long[] repeats;
        private final long[] customers;

        Columns(History[] histories, double unit) {
            repeats = Arrays.stream(histories)
                    .mapToLong(History::repeats)
                    .sorted()
                    .distinct()
                    .toArray();
            customers = new long[repeats.length];
            kind = new int[histories.length];
            last = new double[histories.length];
            observed = new double[histories.length];
            for (int i = 0; i < histories.length; i++) {
                kind[i] = Arrays.binarySearch(repeats, histories[i].repeats);
                customers[kind[i]]++;
                last[i] = histories[i].lastRepeat / unit;
                observed[i] = histories[i].observed / unit;
            }
        }

        double purchases() {
            double sum = 0;
            for (int k = 0; k < repeats.length; k++) {
                sum += (double) repeats[k] * customers[k];
            }
            return sum;
        }

        LogScaleMaximum.Point likelihood(double[] logarithms) {
            double r = Math.exp(logarithms[0]);
            double alpha = Math.exp(logarithms[1]);
            double a = Math.exp(logarithms[2]);
            double b = Math.exp(logarithms[3]);
            double value = 0;
            double byR = 0;
            double byAlpha = 0;
            double byA = 0;
            double byB = 0;
            for (int k = 0; k < repeats.length; k++) {
                double x = repeats[k];
                double share = customers[k];
                value += share
                        * (Gamma.logGamma(r + x)
                                - Gamma.logGamma(r)
                                + r * logarithms[1]
                                + Gamma.logGamma(a + b)
                                + Gamma.logGamma(b + x)
                                - Gamma.logGamma(b)
                                - Gamma.logGamma(a + b + x));
                double both = Gamma.digamma(a + b) - Gamma.digamma(a + b + x);
                byR += share * (Gamma.digamma(r + x) - Gamma.digamma(r) + logarithms[1]);
                byAlpha += share * r / alpha;
                byA += share * both;
                byB += share * (both + Gamma.digamma(b + x) - Gamma.digamma(b));
            }
            for (int i = 0; i < kind.length; i++) {
                long x = repeats[kind[i]];
                double whole = alpha + observed[i];
                double logWhole = Math.log(whole);
                if (x == 0) {
                    value -= r * logWhole;
                    byR -= logWhole;
                    byAlpha -= r / whole;
                } else {
                    double part = alpha + last[i];
                    double logPart = Math.log(part);
                    double odds = a / (b + x - 1) * Math.exp((r + x) * (logWhole - logPart));
                    double left = odds == Double.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
                    value += odds == Double.POSITIVE_INFINITY
                            ? Math.log(a / (b + x - 1)) - (r + x) * logPart
                            : -(r + x) * logWhole + Math.log1p(odds);
                    byR -= (1 - left) * logWhole + left * logPart;
                    byAlpha -= (r + x) * ((1 - left) / whole + left / part);
                    byA += left / a;
                    byB -= left / (b + x - 1);
                }
            }
            return new LogScaleMaximum.Point(value, new double[] {r * byR, alpha * byAlpha, a * byA, b * byB});
        }
    }
}
