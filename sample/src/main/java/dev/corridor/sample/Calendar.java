package dev.corridor.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/// The time that the company's tables cover, and when in it customers set out: by season, weekday and hour.
final class Calendar {
    /// The first day.
    static final LocalDate FIRST = LocalDate.of(2025, 1, 7);

    /// The last second in the tables, on the local clock.
    static final LocalDateTime LAST = LocalDateTime.of(2026, 11, 22, 5, 59, 59);

    /// [#LAST] in seconds of the local clock.
    static final long AS_OF = LAST.toEpochSecond(ZoneOffset.UTC);

    private static final double[] BY_MONTH = {1.05, 0.95, 0.95, 0.9, 0.95, 1, 0.85, 0.9, 1.25, 1.15, 1.15, 0.9};
    private static final double[] BY_WEEKDAY = {1.2, 1.1, 1.05, 1, 1, 0.95, 0.7};
    private static final double[] BY_HOUR = {1, 0, 0, 0, 0, 0, 0, 2, 4, 6, 7, 7, 8, 7, 6, 6, 6, 7, 8, 9, 9, 7, 4, 2};

    private final double[] days = new double[(int) (Hours.dayOf(AS_OF) - FIRST.toEpochDay())];
    private final double[] hours = cumulative(BY_HOUR);

    Calendar() {
        for (int i = 0; i < days.length; i++) {
            LocalDate day = FIRST.plusDays(i);
            days[i] = BY_MONTH[day.getMonthValue() - 1]
                    * BY_WEEKDAY[day.getDayOfWeek().getValue() - 1];
        }
        System.arraycopy(cumulative(days), 0, days, 0, days.length);
    }

    private static double[] cumulative(double[] weights) {
        double[] sums = weights.clone();
        Arrays.parallelPrefix(sums, Double::sum);
        double total = sums[sums.length - 1];
        return Arrays.stream(sums).map(sum -> sum / total).toArray();
    }

    /// When a new customer sets out.
    long start(Dice dice) {
        long day = FIRST.toEpochDay() + place(days, dice.uniform());
        return day * Hours.DAY + place(hours, dice.uniform()) * 3_600L + dice.below(3_600);
    }

    private static int place(double[] sums, double at) {
        int found = Arrays.binarySearch(sums, at);
        return Math.min(sums.length - 1, found < 0 ? -found - 1 : found + 1);
    }

    /// The next day on which bills are issued, at least nine days after the line went live: the 5th or the 20th.
    static long billDay(long live) {
        LocalDate earliest = LocalDate.ofEpochDay(Hours.dayOf(live) + 9);
        int day = earliest.getDayOfMonth();
        LocalDate bill = day <= 5
                ? earliest.withDayOfMonth(5)
                : day <= 20
                        ? earliest.withDayOfMonth(20)
                        : earliest.plusMonths(1).withDayOfMonth(5);
        return bill.toEpochDay();
    }

    /// How much likelier crews are late on this day than on others.
    static double lateness(long day) {
        return switch (LocalDate.ofEpochDay(day).getMonth()) {
            case NOVEMBER, DECEMBER -> 1.25;
            case AUGUST -> 1.15;
            default -> 1;
        };
    }
}
