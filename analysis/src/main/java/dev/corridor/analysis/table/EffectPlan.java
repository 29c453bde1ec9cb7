package dev.corridor.analysis.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was changed, where, when, and what it should have moved, written down before looking.
///
/// @param name for people
/// @param table the file it is about, from the folder of the plan
/// @param unit the column that names who or what was reached or not: a shop, a region, a customer
/// @param time a column of days, times, months or whole numbers
/// @param outcome a column of numbers, or `COLUMN=VALUE`
/// @param treated who was reached
/// @param start the first day, time or number of the change
/// @param smallest effect that matters, in the unit of the outcome; below zero where a decrease is wished; never 0
/// @param period rows are put together by; without it what the days of the table show
/// @param season periods after which a season repeats; 1 for none
/// @param covariate what was known of each unit before
public record EffectPlan(
        Optional<String> name,
        Optional<String> table,
        Design design,
        Optional<String> unit,
        Optional<String> time,
        String outcome,
        Optional<Treated> treated,
        Optional<String> start,
        double smallest,
        Optional<Period> period,
        int season,
        Optional<String> covariate) {

    /// How the question is answered.
    public enum Design {
        /// Difference in differences of many units.
        DID,
        /// Interrupted time series.
        ITS,
        /// Synthetic control of one unit.
        SYNTHETIC,
        /// Two arms drawn by lot, looked at any time.
        SEQUENTIAL,
        /// Two arms drawn by lot, with what was known before.
        CUPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Who was reached by the change.
    public sealed interface Treated {
        /// Rows with a value, or with 1 in a column of 0 and 1.
        record Marked(String column) implements Treated {}

        /// Units by their names.
        record Units(List<String> names) implements Treated {
            public Units {
                names = List.copyOf(names);
            }
        }
    }

    /// A stretch of the calendar.
    public enum Period {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether the outcome should have fallen.
    public boolean wishesDecrease() {
        return smallest < 0;
    }
}
