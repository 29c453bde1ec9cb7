package dev.corridor.engine.query;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalDouble;

/// A value as the user wrote it, without its quotes. What it means is settled by the kind of the attribute it
/// is compared with: a category's name, a number, or a time.
///
/// @param text any text, possibly empty
public record Value(String text) {
    /// The value as a decimal number with a point and an optional exponent (`-2.5`, `1e-3`); empty where it is
    /// none, or none that is finite.
    public OptionalDouble number() {
        if (!isDecimal(text)) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /// The value as a stretch of local time: a year (`2017`), month (`2017-11`), day (`2017-11-01`), minute
    /// (`2017-11-01T10:05`) or second (`2017-11-01T10:05:30`); a space may stand for the `T`. Empty where it
    /// is none.
    public Optional<Span> time() {
        Optional<Days> days = Days.parse(text);
        if (days.isPresent()) {
            return days.map(
                    found -> new Span(found.first().atStartOfDay(), found.last().atTime(LocalTime.MAX.withNano(0))));
        }
        if (text.length() != 16 && text.length() != 19) {
            return Optional.empty();
        }
        if (text.charAt(10) != 'T' && text.charAt(10) != ' ') {
            return Optional.empty();
        }
        try {
            LocalDateTime first = LocalDateTime.parse(text.replace(' ', 'T'));
            return Optional.of(new Span(first, text.length() == 16 ? first.withSecond(59) : first));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// A stretch of local time of whole seconds.
    ///
    /// @param first the first second in it
    /// @param last the last second in it
    public record Span(LocalDateTime first, LocalDateTime last) {}

    private static boolean isDecimal(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int digits = digits(text, at);
        at += digits;
        if (at < text.length() && text.charAt(at) == '.') {
            int decimals = digits(text, at + 1);
            digits += decimals;
            at += 1 + decimals;
        }
        if (digits == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at += 1;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at += 1;
            }
            int exponent = digits(text, at);
            if (exponent == 0) {
                return false;
            }
            at += exponent;
        }
        return at == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}
