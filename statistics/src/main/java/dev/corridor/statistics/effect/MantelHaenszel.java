package dev.corridor.statistics.effect;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.distribution.Distributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The odds ratio common to 2 x 2 tables of several strata, and its test (Mantel and Haenszel 1959).
///
/// Interval: Robins, Breslow and Greenland 1986 on the logarithm, good for few large and for many small
/// strata. Not possible without any stratum that has both arms and both outcomes.
public final class MantelHaenszel {
    private MantelHaenszel() {}

    /// One stratum; counts of two parts add up ([#plus]).
    public record Table(long exposedEvents, long exposedOthers, long unexposedEvents, long unexposedOthers) {
        public Table {
            if (exposedEvents < 0 || exposedOthers < 0 || unexposedEvents < 0 || unexposedOthers < 0) {
                throw new IllegalArgumentException("a count below zero");
            }
        }

        public Table plus(Table other) {
            return new Table(
                    exposedEvents + other.exposedEvents,
                    exposedOthers + other.exposedOthers,
                    unexposedEvents + other.unexposedEvents,
                    unexposedOthers + other.unexposedOthers);
        }

        private double n() {
            return (double) exposedEvents + exposedOthers + unexposedEvents + unexposedOthers;
        }

        private double exposed() {
            return (double) exposedEvents + exposedOthers;
        }

        private double events() {
            return (double) exposedEvents + unexposedEvents;
        }

        /// Whether it has both arms and both outcomes.
        private boolean informative() {
            return exposed() > 0 && exposed() < n() && events() > 0 && events() < n();
        }
    }

    /// @param oddsRatio of the exposed against the unexposed; `n` counts informative strata only
    /// @param crude the odds ratio of all strata in one table
    /// @param chiSquared without correction, `chiSquaredCorrected` with the correction of one half
    /// @param strata that carry information, of those given
    public record Answer(
            Estimate oddsRatio,
            double crude,
            double chiSquared,
            double p,
            double chiSquaredCorrected,
            double pCorrected,
            int strata) {}

    public static Result<Answer> oddsRatio(List<Table> strata) {
        List<Table> informative = strata.stream().filter(Table::informative).toList();
        double n = informative.stream().mapToDouble(Table::n).sum();
        double concordant = 0;
        double discordant = 0;
        double pr = 0;
        double mixed = 0;
        double qs = 0;
        double difference = 0;
        double variance = 0;
        double least = 0;
        double most = 0;
        for (Table table : informative) {
            double r = table.exposedEvents() / table.n() * table.unexposedOthers();
            double s = table.exposedOthers() / table.n() * table.unexposedEvents();
            double p = (table.exposedEvents() + table.unexposedOthers()) / table.n();
            double q = 1 - p;
            concordant += r;
            discordant += s;
            pr += p * r;
            mixed += p * s + q * r;
            qs += q * s;
            double expected = table.exposed() * (table.events() / table.n());
            difference += table.exposedEvents() - expected;
            variance += expected
                    * ((table.n() - table.exposed()) / table.n())
                    * ((table.n() - table.events()) / (table.n() - 1));
            least += expected - Math.max(0, table.exposed() + table.events() - table.n());
            most += Math.min(table.exposed(), table.events()) - expected;
        }
        if (informative.isEmpty() || concordant == 0 || discordant == 0) {
            return Result.notPossible(
                    (long) n,
                    "no-contrast",
                    informative.isEmpty()
                            ? "No stratum has both arms and both outcomes."
                            : "One arm has the same outcome in every stratum: the odds ratio has no end.");
        }
        double ratio = concordant / discordant;
        double error = Math.sqrt(pr / (2 * concordant * concordant)
                + mixed / (2 * concordant * discordant)
                + qs / (2 * discordant * discordant));
        Interval log = Distributions.interval(Math.log(ratio), error, Double.POSITIVE_INFINITY);
        double chiSquared = difference * difference / variance;
        double corrected = Math.max(0, Math.abs(difference) - 0.5);
        List<Note> warnings = new ArrayList<>();
        if (Math.min(least, most) < 5) {
            warnings.add(new Note("few-events", "Too few events for the chi-squared test (Mantel and Fleiss 1980)."));
        }
        if (informative.size() < strata.size()) {
            warnings.add(new Note(
                    "strata-without-contrast",
                    String.format(
                            Locale.ROOT,
                            "%d of %d strata have one arm or one outcome only and say nothing.",
                            strata.size() - informative.size(),
                            strata.size())));
        }
        Table all = strata.stream().reduce(new Table(0, 0, 0, 0), Table::plus);
        double crude = (double) all.exposedEvents()
                * all.unexposedOthers()
                / ((double) all.exposedOthers() * all.unexposedEvents());
        return new Result.Answer<>(new Answer(
                new Estimate(
                        ratio,
                        new Interval(Math.exp(log.low()), Math.exp(log.high()), log.level()),
                        (long) n,
                        n,
                        "Mantel-Haenszel odds ratio",
                        List.of(new Note("common-odds-ratio", "The odds ratio is the same in every stratum.")),
                        warnings),
                crude,
                chiSquared,
                Distributions.chiSquared(chiSquared, 1),
                corrected * corrected / variance,
                Distributions.chiSquared(corrected * corrected / variance, 1),
                informative.size()));
    }
}
