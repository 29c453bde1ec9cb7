package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads times of a pattern of [DateTimeFormatter]. Patterns of numbers only (years of two or four digits,
/// months, days, hours, minutes, seconds, fractions, and signs between them) are read from bytes without
/// making objects; others by the formatter.
final class TimePattern extends TimeParser {
    private final DateTimeFormatter formatter;
    private final Optional<Step[]> steps;
    private final Fineness finest;

    /// A field or a literal of the pattern.
    ///
    /// @param letter the pattern's letter, or 0 for a literal
    /// @param least and `most` digits of a field
    private record Step(char letter, int least, int most, byte literal) {}

    private TimePattern(DateTimeFormatter formatter, Optional<Step[]> steps, Fineness finest) {
        this.formatter = formatter;
        this.steps = steps;
        this.finest = finest;
    }

    static TimePattern compile(String pattern) {
        try {
            DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
            ZonedDateTime sample = ZonedDateTime.of(2017, 7, 9, 21, 57, 5, 0, ZoneId.of("Europe/Lisbon"));
            if (formatter.parse(formatter.format(sample)).query(TemporalQueries.localDate()) == null) {
                throw invalid(pattern, "it does not name a year, a month and a day", null);
            }
            return new TimePattern(formatter, steps(pattern), finest(formatter, sample));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid(pattern, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    boolean read(byte[] buffer, int from, int end) {
        return steps.isPresent() ? byBytes(steps.get(), buffer, from, end) : byFormatter(buffer, from, end);
    }

    private boolean byBytes(Step[] program, byte[] buffer, int from, int end) {
        int year = 0;
        int month = 0;
        int day = 0;
        int hour = 0;
        int minute = 0;
        int seconds = 0;
        int fraction = 0;
        int at = from;
        for (Step step : program) {
            if (step.letter == 0) {
                if (at >= end || buffer[at++] != step.literal) {
                    return fail(Problem.NOT_A_TIME);
                }
                continue;
            }
            int value = 0;
            int first = at;
            while (at < end && at - first < step.most && buffer[at] >= '0' && buffer[at] <= '9') {
                value = value * 10 + buffer[at++] - '0';
            }
            if (at - first < step.least) {
                return fail(Problem.NOT_A_TIME);
            }
            switch (step.letter) {
                case 'y', 'u' -> year = step.most == 2 ? 2000 + value : value;
                case 'M' -> month = value;
                case 'd' -> day = value;
                case 'H' -> hour = value;
                case 'm' -> minute = value;
                case 's' -> seconds = value;
                default -> {
                    for (int i = step.most; i < 9; i++) {
                        value *= 10;
                    }
                    fraction = value;
                }
            }
        }
        if (at != end) {
            return fail(Problem.NOT_A_TIME);
        }
        if (seconds == 60) {
            return fail(Problem.LEAP_SECOND);
        }
        if (!Calendar.exists(year, month, day) || hour > 23 || minute > 59 || seconds > 59) {
            return fail(Problem.NO_SUCH_DATE);
        }
        second = Calendar.epochDay(year, month, day) * 86_400 + hour * 3600L + minute * 60L + seconds;
        nano = fraction;
        fineness = finest;
        return true;
    }

    private boolean byFormatter(byte[] buffer, int from, int end) {
        TemporalAccessor value;
        try {
            value = formatter.parse(new String(buffer, from, end - from, StandardCharsets.UTF_8));
        } catch (DateTimeException e) {
            return fail(Problem.NOT_A_TIME);
        }
        LocalDate date = value.query(TemporalQueries.localDate());
        if (date == null || date.getYear() < 1 || date.getYear() > 9999) {
            return fail(Problem.NOT_A_TIME);
        }
        LocalTime written = value.query(TemporalQueries.localTime());
        LocalTime time = written == null ? LocalTime.MIDNIGHT : written;
        second = date.toEpochDay() * 86_400 + time.toSecondOfDay();
        nano = time.get(ChronoField.NANO_OF_SECOND);
        ZoneId zone = value.query(TemporalQueries.zone());
        if (zone != null) {
            ZoneOffset offset = zone.getRules().getOffset(date.atTime(time));
            hasOffset = true;
            offsetSeconds = offset.getTotalSeconds();
        }
        fineness = written == null ? Fineness.DAY : finest;
        return true;
    }

    private static Optional<Step[]> steps(String pattern) {
        java.util.List<Step> steps = new java.util.ArrayList<>();
        int at = 0;
        boolean variable = false;
        while (at < pattern.length()) {
            char letter = pattern.charAt(at);
            int count = 1;
            while (at + count < pattern.length() && pattern.charAt(at + count) == letter) {
                count++;
            }
            boolean field = Character.isLetter(letter);
            if (!field) {
                if (letter > 126 || "'[]{}#".indexOf(letter) >= 0) {
                    return Optional.empty();
                }
                for (int i = 0; i < count; i++) {
                    steps.add(new Step('\0', 0, 0, (byte) letter));
                }
                variable = false;
            } else {
                Step step = field(letter, count);
                if (step == null || variable) {
                    return Optional.empty();
                }
                variable = step.least != step.most;
                steps.add(step);
            }
            at += count;
        }
        return Optional.of(steps.toArray(Step[]::new));
    }

    private static @Nullable Step field(char letter, int count) {
        return switch (letter) {
            case 'y', 'u' -> count == 2 || count == 4 ? new Step(letter, count, count, (byte) 0) : null;
            case 'M', 'd', 'H', 'm', 's' -> count <= 2 ? new Step(letter, count, 2, (byte) 0) : null;
            case 'S' -> count <= 9 ? new Step(letter, count, count, (byte) 0) : null;
            default -> null;
        };
    }

    private static Fineness finest(DateTimeFormatter formatter, ZonedDateTime sample) {
        if (!formatter.format(sample).equals(formatter.format(sample.withNano(123_456_789)))) {
            return Fineness.FRACTION;
        }
        if (!formatter.format(sample).equals(formatter.format(sample.withSecond(44)))) {
            return Fineness.SECOND;
        }
        boolean clock = !formatter.format(sample).equals(formatter.format(sample.withMinute(11)))
                || !formatter.format(sample).equals(formatter.format(sample.withHour(20)));
        return clock ? Fineness.MINUTE : Fineness.DAY;
    }

    private static CorridorException invalid(String pattern, String why, @Nullable Throwable cause) {
        String sentence = "The time pattern \"" + pattern + "\" cannot be used: " + why + ".";
        String remedy = "Write it like dd/MM/yyyy HH:mm:ss, with the letters of java.time's DateTimeFormatter.";
        return cause == null
                ? new CorridorException(ReaderError.TIME_PATTERN, sentence, remedy)
                : new CorridorException(ReaderError.TIME_PATTERN, sentence, remedy, cause);
    }
}
