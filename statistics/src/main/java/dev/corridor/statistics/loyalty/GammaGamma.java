package dev.corridor.statistics.loyalty;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hipparchus.special.Gamma;
import org.hipparchus.stat.correlation.PearsonsCorrelation;

/// What a customer spends per purchase in the long run, from few purchases: Gamma-Gamma.
///
/// The value of a purchase is Gamma(`p`, nu), where nu is Gamma(`q`, `v`) among customers and does not depend
/// on how often they buy. Fader, Hardie and Lee (2005, Journal of Marketing Research 42:415); Fader and
/// Hardie (2013, note 025).
///
/// @param v in units of money, the others without unit; all above 0
public record GammaGamma(double p, double q, double v) {
    private static final String METHOD = "Gamma-Gamma, maximum likelihood, Wald interval of the logarithm";
    private static final int LEAST_CUSTOMERS = 50;
    private static final double DEPENDENT = 0.3;

    public GammaGamma {
        if (!(p > 0 && q > 0 && v > 0) || !Double.isFinite(p + q + v)) {
            throw new IllegalArgumentException("p " + p + ", q " + q + ", v " + v);
        }
    }

    /// @param purchases whose values are known; 0 for a customer of whom none is
    /// @param mean value of a purchase, above 0 where there are purchases
    public record Spending(long purchases, double mean) {
        boolean possible() {
            return purchases > 0 && mean > 0 && Double.isFinite(mean);
        }
    }

    /// @param parameters `p`, `q`, `v` with their intervals
    /// @param correlation of purchases and their mean value, which the model takes as 0
    /// @param leftOut customers without purchases or with a mean that is not above 0
    public record Fit(
            GammaGamma model,
            List<Estimate> parameters,
            double logLikelihood,
            double correlation,
            long customers,
            long leftOut,
            List<Note> warnings) {
        public Fit {
            parameters = List.copyOf(parameters);
            warnings = List.copyOf(warnings);
        }
    }

    /// @return not possible with fewer than 50 customers, where all spend the same, where the likelihood has
    ///     no inner maximum, or where the fitted population has no mean (`q` up to 1)
    public static Result<Fit> fit(List<Spending> customers) {
        Spending[] kept = customers.stream().filter(Spending::possible).toArray(Spending[]::new);
        if (kept.length < LEAST_CUSTOMERS) {
            return Result.notPossible(
                    kept.length,
                    "too-few-customers",
                    kept.length + " customers with purchases of known value; at least " + LEAST_CUSTOMERS
                            + " are needed.");
        }
        double[] purchases =
                Arrays.stream(kept).mapToDouble(Spending::purchases).toArray();
        double[] means = Arrays.stream(kept).mapToDouble(Spending::mean).toArray();
        double unit = Arrays.stream(means).average().orElseThrow();
        if (Arrays.stream(means).allMatch(mean -> Math.abs(mean - means[0]) <= 1e-12 * unit)) {
            return Result.notPossible(
                    kept.length, "constant-spending", "All customers spend the same: there is nothing to fit.");
        }
        var found = LogScaleMaximum.of(new double[] {1, 1, 0}, logs -> likelihood(logs, purchases, means, unit));
        if (found.isEmpty()) {
            return Result.notPossible(
                    kept.length,
                    "no-inner-maximum",
                    "The likelihood has no maximum inside: the values hardly differ within or between customers.");
        }
        Fit fit = answer(found.get(), unit, purchases, means, customers.size() - kept.length);
        return fit.model.q <= 1
                ? Result.notPossible(
                        kept.length, "no-mean", "A few customers spend so much that a mean spending does not exist.")
                : new Result.Answer<>(fit);
    }

    /// The value of a purchase to be expected from a customer; with no purchases, the mean of the population.
    ///
    /// @throws IllegalArgumentException if the population has no mean (`q` up to 1) and there are no
    ///     purchases
    public double expectedValue(Spending spending) {
        double denominator = p * spending.purchases + q - 1;
        if (spending.purchases < 0 || (spending.purchases > 0 && !spending.possible()) || denominator <= 0) {
            throw new IllegalArgumentException(spending + " under " + this);
        }
        double spent = spending.purchases == 0 ? 0 : spending.purchases * spending.mean;
        return p * (v + spent) / denominator;
    }

    private static Fit answer(
            LogScaleMaximum.Found found, double unit, double[] purchases, double[] means, long leftOut) {
        double z = Distributions.Z;
        boolean equallyOften = Arrays.stream(purchases).allMatch(count -> count == purchases[0]);
        double correlation = equallyOften ? 0 : new PearsonsCorrelation().correlation(purchases, means);
        List<Note> warnings = new ArrayList<>();
        if (leftOut > 0) {
            warnings.add(new Note(
                    "left-out",
                    String.format(Locale.ROOT, "%,d", leftOut)
                            + (leftOut == 1 ? " customer" : " customers")
                            + " without a purchase of known value left out."));
        }
        if (Math.abs(correlation) > DEPENDENT) {
            warnings.add(new Note(
                    "value-depends-on-frequency",
                    String.format(
                            Locale.ROOT,
                            "Value and frequency go together (correlation %.2f), which the model excludes.",
                            correlation)));
        }
        List<Estimate> parameters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            double factor = i == 2 ? unit : 1;
            double error = Math.sqrt(found.covariance().get(i, i));
            double logarithm = found.logarithms()[i];
            parameters.add(new Estimate(
                    factor * Math.exp(logarithm),
                    new Interval(
                            factor * Math.exp(logarithm - z * error),
                            factor * Math.exp(Math.min(700, logarithm + z * error)),
                            Interval.USUAL),
                    purchases.length,
                    purchases.length,
                    METHOD,
                    List.of(new Note(
                            "value-independent-of-frequency", "What is spent does not depend on how often one buys.")),
                    warnings));
        }
        GammaGamma model = new GammaGamma(
                parameters.get(0).value(),
                parameters.get(1).value(),
                parameters.get(2).value());
        return new Fit(
                model,
                parameters,
                found.value() - purchases.length * Math.log(unit),
                correlation,
                purchases.length,
                leftOut,
                warnings);
    }

    private static LogScaleMaximum.Point likelihood(
            double[] logarithms, double[] purchases, double[] means, double unit) {
        double p = Math.exp(logarithms[0]);
        double q = Math.exp(logarithms[1]);
        double v = Math.exp(logarithms[2]);
        double value = 0;
        double byP = 0;
        double byQ = 0;
        double byV = 0;
        double gammaOfQ = Gamma.logGamma(q);
        double slopeOfQ = Gamma.digamma(q);
        for (int i = 0; i < purchases.length; i++) {
            double x = purchases[i];
            double mean = means[i] / unit;
            double whole = v + x * mean;
            double logWhole = Math.log(whole);
            double logSpent = Math.log(x * mean);
            value += Gamma.logGamma(p * x + q)
                    - Gamma.logGamma(p * x)
                    - gammaOfQ
                    + q * logarithms[2]
                    + p * x * logSpent
                    - Math.log(mean)
                    - (p * x + q) * logWhole;
            double slope = Gamma.digamma(p * x + q);
            byP += x * (slope - Gamma.digamma(p * x) + logSpent - logWhole);
            byQ += slope - slopeOfQ + logarithms[2] - logWhole;
            byV += q / v - (p * x + q) / whole;
        }
        return new LogScaleMaximum.Point(value, new double[] {p * byP, q * byQ, v * byV});
    }
}
