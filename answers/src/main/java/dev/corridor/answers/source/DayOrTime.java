package dev.corridor.answers.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/// A day or a time as people write it: `2018-08-31`, `2018-08-31T12:00:00`, `2018-08-31T12:00:00+02:00`.
public final class DayOrTime {
    private static final int DAY = "2018-08-31".length();

    private DayOrTime() {}

    /// The second since 1970 that is meant; a day means its last second. Empty where the text is neither.
    ///
    /// @param zone of times without an offset
    public static Optional<Long> second(String text, ZoneId zone) {
        try {
            if (text.length() == DAY) {
                return Optional.of(
                        LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toEpochSecond() - 1);
            }
            String time = text.replace(' ', 'T');
            return Optional.of(
                    hasOffset(text)
                            ? OffsetDateTime.parse(time).toEpochSecond()
                            : LocalDateTime.parse(time).atZone(zone).toEpochSecond());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public static boolean hasOffset(String text) {
        return text.endsWith("Z") || text.lastIndexOf('+') > DAY || text.lastIndexOf('-') > DAY;
    }
}
