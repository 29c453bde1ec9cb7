package dev.corridor.sample;

/// When something can happen: opening hours by the local clock.
enum Hours {
    /// Self-service, not deep in the night.
    WEB(7, 24, 7, 24, 7, 24),
    SHOP(10, 20, 10, 19, 0, 0),
    OFFICE(8, 19, 9, 14, 0, 0),
    CARE(8, 22, 9, 20, 10, 18);

    /// Seconds of a day.
    static final long DAY = 86_400;

    /// A time that does not come.
    static final long NEVER = Long.MAX_VALUE;

    private static final int HOUR = 3_600;
    private static final double MORNING = 2.5;

    private final int[] opens;
    private final int[] closes;

    Hours(int opens, int closes, int saturdayOpens, int saturdayCloses, int sundayOpens, int sundayCloses) {
        this.opens = new int[] {opens, saturdayOpens, sundayOpens};
        this.closes = new int[] {closes, saturdayCloses, sundayCloses};
    }

    /// The time itself where it is open then, else some time in the first hours of the next opening. Never earlier.
    long open(long time, Dice dice) {
        long day = Math.floorDiv(time, DAY);
        long second = Math.floorMod(time, DAY);
        while (true) {
            int kind = Math.max(0, weekday(day) - 4);
            long from = (long) opens[kind] * HOUR;
            long to = (long) closes[kind] * HOUR;
            if (to > from && second < to) {
                return day * DAY
                        + (second >= from
                                ? second
                                : from + (long) dice.between(0, Math.min(MORNING * HOUR, (double) (to - from))));
            }
            day++;
            second = -1;
        }
    }

    /// Monday is 0.
    static int weekday(long day) {
        return (int) Math.floorMod(day + 3, 7L);
    }

    /// Seconds of so many days.
    static long days(double days) {
        return (long) (days * DAY);
    }

    static long dayOf(long time) {
        return Math.floorDiv(time, DAY);
    }

    /// The day, or Monday where it is a Sunday.
    static long workday(long day) {
        return weekday(day) == 6 ? day + 1 : day;
    }
}
