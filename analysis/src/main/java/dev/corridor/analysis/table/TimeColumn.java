package dev.corridor.analysis.table;

import dev.corridor.analysis.table.EffectPlan.Period;
import dev.corridor.analysis.words.Plural;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.DateOrder;
import dev.corridor.recipes.reader.Numbers;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.TimeFormat;
import dev.corridor.recipes.reader.TimeParser;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A column of times: numbers as they are, or seconds since 1970 on the clock as written for days, times, months
/// (`2024-03`) and quarters (`2024-Q1`). It is fed every row once by [#look] before [#settle].
final class TimeColumn {
    private static final int DAY_SECONDS = 86_400;
    private static final int MOST_DAYS = 20_000;
    private static final int WEEK = 7;
    private static final int MONTHS = 12;
    private static final int QUARTER_MONTHS = 3;

    /// 1970-01-05 was a Monday.
    private static final int MONDAY = 4;

    private static final Pattern MONTH = Pattern.compile("([0-9]{4})[-/](0[1-9]|1[0-2])");
    private static final Pattern QUARTER = Pattern.compile("([0-9]{4})[- ]?[Qq]([1-4])");

    private final String file;
    private final String column;
    private final int index;
    private final DateOrder.Evidence order = new DateOrder.Evidence();
    private final TreeSet<Long> days = new TreeSet<>();
    private final List<TimeParser> either = List.of(
            new TimeFormat.Usual(DateOrder.DAY_FIRST).parser(), new TimeFormat.Usual(DateOrder.MONTH_FIRST).parser());
    private TimeParser parser = new TimeFormat.Usual(DateOrder.UNKNOWN).parser();
    private boolean numbers;
    private long rows;
    private long filled;
    private long numeric;
    private long firstOther;
    private String firstOtherValue = "";
    private long untimed;
    private long firstUntimed;
    private String firstUntimedValue = "";

    TimeColumn(FlatTable table, String column) {
        this.file = table.file();
        this.column = column;
        this.index = table.column(column);
    }

    void look(Row row) {
        rows++;
        String cell = row.text(index).strip();
        if (cell.isEmpty()) {
            return;
        }
        filled++;
        order.feed(row.buffer(), row.start(index), row.length(index));
        if (either.stream().noneMatch(each -> each.parse(row.buffer(), row.start(index), row.length(index)))
                && !MONTH.matcher(cell).matches()
                && !QUARTER.matcher(cell).matches()) {
            if (untimed++ == 0) {
                firstUntimed = row.line();
                firstUntimedValue = Omissions.cut(cell);
            }
        }
        if (Double.isNaN(Numbers.parse(row.buffer(), row.start(index), row.length(index), false))) {
            if (firstOther == 0) {
                firstOther = row.line();
                firstOtherValue = Omissions.cut(cell);
            }
        } else {
            numeric++;
        }
    }

    /// @throws CorridorException where no row has a time, most values are no times, or day
    ///   and month can be told in no way
    void settle() {
        if (rows > 0 && filled == 0) {
            throw new CorridorException(
                    TableError.ALL_MISSING,
                    "The column '" + column + "' of " + file + " has no value in any of its "
                            + Plural.of(rows, "row", "rows") + ".",
                    "Choose a column that is filled.");
        }
        numbers = 2 * numeric > filled;
        if (!numbers && 2 * untimed > filled) {
            throw new CorridorException(
                    TableError.NO_TIMES,
                    "The column '" + column + "' of " + file + " holds text where times belong: "
                            + (untimed == filled ? "all" : Plural.number(untimed)) + " of its "
                            + Plural.of(filled, "value", "values") + ", first in line " + firstUntimed + ": \""
                            + firstUntimedValue + "\".",
                    "Choose a column of days, times, months (2024-03), quarters (2024-Q1) or whole numbers.");
        }
        if (!numbers && order.isAmbiguous()) {
            throw new CorridorException(
                    TableError.NO_TIMES,
                    "The dates of '" + column + "' in " + file + ", first in line " + firstOther + ": \""
                            + firstOtherValue + "\", may have the day or the month first.",
                    "Write them as 2024-03-31.");
        }
        parser = new TimeFormat.Usual(order.order()).parser();
    }

    boolean isNumbers() {
        return numbers;
    }

    /// The time of a row; NaN where it has none, and the omission is counted.
    double read(Row row, Omissions omissions) {
        String cell = row.text(index).strip();
        if (cell.isEmpty()) {
            omissions.missing(row.line(), column);
            return Double.NaN;
        }
        double time = parse(cell).orElse(Double.NaN);
        if (Double.isNaN(time)) {
            omissions.add(
                    "not-a-time",
                    column,
                    row.line(),
                    cell,
                    count -> Plural.of(count, "value", "values") + " of '" + column + "'"
                            + (count == 1 ? " is no " : " are no ")
                            + (numbers ? (count == 1 ? "number." : "numbers.") : (count == 1 ? "time." : "times.")));
        } else if (!numbers && days.size() < MOST_DAYS) {
            days.add(Math.floorDiv((long) time, (long) DAY_SECONDS));
        }
        return time;
    }

    /// The first moment of the change.
    ///
    /// @throws CorridorException where the plan's start is not of the column's kind
    double start(String text) {
        if (rows == 0) {
            return 0;
        }
        return parse(text.strip())
                .orElseThrow(() -> new CorridorException(
                        TableError.NO_TIMES,
                        "The plan's start '" + text + "' is no "
                                + (numbers
                                        ? "number, and the column '" + column + "' of " + file + " holds numbers."
                                        : "time, and the column '" + column + "' of " + file + " holds times."),
                        numbers ? "Give a number." : "Write it as 2024-03-31."));
    }

    private OptionalDouble parse(String cell) {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        if (numbers) {
            double number = Numbers.parse(bytes, 0, bytes.length, false);
            return Math.abs(number) <= Variable.LARGEST ? OptionalDouble.of(number) : OptionalDouble.empty();
        }
        if (parser.parse(bytes, 0, bytes.length)) {
            return OptionalDouble.of(parser.second());
        }
        Matcher month = MONTH.matcher(cell);
        if (month.matches()) {
            return first(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)));
        }
        Matcher quarter = QUARTER.matcher(cell);
        return quarter.matches()
                ? first(
                        Integer.parseInt(quarter.group(1)),
                        QUARTER_MONTHS * (Integer.parseInt(quarter.group(2)) - 1) + 1)
                : OptionalDouble.empty();
    }

    private static OptionalDouble first(int year, int month) {
        return OptionalDouble.of((double) LocalDate.of(year, month, 1).toEpochDay() * DAY_SECONDS);
    }

    /// What the days that were read have in common: one a month on the same or the last day, one a quarter or
    /// year, multiples of a week; else days.
    Period shownPeriod() {
        if (days.size() < 2 || days.size() >= MOST_DAYS) {
            return Period.DAY;
        }
        boolean sameDay = true;
        boolean lastDay = true;
        boolean weekly = true;
        long monthStep = 0;
        long firstMonth = month(days.first());
        LocalDate first = LocalDate.ofEpochDay(days.first());
        TreeSet<Long> months = new TreeSet<>();
        for (long day : days) {
            LocalDate date = LocalDate.ofEpochDay(day);
            sameDay &= date.getDayOfMonth() == first.getDayOfMonth();
            lastDay &= date.getDayOfMonth() == date.lengthOfMonth();
            weekly &= (day - days.first()) % WEEK == 0;
            months.add(month(day));
            monthStep = greatestDivisor(monthStep, month(day) - firstMonth);
        }
        if ((sameDay || lastDay) && months.size() == days.size()) {
            return monthStep % MONTHS == 0
                    ? Period.YEAR
                    : monthStep % QUARTER_MONTHS == 0 ? Period.QUARTER : Period.MONTH;
        }
        return weekly ? Period.WEEK : Period.DAY;
    }

    private static long greatestDivisor(long a, long b) {
        return b == 0 ? a : greatestDivisor(b, a % b);
    }

    private static long month(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return MONTHS * (long) date.getYear() + date.getMonthValue() - 1;
    }

    /// The period that holds a time; consecutive periods differ by 1. Weeks begin with the weekday of the start.
    long period(double time, Period period, Optional<Double> start) {
        if (numbers) {
            return (long) time;
        }
        long day = Math.floorDiv((long) time, (long) DAY_SECONDS);
        return switch (period) {
            case DAY -> day;
            case WEEK -> {
                long anchor = start.map(at -> Math.floorDiv((long) (double) at, (long) DAY_SECONDS))
                        .orElse((long) MONDAY);
                yield Math.floorDiv(day - anchor, (long) WEEK) + Math.floorDiv(anchor, (long) WEEK);
            }
            case MONTH -> month(day);
            case QUARTER -> Math.floorDiv(month(day), (long) QUARTER_MONTHS);
            case YEAR -> LocalDate.ofEpochDay(day).getYear();
        };
    }

    /// A period in words: `2024-03`, `2024-Q1`, a day, or the number.
    String label(long at, Period period, Optional<Double> start) {
        if (numbers) {
            return Long.toString(at);
        }
        return switch (period) {
            case DAY -> LocalDate.ofEpochDay(at).toString();
            case WEEK -> {
                long anchor = start.map(begin -> Math.floorDiv((long) (double) begin, (long) DAY_SECONDS))
                        .orElse((long) MONDAY);
                yield "week of " + LocalDate.ofEpochDay(anchor + WEEK * (at - Math.floorDiv(anchor, (long) WEEK)));
            }
            case MONTH -> "%04d-%02d".formatted(Math.floorDiv(at, MONTHS), Math.floorMod(at, MONTHS) + 1);
            case QUARTER -> "%04d-Q%d".formatted(Math.floorDiv(at, 4), Math.floorMod(at, 4) + 1);
            case YEAR -> Long.toString(at);
        };
    }
}
