package dev.corridor.recipes.reader;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads the forms of [TimeFormat.Usual] from bytes, without making objects.
final class UsualTimeParser extends TimeParser {
    private static final int[] NANOS = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };
    private static final int DAY_SECONDS = 86_400;
    private static final int MOST_OFFSET = 18 * 3600;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIXED = 19;

    /// `00:00:00`; a clock combined with it has its digits as numbers and zeros between them.
    private static final long CLOCK_ZERO = 0x3030_3A30_303A_3030L;

    /// Lifts what is above 9 into the bits of [#CLOCK_HIGHS], which are zero in a clock.
    private static final long CLOCK_SIXES = 0x0606_0006_0600_0606L;

    private static final long CLOCK_HIGHS = 0xF0F0_FFF0_F0FF_F0F0L;

    private final DateOrder order;
    private long knownMonth;
    private int knownDay = Integer.MIN_VALUE;
    private long knownSecond;
    private byte[] bytes = {};
    private int at;
    private int end;
    private int digits;

    UsualTimeParser(DateOrder order) {
        this.order = order;
    }

    @Override
    boolean read(byte[] buffer, int from, int to) {
        if (to - from >= FIXED && fixed(buffer, from, to)) {
            return true;
        }
        bytes = buffer;
        end = to;
        nano = 0;
        hasOffset = false;
        offsetSeconds = 0;
        at = from;
        return date() && clock();
    }

    /// The quick way for `2017-07-09 21:57:05`, perhaps with a fraction and an offset; false where the
    /// value is anything else, be it a time or not. The day is looked at only where it is not the last one's.
    private boolean fixed(byte[] buffer, int from, int to) {
        byte gap = buffer[from + 10];
        long clock = (long) LONG.get(buffer, from + 11) ^ CLOCK_ZERO;
        if ((gap != ' ' && gap != 'T') || ((clock | (clock + CLOCK_SIXES)) & CLOCK_HIGHS) != 0) {
            return false;
        }
        long pairs = clock * 10 + (clock >>> 8);
        int hour = (int) pairs & 0xff;
        int minute = (int) (pairs >>> 24) & 0xff;
        int seconds = (int) (pairs >>> 48) & 0xff;
        long month = (long) LONG.get(buffer, from);
        int day = (short) SHORT.get(buffer, from + 8);
        if (hour > 23 || minute > 59 || seconds > 59) {
            return false;
        }
        if ((month != knownMonth || day != knownDay) && !fixedDay(buffer, from)) {
            return false;
        }
        second = knownSecond + hour * 3600L + minute * 60L + seconds;
        if (fineness != Fineness.SECOND) { // storing a reference costs more than to look
            fineness = Fineness.SECOND;
        }
        return to == from + FIXED || afterSeconds(buffer, from + FIXED, to);
    }

    /// Makes the day of `2017-07-09` the known one.
    private boolean fixedDay(byte[] buffer, int from) {
        bytes = buffer;
        int year = pair(from) * 100 + pair(from + 2);
        int month = pair(from + 5);
        int day = pair(from + 8);
        boolean written = (pair(from) | pair(from + 2) | month | day) >= 0 && buffer[from + 4] == '-';
        if (!written || buffer[from + 7] != '-' || !Calendar.exists(year, month, day)) {
            return false;
        }
        knownMonth = (long) LONG.get(buffer, from);
        knownDay = (short) SHORT.get(buffer, from + 8);
        knownSecond = Calendar.epochDay(year, month, day) * DAY_SECONDS;
        return true;
    }

    private boolean afterSeconds(byte[] buffer, int from, int to) {
        bytes = buffer;
        end = to;
        at = from;
        if (bytes[at] == '.' && !fraction()) {
            return false;
        }
        return at == end || ((bytes[at] == '+' || bytes[at] == '-' || bytes[at] == 'Z') && offset());
    }

    /// Two digits as a number, or below 0.
    private int pair(int from) {
        int tens = bytes[from] - '0';
        int ones = bytes[from + 1] - '0';
        return (tens * 10 + ones) | ((tens | ones | (9 - tens) | (9 - ones)) >> 31);
    }

    private boolean date() {
        int first = number(4);
        int firstDigits = digits;
        if (firstDigits == 0 || firstDigits == 3 || at >= end) {
            return fail(Problem.NOT_A_TIME);
        }
        byte separator = bytes[at++];
        if (separator != '-' && separator != '/' && separator != '.') {
            return fail(Problem.NOT_A_TIME);
        }
        int second = number(2);
        int secondDigits = digits;
        boolean divided = at < end && bytes[at] == separator;
        at++;
        if (secondDigits == 0 || !divided) {
            return fail(Problem.NOT_A_TIME);
        }
        int third = number(4);
        if (firstDigits == 4) {
            return (digits == 1 || digits == 2) ? day(first, second, third) : fail(Problem.NOT_A_TIME);
        }
        if (digits != 4) {
            return fail(Problem.NOT_A_TIME);
        }
        if (separator == '.') {
            return day(third, second, first);
        }
        return switch (order) {
            case DAY_FIRST -> ordered(third, second, first);
            case MONTH_FIRST -> ordered(third, first, second);
            case UNKNOWN -> first == second ? day(third, second, first) : unordered(third, first, second);
        };
    }

    private boolean unordered(int year, int first, int second) {
        boolean date = Calendar.exists(year, first, second) || Calendar.exists(year, second, first);
        return fail(date ? Problem.DATE_ORDER_UNKNOWN : Problem.NO_SUCH_DATE);
    }

    private boolean ordered(int year, int month, int day) {
        if (!Calendar.exists(year, month, day) && Calendar.exists(year, day, month)) {
            return fail(Problem.OTHER_DATE_ORDER);
        }
        return day(year, month, day);
    }

    private boolean day(int year, int month, int day) {
        if (!Calendar.exists(year, month, day)) {
            return fail(Problem.NO_SUCH_DATE);
        }
        second = Calendar.epochDay(year, month, day) * DAY_SECONDS;
        fineness = Fineness.DAY;
        return true;
    }

    private boolean clock() {
        if (at == end) {
            return true;
        }
        if ((bytes[at] | 32) == 't') {
            at++;
        } else if (!gap()) {
            return fail(Problem.NOT_A_TIME);
        }
        int hour = number(2);
        if (digits == 0) {
            return fail(Problem.NOT_A_TIME);
        }
        if (at >= end || bytes[at++] != ':') {
            return fail(Problem.NOT_A_TIME);
        }
        int minute = number(2);
        if (digits != 2) {
            return fail(Problem.NOT_A_TIME);
        }
        fineness = Fineness.MINUTE;
        int seconds = 0;
        if (at < end && bytes[at] == ':') {
            at++;
            seconds = number(2);
            if (digits != 2) {
                return fail(Problem.NOT_A_TIME);
            }
            fineness = Fineness.SECOND;
            if (at < end && (bytes[at] == '.' || bytes[at] == ',') && !fraction()) {
                return fail(Problem.NOT_A_TIME);
            }
        }
        int half = half();
        if (half >= 0) {
            if (hour < 1 || hour > 12) {
                return fail(Problem.NO_SUCH_DATE);
            }
            hour = hour % 12 + half;
        }
        if (seconds == 60) {
            return fail(Problem.LEAP_SECOND);
        }
        if (hour > 23 || minute > 59 || seconds > 59) {
            return fail(Problem.NO_SUCH_DATE);
        }
        second += hour * 3600L + minute * 60L + seconds;
        return offset();
    }

    private boolean gap() {
        int from = at;
        if (bytes[at] == ',') {
            at++;
        }
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        return at > from && at < end && bytes[at - 1] == ' ';
    }

    private boolean fraction() {
        at++;
        int value = number(9);
        if (digits == 0) {
            return false;
        }
        nano = value * NANOS[digits];
        fineness = Fineness.FRACTION;
        return true;
    }

    /// 0 for am, 12 for pm, -1 where neither is written.
    private int half() {
        int mark = at;
        while (mark < end && bytes[mark] == ' ') {
            mark++;
        }
        if (mark + 1 >= end) {
            return -1;
        }
        int letter = bytes[mark] | 32;
        boolean dotted = bytes[mark + 1] == '.';
        int second = mark + (dotted ? 2 : 1);
        if ((letter != 'a' && letter != 'p') || second >= end || (bytes[second] | 32) != 'm') {
            return -1;
        }
        at = second + 1;
        if (dotted && at < end && bytes[at] == '.') {
            at++;
        }
        return letter == 'a' ? 0 : 12;
    }

    private boolean offset() {
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        if (at == end) {
            return true;
        }
        hasOffset = true;
        if (word('z') || word('u', 't', 'c') || word('g', 'm', 't')) {
            return at == end || fail(Problem.NOT_A_TIME);
        }
        byte sign = bytes[at++];
        if (sign != '+' && sign != '-') {
            return fail(Problem.NOT_A_TIME);
        }
        int hours = number(2);
        if (digits != 2) {
            return fail(Problem.NOT_A_TIME);
        }
        int minutes = 0;
        if (at < end) {
            if (bytes[at] == ':') {
                at++;
            }
            minutes = number(2);
            if (digits != 2) {
                return fail(Problem.NOT_A_TIME);
            }
        }
        int distance = hours * 3600 + minutes * 60;
        if (at != end || minutes > 59 || distance > MOST_OFFSET) {
            return fail(Problem.NOT_A_TIME);
        }
        offsetSeconds = sign == '-' ? -distance : distance;
        return true;
    }

    private boolean word(char... letters) {
        if (end - at < letters.length) {
            return false;
        }
        for (int i = 0; i < letters.length; i++) {
            if ((bytes[at + i] | 32) != letters[i]) {
                return false;
            }
        }
        at += letters.length;
        return true;
    }

    /// A number of at most so many digits; [#digits] tells how many there were.
    private int number(int most) {
        int value = 0;
        int from = at;
        while (at < end && at - from < most && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + bytes[at++] - '0';
        }
        digits = at - from;
        return value;
    }
}
