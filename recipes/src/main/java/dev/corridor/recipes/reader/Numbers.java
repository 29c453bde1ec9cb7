package dev.corridor.recipes.reader;

import java.nio.charset.StandardCharsets;

/// Reads decimal numbers from bytes: an optional sign, digits, optionally grouped by threes (`1,234.56`, or
/// `1.234,56` with a decimal comma, or `1 234,56`), an optional fraction and exponent. Finite numbers only.
public final class Numbers {
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;

    private Numbers() {}

    /// What divides whole and fraction in a column.
    public enum Decimals {
        POINT,
        COMMA,
        /// Every value reads as a number either way, but as another one: `1,234`.
        AMBIGUOUS
    }

    /// Whether a number may be counted with: not NaN, and sums of very many up to 10^280 stay finite.
    public static boolean isUsable(double value) {
        return Math.abs(value) <= 1e280;
    }

    /// The number, correctly rounded, or NaN where the value is none. Blanks around it are ignored.
    public static double parse(byte[] buffer, int start, int length, boolean decimalComma) {
        int at = start;
        int end = start + length;
        while (at < end && buffer[at] == ' ') {
            at++;
        }
        while (at < end && buffer[end - 1] == ' ') {
            end--;
        }
        byte decimal = (byte) (decimalComma ? ',' : '.');
        byte group = (byte) (decimalComma ? '.' : ',');
        int first = at;
        boolean negative = at < end && buffer[at] == '-';
        at += negative || (at < end && buffer[at] == '+') ? 1 : 0;
        long mantissa = 0;
        int digits = 0;
        int sinceGroup = -1;
        byte groupSign = 0;
        boolean exact = true;
        int wholeStart = at;
        while (at < end) {
            byte value = buffer[at];
            if (value >= '0' && value <= '9') {
                exact &= mantissa < EXACT / 16;
                mantissa = exact ? mantissa * 10 + value - '0' : mantissa;
                digits++;
                sinceGroup += sinceGroup >= 0 ? 1 : 0;
                at++;
                continue;
            }
            int width = groupWidth(buffer, at, end, group);
            if (width == 0) {
                break;
            }
            boolean fits = sinceGroup < 0 ? digits >= 1 && digits <= 3 : sinceGroup == 3;
            if (!fits || (groupSign != 0 && groupSign != value) || buffer[wholeStart] == '0') {
                return Double.NaN;
            }
            groupSign = value;
            sinceGroup = 0;
            at += width;
        }
        if (sinceGroup >= 0 && sinceGroup != 3) {
            return Double.NaN;
        }
        int scale = 0;
        if (at < end && buffer[at] == decimal) {
            at++;
            while (at < end && buffer[at] >= '0' && buffer[at] <= '9') {
                exact &= mantissa < EXACT / 16;
                mantissa = exact ? mantissa * 10 + buffer[at] - '0' : mantissa;
                digits++;
                scale--;
                at++;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        if (at < end && (buffer[at] | 32) == 'e') {
            at++;
            boolean down = at < end && buffer[at] == '-';
            at += down || (at < end && buffer[at] == '+') ? 1 : 0;
            int exponentStart = at;
            int exponent = 0;
            while (at < end && buffer[at] >= '0' && buffer[at] <= '9') {
                exponent = Math.min(exponent * 10 + buffer[at++] - '0', 100_000);
            }
            if (at == exponentStart) {
                return Double.NaN;
            }
            scale += down ? -exponent : exponent;
        }
        if (at != end) {
            return Double.NaN;
        }
        if (exact && scale >= -22 && scale <= 22) {
            double value = scale < 0 ? mantissa / TENS[-scale] : mantissa * TENS[scale];
            return negative ? -value : value;
        }
        return slow(buffer, first, end, decimal);
    }

    private static int groupWidth(byte[] buffer, int at, int end, byte group) {
        byte value = buffer[at];
        if (value == group || value == ' ') {
            return 1;
        }
        if (value == (byte) 0xc2 && at + 1 < end && buffer[at + 1] == (byte) 0xa0) {
            return 2;
        }
        boolean narrow =
                value == (byte) 0xe2 && at + 2 < end && buffer[at + 1] == (byte) 0x80 && buffer[at + 2] == (byte) 0xaf;
        return narrow ? 3 : 0;
    }

    private static double slow(byte[] buffer, int first, int end, byte decimal) {
        StringBuilder plain = new StringBuilder(end - first);
        String text = new String(buffer, first, end - first, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == decimal) {
                plain.append('.');
            } else if ((letter >= '0' && letter <= '9') || "eE+-".indexOf(letter) >= 0) {
                plain.append(letter);
            }
        }
        double value = Double.parseDouble(plain.toString());
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /// Decides between decimal point and decimal comma for one column from all its values. Feed it every
    /// value, then ask. What is no number either way changes nothing.
    public static final class Evidence {
        private long pointOnly;
        private long commaOnly;
        private long either;

        public void feed(byte[] buffer, int start, int length) {
            boolean separated = false;
            boolean comma = false;
            for (int i = start; i < start + length; i++) {
                comma |= buffer[i] == ',';
                separated |= buffer[i] == ',' || buffer[i] == '.';
            }
            if (!separated) {
                return;
            }
            boolean point = !Double.isNaN(parse(buffer, start, length, false));
            boolean asComma = !Double.isNaN(parse(buffer, start, length, true));
            pointOnly += point && !asComma ? 1 : 0;
            commaOnly += asComma && !point ? 1 : 0;
            either += point && asComma && comma ? 1 : 0;
        }

        /// Adds what another accumulator has seen of the same column.
        public void add(Evidence other) {
            pointOnly += other.pointOnly;
            commaOnly += other.commaOnly;
            either += other.either;
        }

        /// What holds for the column: the reading that more values allow; the point where no comma asks for
        /// more.
        public Decimals decimals() {
            if (pointOnly != commaOnly) {
                return pointOnly > commaOnly ? Decimals.POINT : Decimals.COMMA;
            }
            return either + commaOnly > 0 ? Decimals.AMBIGUOUS : Decimals.POINT;
        }
    }
}
