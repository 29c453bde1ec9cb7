package dev.corridor.recipes.reader;

/// Which of day and month is written first in dates such as `3/4/2017`.
public enum DateOrder {
    DAY_FIRST,
    MONTH_FIRST,
    /// Not decided: such dates cannot be read.
    UNKNOWN;

    /// Decides the order of one column from all its values. Feed it every value, then ask.
    ///
    /// Values that fit one order only are the evidence. Where all evidence agrees, that order holds; where
    /// it does not, the order of the majority holds and the values that don't fit are to be rejected;
    /// without evidence, or with as much for either, the order stays unknown and the recipe must say it.
    public static final class Evidence {
        private long dayOnly;
        private long monthOnly;
        private long either;

        /// Takes one value; one that needs no order, or is no date in either, changes nothing.
        public void feed(byte[] buffer, int start, int length) {
            int end = start + length;
            int at = start;
            while (at < end && buffer[at] == ' ') {
                at++;
            }
            int firstDigits = digits(buffer, at, end);
            int secondAt = at + firstDigits + 1;
            if (firstDigits < 1 || firstDigits > 2 || secondAt >= end) {
                return;
            }
            byte separator = buffer[secondAt - 1];
            int secondDigits = digits(buffer, secondAt, end);
            int yearAt = secondAt + secondDigits + 1;
            if (secondDigits < 1 || secondDigits > 2 || digits(buffer, yearAt, end) != 4) {
                return;
            }
            if ((separator != '/' && separator != '-') || buffer[yearAt - 1] != separator) {
                return;
            }
            int first = number(buffer, at, firstDigits);
            int second = number(buffer, secondAt, secondDigits);
            int year = number(buffer, yearAt, 4);
            boolean day = Calendar.exists(year, second, first);
            boolean month = Calendar.exists(year, first, second);
            dayOnly += day && !month ? 1 : 0;
            monthOnly += month && !day ? 1 : 0;
            either += day && month && first != second ? 1 : 0;
        }

        /// Adds what another accumulator has seen of the same column.
        public void add(Evidence other) {
            dayOnly += other.dayOnly;
            monthOnly += other.monthOnly;
            either += other.either;
        }

        /// The order that holds for the column; [DateOrder#UNKNOWN] where nothing decides it.
        public DateOrder order() {
            return dayOnly == monthOnly ? UNKNOWN : dayOnly > monthOnly ? DAY_FIRST : MONTH_FIRST;
        }

        /// The order matters for some value so far. Until then the column can be read without knowing it.
        public boolean matters() {
            return dayOnly + monthOnly + either > 0;
        }

        /// The order matters for some values, and the values don't tell it.
        public boolean isAmbiguous() {
            return order() == UNKNOWN && matters();
        }

        /// Values that are dates with the day first only.
        public long dayFirstOnly() {
            return dayOnly;
        }

        /// Values that are dates with the month first only.
        public long monthFirstOnly() {
            return monthOnly;
        }

        /// Values that are different dates in either order.
        public long either() {
            return either;
        }

        private static int digits(byte[] buffer, int at, int end) {
            int count = 0;
            while (at + count < end && buffer[at + count] >= '0' && buffer[at + count] <= '9') {
                count++;
            }
            return count;
        }

        private static int number(byte[] buffer, int at, int digits) {
            int value = 0;
            for (int i = at; i < at + digits; i++) {
                value = value * 10 + buffer[i] - '0';
            }
            return value;
        }
    }
}
