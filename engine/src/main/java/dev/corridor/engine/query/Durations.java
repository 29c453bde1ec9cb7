package dev.corridor.engine.query;

import java.time.Duration;
import java.util.Optional;

/// Durations as people write them: `7d`, `36h`, `90m`, `30s`, `2w`, `1d12h`.
///
/// Weeks, days of 24 hours, hours, minutes and seconds, each at most once and the larger unit first; whole
/// numbers of up to nine digits; at most 10,000 years of 365 days.
final class Durations {
    private static final String UNITS = "wdhms";
    private static final long[] SECONDS = {604_800, 86_400, 3_600, 60, 1};
    private static final long MAX_SECONDS = 10_000L * 365 * 86_400;
    private static final int MAX_DIGITS = 9;

    private Durations() {}

    static Optional<Duration> parse(String text) {
        long seconds = 0;
        int nextUnit = 0;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            long number = 0;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && at - digits < MAX_DIGITS) {
                number = number * 10 + text.charAt(at) - '0';
                at++;
            }
            int unit = at < text.length() ? UNITS.indexOf(text.charAt(at)) : -1;
            if (at == digits || unit < nextUnit) {
                return Optional.empty();
            }
            seconds += number * SECONDS[unit];
            nextUnit = unit + 1;
            at++;
        }
        return nextUnit == 0 || seconds > MAX_SECONDS ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    /// The duration in days, hours, minutes and seconds, without those that are zero.
    static String print(Duration duration) {
        requireWritable(duration);
        long rest = duration.toSeconds();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        for (int unit = 1; unit < SECONDS.length; unit++) {
            long number = rest / SECONDS[unit];
            if (number > 0) {
                text.append(number).append(UNITS.charAt(unit));
            }
            rest %= SECONDS[unit];
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException where the duration is negative, above 10,000 years or not of whole seconds
    static void requireWritable(Duration duration) {
        if (duration.isNegative()
                || !duration.equals(Duration.ofSeconds(duration.toSeconds()))
                || duration.toSeconds() > MAX_SECONDS) {
            throw new IllegalArgumentException("not a duration of whole seconds up to 10,000 years: " + duration);
        }
    }
}
