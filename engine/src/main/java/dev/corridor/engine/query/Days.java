package dev.corridor.engine.query;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/// A year, a month or a day as its first and last day, both included.
record Days(LocalDate first, LocalDate last) {
    /// Reads `2017`, `2017-11` or `2017-11-01`; empty where the text is none of these or no such day exists.
    static Optional<Days> parse(String text) {
        if (!hasShape(text)) {
            return Optional.empty();
        }
        int year = Integer.parseInt(text, 0, 4, 10);
        try {
            if (text.length() == 4) {
                return Optional.of(new Days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
            }
            YearMonth month = YearMonth.of(year, Integer.parseInt(text, 5, 7, 10));
            if (text.length() == 7) {
                return Optional.of(new Days(month.atDay(1), month.atEndOfMonth()));
            }
            LocalDate day = month.atDay(Integer.parseInt(text, 8, 10, 10));
            return Optional.of(new Days(day, day));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Whether the text is written like a year, month or day, whether or not that day exists.
    static boolean hasShape(String text) {
        String shape = "dddd-dd-dd";
        if (text.length() != 4 && text.length() != 7 && text.length() != 10) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (shape.charAt(i) == 'd' ? c < '0' || c > '9' : c != '-') {
                return false;
            }
        }
        return true;
    }
}
