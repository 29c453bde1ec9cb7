package dev.corridor.recipes.recipe;

import java.util.List;

/// Where an attribute's value comes from. References are columns of the table the interactions come from, or
/// columns of joined tables behind the names of the joins: `customers.customer_state`.
public sealed interface ValueSource {
    /// What the column holds.
    record Column(String reference) implements ValueSource {}

    /// The same for every row.
    record Constant(String value) implements ValueSource {}

    /// How many rows a group has (`rows`) or a join finds (its name).
    record Count(String what) implements ValueSource {
        /// The rows of a group, or 1 for a row.
        public static final String ROWS = "rows";
    }

    /// The product of numbers of one row.
    record Product(List<String> references) implements ValueSource {
        public Product {
            references = List.copyOf(references);
        }
    }

    /// The time between two times, negative where the second comes first.
    record Difference(String from, String to, Unit unit) implements ValueSource {}

    /// Days by which a time passes its due date, negative where it is early.
    record Late(String time, String due, Due at) implements ValueSource {}

    /// What a difference is counted in.
    enum Unit {
        SECONDS(1),
        MINUTES(60),
        HOURS(3_600),
        DAYS(86_400);

        private final int seconds;

        Unit(int seconds) {
            this.seconds = seconds;
        }

        public int seconds() {
            return seconds;
        }
    }

    /// When a due date has passed.
    enum Due {
        /// With the instant; lateness is counted in days and fractions of a day.
        INSTANT,
        /// When its day is over; lateness is the number of days from the due day to the day it happened.
        END_OF_DAY
    }
}
