package dev.corridor.cli.mine;

import java.math.BigDecimal;

/// A number as people write it: all its digits, no exponent, no zeros behind the last one. Read back as a double it is
/// the same number.
final class PlainDecimal {
    private PlainDecimal() {}

    /// @param value finite
    static String of(double value) {
        return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
