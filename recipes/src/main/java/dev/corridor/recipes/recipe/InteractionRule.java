package dev.corridor.recipes.recipe;

import java.util.List;
import java.util.Optional;

/// How the rows of one table become interactions.
public sealed interface InteractionRule {
    Source source();

    /// What both forms have.
    ///
    /// @param table the name of the table in the recipe
    /// @param journey columns whose texts are the journey's key; empty: each row is a journey of its own
    /// @param customer the reference of the customer; empty: nobody is known
    /// @param withoutCustomer what becomes of rows where the customer is empty
    /// @param when which rows are meant
    /// @param attributes of every interaction, key or customer of the table
    record Source(
            String table,
            List<String> journey,
            Optional<String> customer,
            WithoutCustomer withoutCustomer,
            Condition when,
            List<AttributeRule> attributes) {
        public Source {
            journey = List.copyOf(journey);
            attributes = List.copyOf(attributes);
        }
    }

    /// One row, several touchpoints, a column for the time of each.
    record WideTable(Source source, List<Touchpoint> touchpoints) implements InteractionRule {
        public WideTable {
            touchpoints = List.copyOf(touchpoints);
        }
    }

    /// One touchpoint of a wide table.
    ///
    /// @param time the column of its time, an empty cell is no interaction; absent: an interaction without time
    ///     for every row that meets the condition
    /// @param attributes of this interaction alone
    record Touchpoint(String name, Optional<String> time, Condition when, List<AttributeRule> attributes) {
        public Touchpoint {
            attributes = List.copyOf(attributes);
        }
    }

    /// One row, one interaction; or, with a group, all rows with the same texts in these columns are one.
    ///
    /// @param time the column of the time, an empty cell is an interaction without time; absent: none has one
    /// @param group columns that rows of one interaction share; empty: each row is one
    record LongTable(Source source, Optional<String> time, List<String> group, Recognition touchpoint)
            implements InteractionRule {
        public LongTable {
            group = List.copyOf(group);
        }
    }

    /// What becomes of rows without a customer where the recipe names a customer.
    enum WithoutCustomer {
        REJECT("reject"),
        OWN_JOURNEY("own-journey");

        private final String word;

        WithoutCustomer(String word) {
            this.word = word;
        }

        /// The words in a recipe.
        public String word() {
            return word;
        }
    }
}
