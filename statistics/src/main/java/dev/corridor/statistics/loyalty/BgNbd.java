package dev.corridor.statistics.loyalty;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import dev.corridor.statistics.matrix.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.special.Gamma;

/// How often customers will buy again, where nobody says goodbye: BG/NBD.
///
/// While active a customer buys at a Poisson rate that is Gamma(`r`, `alpha`) among customers; after each
/// purchase the customer leaves with a probability that is Beta(`a`, `b`). Fader, Hardie and Lee (2005,
/// Marketing Science 24:275). The first purchase starts the clock and is not counted.
///
/// Where the purchases say that nobody leaves, `a` is 0, `b` means nothing, and the model is the NBD of Ehrenberg
/// (1959). Where they say that all leave with the same probability, `a` and `b` are large and only `a / (a + b)`
/// has a meaning.
///
/// @param alpha in units of time, the others without unit; all above 0, `a` may be 0
public record BgNbd(double r, double alpha, double a, double b) {
    private static final String METHOD = "BG/NBD, maximum likelihood, Wald interval of the logarithm";
    private static final int LEAST_CUSTOMERS = 50;
    private static final int LEAST_REPEATERS = 20;
    /// `a + b` where all leave with the same probability.
    private static final double EQUAL_CHANCES = 1e5;
    /// An `a` beyond this, or a logarithm of it with such an error, is not told from one without end.
    private static final double LARGEST = 1e4;

    private static final double LARGEST_ERROR = 5;
    /// Half of the 95 % point of chi-squared with one degree of freedom.
    private static final double TOLD_APART = 1.92;
    /// Beyond this the hypergeometric series overflows.
    private static final double LARGEST_EXPONENT = 600;

    public BgNbd {
        if (!(r > 0 && alpha > 0 && a >= 0 && b > 0) || !Double.isFinite(r + alpha + a + b)) {
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

    /// @param parameters `r`, `alpha`, `a`, `b` with their intervals; only the first two where customers do not
    ///     differ in their chance to leave
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
    /// @param interval of the actual mean, Student's t over customers; empty for one customer
    public record Calibration(
            long repeats, long customers, double expected, double actual, Optional<Interval> interval) {}

    /// @return not possible with fewer than 50 customers or 20 who came back, or where the likelihood has no
    ///     maximum (customers hardly differ in their rates)
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
        long leftOut = (long) histories.size() - kept.length;
        return LogScaleMaximum.of(new double[] {-0.5, -1, 0, 0.5}, columns::likelihood)
                .filter(BgNbd::isTold)
                .map(found -> answer(found, unit, repeaters, leftOut, columns))
                .or(() -> limit(columns, unit, repeaters, leftOut))
                .<Result<Fit>>map(Result.Answer::new)
                .orElseGet(() -> Result.notPossible(
                        kept.length,
                        "no-inner-maximum",
                        "The likelihood has no maximum: customers hardly differ in how often they buy."));
    }

    /// Whether the purchases tell how the chance to leave differs among customers.
    private static boolean isTold(LogScaleMaximum.Found found) {
        return Math.exp(found.logarithms()[2]) < LARGEST
                && Math.sqrt(found.covariance().get(2, 2)) < LARGEST_ERROR
                && Math.sqrt(found.covariance().get(3, 3)) < LARGEST_ERROR;
    }

    /// Whether customers differ in how often they buy, as far as can be told.
    private static boolean ratesDiffer(LogScaleMaximum.Found found) {
        return Math.exp(found.logarithms()[0]) < LARGEST
                && Math.sqrt(found.covariance().get(0, 0)) < LARGEST_ERROR;
    }

    /// The model where customers do not differ in their chance to leave: nobody leaves, unless the same chance for
    /// all says clearly more. Absent where some other chances would say clearly more than both.
    private static Optional<Fit> limit(Columns columns, double unit, long repeaters, long leftOut) {
        Optional<LogScaleMaximum.Found> nobody = LogScaleMaximum.of(new double[] {-0.5, -1}, columns::nobodyLeaves)
                .filter(BgNbd::ratesDiffer);
        Optional<LogScaleMaximum.Found> equal = LogScaleMaximum.of(new double[] {-0.5, -1, -1}, columns::equalChances)
                .filter(BgNbd::ratesDiffer);
        boolean leaving = equal.isPresent()
                && (nobody.isEmpty() || equal.get().value() > nobody.get().value() + TOLD_APART);
        Optional<LogScaleMaximum.Found> chosen = leaving ? equal : nobody;
        if (chosen.isEmpty() || columns.isExceeded(chosen.get())) {
            return Optional.empty();
        }
        double odds = leaving ? Math.exp(chosen.get().logarithms()[2]) : 0;
        double a = EQUAL_CHANCES * odds / (1 + odds);
        double b = leaving ? EQUAL_CHANCES - a : 1;
        Note limit = leaving
                ? new Note(
                        "equal-chance-to-leave",
                        String.format(
                                Locale.ROOT,
                                "Customers do not differ in their chance to leave after a purchase (%.3g): a and b say"
                                        + " only that.",
                                odds / (1 + odds)))
                : new Note(
                        "nobody-leaves",
                        "By these purchases no customer leaves: a is 0, b is not told, and the model is the NBD.");
        return Optional.of(fit(chosen.get(), unit, repeaters, leftOut, columns, List.of(limit), List.of(a, b)));
    }

    private static Fit answer(LogScaleMaximum.Found found, double unit, long repeaters, long leftOut, Columns columns) {
        return fit(found, unit, repeaters, leftOut, columns, List.of(), List.of());
    }

    /// @param leaving `a` and `b` where they are not among the parameters that were found
    private static Fit fit(
            LogScaleMaximum.Found found,
            double unit,
            long repeaters,
            long leftOut,
            Columns columns,
            List<Note> notes,
            List<Double> leaving) {
        double z = Distributions.Z;
        long customers = columns.kind.length;
        List<Note> warnings = new ArrayList<>(notes);
        if (leftOut > 0) {
            warnings.add(new Note("left-out", leftOut + " histories that cannot be were left out."));
        }
        List<Note> assumptions = List.of(
                new Note("steady-buying", "An active customer buys at a steady rate, without seasons."),
                new Note("leaves-after-purchase", "Customers leave only right after a purchase, and for good."));
        List<Estimate> parameters = new ArrayList<>();
        int told = leaving.isEmpty() ? 4 : 2;
        for (int i = 0; i < told; i++) {
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
                told == 4 ? parameters.get(2).value() : leaving.get(0),
                told == 4 ? parameters.get(3).value() : leaving.get(1));
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
        Moments[] actual = new Moments[most + 1];
        Arrays.setAll(actual, row -> new Moments());
        for (int i = 0; i < later.length; i++) {
            if (histories.get(i).possible()) {
                int row = (int) Math.min(most, histories.get(i).repeats);
                customers[row]++;
                expected[row] += expected(histories.get(i), time);
                actual[row].add(later[i]);
            }
        }
        return IntStream.rangeClosed(0, most)
                .filter(row -> customers[row] > 0)
                .mapToObj(row -> new Calibration(
                        row, customers[row], expected[row] / customers[row], actual[row].mean(), interval(actual[row])))
                .toList();
    }

    private static Optional<Interval> interval(Moments purchases) {
        if (purchases.n() < 2) {
            return Optional.empty();
        }
        Interval symmetric =
                Distributions.interval(purchases.mean(), Math.sqrt(purchases.errorSquared()), purchases.n() - 1.0);
        return Optional.of(new Interval(Math.max(0, symmetric.low()), symmetric.high(), symmetric.level()));
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
        if (a == 0) {
            return (r + repeats) / (alpha + observed) * time;
        }
        if (Math.abs(a - 1) < 1e-6) {
            // The formula is 0 / 0 at a = 1 and smooth around it.
            return (new BgNbd(r, alpha, 1 - 2e-5, b).expected(repeats, last, observed, time)
                            + new BgNbd(r, alpha, 1 + 2e-5, b).expected(repeats, last, observed, time))
                    / 2;
        }
        double odds = observed == 0 ? 0 : oddsOfHavingLeft(new History(repeats, last, observed));
        double z = time / (alpha + observed + time);
        if (-(a - 1) * Math.log1p(-z) > LARGEST_EXPONENT) {
            return nearlyEqualChances(repeats, observed, time) / (1 + odds);
        }
        // Euler's transformation: the powers of (1 - z) cancel, and the series has small parameters.
        double grown = Math.pow(1 - z, a - 1) * hypergeometric(a + b - 1 - r, a - 1, a + b + repeats - 1, z);
        return (a + b + repeats - 1) / (a - 1) * (1 - grown) / (1 + odds);
    }

    /// Purchases of an active customer where the chances to leave are close to one another, from two points of their
    /// distribution, one standard deviation to each side of its mean.
    private double nearlyEqualChances(long repeats, double observed, double time) {
        double all = a + b + repeats;
        double mean = a / all;
        double deviation = Math.sqrt(mean * (1 - mean) / (all + 1));
        return (ofChance(mean - deviation, repeats, observed, time)
                        + ofChance(mean + deviation, repeats, observed, time))
                / 2;
    }

    private double ofChance(double chance, long repeats, double observed, double time) {
        return -Math.expm1(-(r + repeats) * Math.log1p(chance * time / (alpha + observed))) / chance;
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

        /// The likelihood by `r` and `alpha` where nobody leaves.
        LogScaleMaximum.Point nobodyLeaves(double[] logarithms) {
            double r = Math.exp(logarithms[0]);
            double alpha = Math.exp(logarithms[1]);
            double value = 0;
            double byR = 0;
            double byAlpha = 0;
            for (int k = 0; k < repeats.length; k++) {
                double x = repeats[k];
                value += customers[k] * (Gamma.logGamma(r + x) - Gamma.logGamma(r) + r * logarithms[1]);
                byR += customers[k] * (Gamma.digamma(r + x) - Gamma.digamma(r) + logarithms[1]);
                byAlpha += customers[k] * r / alpha;
            }
            for (int i = 0; i < kind.length; i++) {
                double x = repeats[kind[i]];
                double whole = alpha + observed[i];
                double logWhole = Math.log(whole);
                value -= (r + x) * logWhole;
                byR -= logWhole;
                byAlpha -= (r + x) / whole;
            }
            return new LogScaleMaximum.Point(value, new double[] {r * byR, alpha * byAlpha});
        }

        /// The likelihood by `r`, `alpha` and the odds to leave after a purchase, where they are those of all.
        LogScaleMaximum.Point equalChances(double[] logarithms) {
            double odds = Math.exp(logarithms[2]);
            double logA = Math.log(EQUAL_CHANCES) + logarithms[2] - Math.log1p(odds);
            double logB = Math.log(EQUAL_CHANCES) - Math.log1p(odds);
            LogScaleMaximum.Point point = likelihood(new double[] {logarithms[0], logarithms[1], logA, logB});
            double[] gradient = point.gradient();
            return new LogScaleMaximum.Point(point.value(), new double[] {
                gradient[0], gradient[1], gradient[2] / (1 + odds) - gradient[3] * odds / (1 + odds)
            });
        }

        /// Whether chances to leave that differ among customers say clearly more, at the rates found.
        boolean isExceeded(LogScaleMaximum.Found found) {
            for (int a = -4; a <= 8; a++) {
                for (int b = -4; b <= 8; b++) {
                    double[] at = {found.logarithms()[0], found.logarithms()[1], a, b};
                    if (likelihood(at).value() > found.value() + TOLD_APART) {
                        return true;
                    }
                }
            }
            return false;
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
