package dev.corridor.analysis.purchases;

import dev.corridor.statistics.Note;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often customers will buy again, and how well the model would have foretold what happened. What cannot be
/// said is null with a reason.
///
/// @param purchase the touchpoint that counts as a purchase
/// @param unit of `alpha`: `day` or `week`
/// @param from day of the first purchase
/// @param asOf last day observed
/// @param horizonDays days after `asOf` for which purchases are expected
/// @param r shape of buying rates among customers
/// @param alpha in units of time
/// @param a of the chance to leave after a purchase; 0 where nobody leaves
/// @param b of the same; null where nobody leaves
/// @param parameters those that are told, with intervals
/// @param customers whose histories were fitted
/// @param repeaters those of them who bought on a second day
/// @param leftOut what was seen and not used
/// @param expected customers by the number of purchases they made, and what is to be expected of them
/// @param calibration the first part of the period, and the rest as it came
/// @param spending what a purchase is worth
/// @param reason why there is no fit
public record PurchaseAnswer(
        String purchase,
        String unit,
        LocalDate from,
        LocalDate asOf,
        int horizonDays,
        @Nullable Double r,
        @Nullable Double alpha,
        @Nullable Double a,
        @Nullable Double b,
        @Nullable Double logLikelihood,
        List<Parameter> parameters,
        long customers,
        long repeaters,
        LeftOut leftOut,
        List<Expected> expected,
        @Nullable Double expectedPurchases,
        Calibration calibration,
        Spending spending,
        @Nullable Note reason,
        List<Note> assumptions,
        List<Note> warnings) {
    public PurchaseAnswer {
        parameters = List.copyOf(parameters);
        expected = List.copyOf(expected);
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /// A parameter with its 95 % interval.
    public record Parameter(String name, double value, double low, double high) {}

    /// @param withoutCustomer purchases of nobody known
    /// @param withoutTime purchases whose day is not known
    /// @param afterAsOf purchases after the last day observed
    /// @param sameDay purchases on a day on which the customer had bought already; they count as one
    /// @param customersOfLastDay customers whose first purchase was on the last day, of whom nothing was seen
    public record LeftOut(
            long withoutCustomer, long withoutTime, long afterAsOf, long sameDay, long customersOfLastDay) {}

    /// Customers by the days on which they bought again.
    ///
    /// @param repeats days after the first; the last row holds this number and more
    /// @param probabilityActive mean over these customers, 0 to 1
    /// @param expected mean purchases of one of them within the horizon
    public record Expected(long repeats, boolean orMore, long customers, double probabilityActive, double expected) {}

    /// A fit on the first part of the period, and the purchases of the rest, foretold and real.
    ///
    /// @param until last day of the first part
    /// @param days length of the rest
    /// @param reason why there is none
    public record Calibration(
            LocalDate until,
            int days,
            @Nullable Double r,
            @Nullable Double alpha,
            @Nullable Double a,
            @Nullable Double b,
            long customers,
            List<Row> rows,
            @Nullable Double expected,
            @Nullable Long actual,
            @Nullable Note reason) {
        public Calibration {
            rows = List.copyOf(rows);
        }

        /// Mean purchases per customer in the rest, by repeats in the first part.
        ///
        /// @param actualLow of the 95 % interval of the real mean; null for one customer
        public record Row(
                long repeats,
                boolean orMore,
                long customers,
                double expected,
                double actual,
                @Nullable Double actualLow,
                @Nullable Double actualHigh) {}
    }

    /// What a purchase is worth in the long run (Gamma-Gamma).
    ///
    /// @param attribute by which values are told; null where there is none
    /// @param mean expected value of a purchase of a customer taken at random
    /// @param correlation of frequency and value, which the model takes as 0
    public record Spending(
            @Nullable String attribute,
            @Nullable Double p,
            @Nullable Double q,
            @Nullable Double v,
            @Nullable Double logLikelihood,
            @Nullable Double mean,
            @Nullable Double correlation,
            long customers,
            @Nullable Note reason,
            List<Note> warnings) {
        public Spending {
            warnings = List.copyOf(warnings);
        }
    }
}
