package dev.corridor.analysis.purchases;

import dev.corridor.analysis.clock.LocalClock;
import dev.corridor.engine.query.Filter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What is asked about purchases.
///
/// @param filters all must hold for a key's interactions to count
/// @param zone in which filters read days of instants
/// @param clock by which days are told
/// @param asOf last day observed; empty: that of the last interaction, or `today` where that lies before it
/// @param today after which nothing can have been seen
/// @param purchase the touchpoint that is a purchase; empty: the first of [Purchases#USUAL] that occurs
/// @param value the number that says what was paid; empty: `value` where there is one
/// @param unit of time
/// @param calibrateUntil last day of the first part; empty: half of the days between the first purchase and `asOf`
/// @param horizon days for which purchases are expected; empty: as many as the second part has
public record PurchaseQuestion(
        List<Filter> filters,
        ZoneId zone,
        LocalClock clock,
        Optional<LocalDate> asOf,
        LocalDate today,
        Optional<String> purchase,
        Optional<String> value,
        Unit unit,
        Optional<LocalDate> calibrateUntil,
        Optional<Integer> horizon) {
    public PurchaseQuestion {
        filters = List.copyOf(filters);
    }

    /// What `alpha` is measured in.
    public enum Unit {
        DAY(1),
        WEEK(7);

        private final int days;

        Unit(int days) {
            this.days = days;
        }

        public int days() {
            return days;
        }
    }
}
