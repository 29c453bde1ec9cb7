package dev.corridor.app.discovery;

import dev.corridor.app.interaction.Value;
import dev.corridor.map.words.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Values of attributes as the reader's language writes them.
final class ValueWords {
    private static final int DIGITS = 6;

    private ValueWords() {}

    static String say(Value value, Wording words, LocalTime clock) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Names(var names) -> String.join(", ", names);
            case Value.Time(long second) -> words.moment(clock.at(second));
            case Value.Amount(double number) -> number(number, words);
        };
    }

    private static String number(double number, Wording words) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return words.number((long) number);
        }
        BigDecimal rounded = BigDecimal.valueOf(number)
                .setScale(DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return Math.abs(number) < 1e9 && rounded.scale() > 0
                ? words.decimal(number, rounded.scale())
                : BigDecimal.valueOf(number).toPlainString();
    }
}
