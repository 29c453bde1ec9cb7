package dev.corridor.recipes.recipe;

import java.util.Optional;

/// How the times of a column are written.
///
/// @param format a pattern of java.time such as `dd/MM/yyyy HH:mm`, `epoch-seconds` or `epoch-milliseconds`;
///     empty where the usual forms are recognised
/// @param dates whether the day or the month comes first; empty where the whole column decides
/// @param precision how finely the times are meant; empty where it is taken from how they are written
public record TimeRule(Optional<String> format, Optional<Dates> dates, Optional<Precision> precision) {
    /// Nothing said: the usual forms, decided by the column.
    public static final TimeRule USUAL = new TimeRule(Optional.empty(), Optional.empty(), Optional.empty());

    /// Which of two small numbers in a date is the day.
    public enum Dates {
        DAY_FIRST("day-first"),
        MONTH_FIRST("month-first");

        private final String word;

        Dates(String word) {
            this.word = word;
        }

        /// The words in a recipe.
        public String word() {
            return word;
        }
    }
}
