package dev.corridor.app.interaction.mapping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a column can be taken for.
public enum Meaning {
    UNUSED,
    CUSTOMER,
    JOURNEY,
    TOUCHPOINT,
    TIME,
    /// A time whose numbers can be read both ways, the day first.
    TIME_DAY_FIRST,
    TIME_MONTH_FIRST,
    SCORE,
    OUTCOME,
    /// An attribute with few different texts.
    CATEGORY,
    NUMBER,
    /// An attribute that is a time.
    DATE,
    TEXT;

    /// Its name in forms and words: `time-day-first`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Meaning> of(String key) {
        return Arrays.stream(values())
                .filter(meaning -> meaning.key().equals(key))
                .findFirst();
    }

    boolean isTime() {
        return this == TIME || this == TIME_DAY_FIRST || this == TIME_MONTH_FIRST;
    }

    boolean isAttribute() {
        return this == SCORE || this == OUTCOME || this == CATEGORY || this == NUMBER || this == DATE || this == TEXT;
    }
}
